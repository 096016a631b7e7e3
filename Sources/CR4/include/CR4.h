#ifndef HELHET_CR4_H
#define HELHET_CR4_H
#include <stddef.h>
const unsigned char *helhet_r4_bytes(void);
size_t helhet_r4_count(void);
const unsigned char *helhet_r4_rules_bytes(void);
size_t helhet_r4_rules_count(void);
const unsigned char *helhet_r4_search_bytes(void);
size_t helhet_r4_search_count(void);
#endif
