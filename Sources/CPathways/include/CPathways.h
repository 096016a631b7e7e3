#ifndef HELHET_CPATHWAYS_H
#define HELHET_CPATHWAYS_H
#include <stddef.h>
const unsigned char *helhet_hospital_stay_bytes(void);
size_t helhet_hospital_stay_count(void);
#endif
