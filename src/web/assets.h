#ifndef MARSAD_WEB_ASSETS_H
#define MARSAD_WEB_ASSETS_H

#include "base/str.h"
#include "web/assets_gen.h"

/*
 * The files of assets/, embedded by tools/assetc under names that hold a
 * hash of their content.
 */
struct asset {
	struct str url; /* "/assets/portal-0123456789abcdef.css" */
	struct str mime;
	struct str bytes;
};

extern const struct asset assets[ASSET__COUNT];

#endif
