#include "CSimdjson.h"

#if __has_include(<simdjson.h>)
#include <simdjson.h>
#include <string>

const char *simdjson_kernel(void) {
    static const std::string name = simdjson::get_active_implementation()->name();
    return name.c_str();
}

void *simdjson_parser(void) { return new simdjson::dom::parser(); }

void simdjson_parser_free(void *parser) { delete static_cast<simdjson::dom::parser *>(parser); }

int simdjson_parse(void *parser, const uint8_t *bytes, size_t count) {
    return static_cast<simdjson::dom::parser *>(parser)->parse(bytes, count, false).error();
}
#else
const char *simdjson_kernel(void) { return nullptr; }
void *simdjson_parser(void) { return nullptr; }
void simdjson_parser_free(void *) {}
int simdjson_parse(void *, const uint8_t *, size_t) { return -1; }
#endif
