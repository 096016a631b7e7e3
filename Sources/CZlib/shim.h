// What Swift cannot import of zlib: macros. https://zlib.net/manual.html
#include <zlib.h>

// 15 bits of window, and 16 for the header and trailer of gzip (RFC 1952).
static inline int helhet_deflate_gzip(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

static inline int helhet_inflate_gzip(z_stream *stream) { return inflateInit2(stream, 15 + 16); }
