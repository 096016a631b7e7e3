#ifndef HELHET_CPOPULATION_H
#define HELHET_CPOPULATION_H
#include <stddef.h>
const unsigned char *helhet_geo_bytes(void);
size_t helhet_geo_count(void);
const unsigned char *helhet_rates_no_bytes(void);
size_t helhet_rates_no_count(void);
const unsigned char *helhet_rates_dk_bytes(void);
size_t helhet_rates_dk_count(void);
#endif
