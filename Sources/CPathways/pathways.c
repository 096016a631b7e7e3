#include "CPathways.h"
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char hospital_stay[] = {
#embed "../../pathways/hospital-stay.yaml"
};
const unsigned char *helhet_hospital_stay_bytes(void) { return hospital_stay; }
size_t helhet_hospital_stay_count(void) { return sizeof hospital_stay; }
