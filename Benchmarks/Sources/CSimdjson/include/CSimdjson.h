#ifndef CSIMDJSON_H
#define CSIMDJSON_H
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The name of the kernel that simdjson chose for this machine; null when it was built without simdjson.
const char *simdjson_kernel(void);
/// A parser that is used again and again, as its authors advise; null without simdjson.
void *simdjson_parser(void);
void simdjson_parser_free(void *parser);
/// Parses a whole document to a tape, as `FHIR.Document` does: 0 when it is well formed. `bytes` needs 32 bytes of room after its end.
int simdjson_parse(void *parser, const uint8_t *bytes, size_t count);

#ifdef __cplusplus
}
#endif
#endif
