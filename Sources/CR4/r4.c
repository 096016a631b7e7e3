#include "CR4.h"
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char bytes[] = {
#embed "r4.table"
};
static const unsigned char rules[] = {
#embed "r4-rules.table"
};
static const unsigned char search[] = {
#embed "r4-search.table"
};
const unsigned char *helhet_r4_bytes(void) { return bytes; }
size_t helhet_r4_count(void) { return sizeof bytes; }
const unsigned char *helhet_r4_rules_bytes(void) { return rules; }
size_t helhet_r4_rules_count(void) { return sizeof rules; }
const unsigned char *helhet_r4_search_bytes(void) { return search; }
size_t helhet_r4_search_count(void) { return sizeof search; }
