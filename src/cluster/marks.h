#ifndef MARSAD_CLUSTER_MARKS_H
#define MARSAD_CLUSTER_MARKS_H

#include "model/doc.h"

/* Ordinals and weekdays, a bit each (marks.def). */
#define MARKS_ORDINALS 0x000FFFFFu
#define MARKS_WEEKDAYS 0x07F00000u

/*
 * Those among the first max words of a title or text: what reports written to
 * one template differ by.
 */
uint32_t marks_of(const struct doc_words *w, size_t max);

#endif
