#include "CPopulation.h"
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char geo[] = {
#embed "geo.table"
};
static const unsigned char rates_no[] = {
#embed "../../population/no.yaml"
};
static const unsigned char rates_dk[] = {
#embed "../../population/dk.yaml"
};
const unsigned char *helhet_geo_bytes(void) { return geo; }
size_t helhet_geo_count(void) { return sizeof geo; }
const unsigned char *helhet_rates_no_bytes(void) { return rates_no; }
size_t helhet_rates_no_count(void) { return sizeof rates_no; }
const unsigned char *helhet_rates_dk_bytes(void) { return rates_dk; }
size_t helhet_rates_dk_count(void) { return sizeof rates_dk; }
