#include "CR4.h"
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char bytes[] = {
#embed "r4.table"
};
const unsigned char *helhet_r4_bytes(void) { return bytes; }
size_t helhet_r4_count(void) { return sizeof bytes; }
