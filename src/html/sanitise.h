#ifndef MARSAD_HTML_SANITISE_H
#define MARSAD_HTML_SANITISE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

/*
 * Make a foreign fragment safe to show: append to `out` only elements and
 * attributes of a short list, addresses only http and https, resolved
 * against base_url (may be empty: then only absolute ones stay).  The text of
 * other elements is kept, except that of script, style, iframe, object, form,
 * button, svg, math and their like, which goes with them.  No event handler,
 * style, class or id survives.
 *
 * The result is well-formed: all elements closed, in order, at most
 * HTML_SANITISE_DEPTH deep, and sanitising it again changes nothing.
 *
 * mem      for the work; when it is full out->err becomes ERR_LIMIT.
 * Linear in html.
 */
#define HTML_SANITISE_DEPTH 100u
void html_sanitise(struct arena *mem, struct str html, struct str base_url,
                   struct buf *out);

#endif
