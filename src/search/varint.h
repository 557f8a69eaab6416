#ifndef MARSAD_SEARCH_VARINT_H
#define MARSAD_SEARCH_VARINT_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Integers in as few bytes as they need, seven bits a byte, low ones first.
 * Source: the "varint" of Protocol Buffers.
 */
#define VARINT_MAX_BYTES 10u

/* Write v; returns the bytes written, at most VARINT_MAX_BYTES. */
unsigned varint_write(uint8_t *to, uint64_t v);

/*
 * Read one at *p and step over it.  False, with nothing moved, when it does
 * not end before `end` or has too many bytes.
 */
bool varint_read_any(const uint8_t **p, const uint8_t *end, uint64_t *out);

/* The same; most are one byte long. */
static inline bool varint_read(const uint8_t **p, const uint8_t *end, uint64_t *out) { return *p < end && **p < 0x80 ? (*out = *(*p)++, true) : varint_read_any(p, end, out); }

#endif
