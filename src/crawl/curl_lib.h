#ifndef MARSAD_CRAWL_CURL_LIB_H
#define MARSAD_CRAWL_CURL_LIB_H

#include <curl/curl.h>

/*
 * The functions of libcurl that the fetcher uses, by the names they have
 * there without "curl_".  See base/lib.h.
 */
#define CURL_LIB_MAP(X)        \
	X(global_init)         \
	X(global_cleanup)      \
	X(easy_init)           \
	X(easy_cleanup)        \
	X(easy_setopt)         \
	X(easy_getinfo)        \
	X(easy_strerror)       \
	X(slist_append)        \
	X(slist_free_all)      \
	X(multi_init)          \
	X(multi_cleanup)       \
	X(multi_setopt)        \
	X(multi_add_handle)    \
	X(multi_remove_handle) \
	X(multi_perform)       \
	X(multi_poll)          \
	X(multi_wakeup)        \
	X(multi_info_read)

#define X(name) __typeof__(curl_##name) *name;
struct curl_lib {
	CURL_LIB_MAP(X)
};
#undef X

/* Set all of them. */
void curl_lib_load(struct curl_lib *lib);

#endif
