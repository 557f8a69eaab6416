#ifndef MARSAD_WEB_MHD_LIB_H
#define MARSAD_WEB_MHD_LIB_H

#include <microhttpd.h>

/*
 * The functions of libmicrohttpd that the server uses, by the names they
 * have there without "MHD_".  See base/lib.h.
 */
#define MHD_LIB_MAP(X)                  \
	X(start_daemon)                 \
	X(stop_daemon)                  \
	X(get_connection_info)          \
	X(get_connection_values)        \
	X(create_response_from_buffer)  \
	X(add_response_header)          \
	X(queue_response)               \
	X(destroy_response)

#define X(name) __typeof__(MHD_##name) *name;
struct mhd_lib {
	MHD_LIB_MAP(X)
};
#undef X

/* Set all of them. */
void mhd_lib_load(struct mhd_lib *lib);

#endif
