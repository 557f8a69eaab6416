#ifndef MARSAD_WEB_PORTAL_H
#define MARSAD_WEB_PORTAL_H

#include "model/config.h"
#include "web/httpd.h"

/*
 * The portal as a function from a request to a response: no sockets, so that
 * every page can be tested.  Safe to call from several threads at once.
 */
struct portal;

/*
 * config, db_path, base   borrowed; must outlive the portal.
 * base    "http://127.0.0.1:8080": what absolute addresses begin with when
 *         edition.hosts is empty.
 * ERR_FORMAT: listen.trusted_proxies is no list of networks.  The database is
 * opened when it is first needed.
 */
enum err portal_new(const struct config *config, const char *db_path,
                    struct str base, struct portal **out) MUST_CHECK;
void portal_free(struct portal *p);

/* Fits struct httpd_handler; arg is the portal. */
void portal_handle(void *arg, const struct httpd_request *rq,
                   struct httpd_response *out);

#endif
