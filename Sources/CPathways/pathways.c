#include "CPathways.h"
#pragma clang diagnostic ignored "-Wc23-extensions"
// The folder pathways/ as it stands; a test compares both.

static const unsigned char acute_psychiatry[] = {
#embed "../../pathways/acute-psychiatry.yaml"
};
static const unsigned char admission_alternatives[] = {
#embed "../../pathways/admission-alternatives.yaml"
};
static const unsigned char cancer_breast[] = {
#embed "../../pathways/cancer-breast.yaml"
};
static const unsigned char cancer_colorectal[] = {
#embed "../../pathways/cancer-colorectal.yaml"
};
static const unsigned char cancer_lymphoma[] = {
#embed "../../pathways/cancer-lymphoma.yaml"
};
static const unsigned char cancer_testicular[] = {
#embed "../../pathways/cancer-testicular.yaml"
};
static const unsigned char cancer_thyroid[] = {
#embed "../../pathways/cancer-thyroid.yaml"
};
static const unsigned char copd[] = {
#embed "../../pathways/copd.yaml"
};
static const unsigned char extended_responsibility_72h[] = {
#embed "../../pathways/extended-responsibility-72h.yaml"
};
static const unsigned char follow_home_and_early_visit[] = {
#embed "../../pathways/follow-home-and-early-visit.yaml"
};
static const unsigned char frail_older_citizen[] = {
#embed "../../pathways/frail-older-citizen.yaml"
};
static const unsigned char hip_fracture[] = {
#embed "../../pathways/hip-fracture.yaml"
};
static const unsigned char home_after_discharge[] = {
#embed "../../pathways/home-after-discharge.yaml"
};
static const unsigned char hospital_stay[] = {
#embed "../../pathways/hospital-stay.yaml"
};
static const unsigned char mental_health_and_addiction[] = {
#embed "../../pathways/mental-health-and-addiction.yaml"
};
static const unsigned char pregnant_with_substance_use[] = {
#embed "../../pathways/pregnant-with-substance-use.yaml"
};
static const unsigned char sepsis[] = {
#embed "../../pathways/sepsis.yaml"
};
static const unsigned char stemi[] = {
#embed "../../pathways/stemi.yaml"
};
static const unsigned char stroke[] = {
#embed "../../pathways/stroke.yaml"
};
static const unsigned char trauma[] = {
#embed "../../pathways/trauma.yaml"
};
static const unsigned char unplanned_need[] = {
#embed "../../pathways/unplanned-need.yaml"
};

static const unsigned char region_extended_responsibility_72h_hovedstaden[] = {
#embed "../../pathways/regions/extended-responsibility-72h-hovedstaden.yaml"
};
static const unsigned char region_extended_responsibility_72h_sjaelland[] = {
#embed "../../pathways/regions/extended-responsibility-72h-sjaelland.yaml"
};
static const unsigned char region_extended_responsibility_72h_syddanmark[] = {
#embed "../../pathways/regions/extended-responsibility-72h-syddanmark.yaml"
};

static const unsigned char score_hospital_donze_2013[] = {
#embed "../../pathways/scores/hospital-donze-2013.yaml"
};
static const unsigned char score_hospital_donze_2016[] = {
#embed "../../pathways/scores/hospital-donze-2016.yaml"
};
static const unsigned char score_lace_uk_modified[] = {
#embed "../../pathways/scores/lace-uk-modified.yaml"
};
static const unsigned char score_lace_van_walraven_2010[] = {
#embed "../../pathways/scores/lace-van-walraven-2010.yaml"
};
static const unsigned char score_news2_rcp_2017_scale_2[] = {
#embed "../../pathways/scores/news2-rcp-2017-scale-2.yaml"
};
static const unsigned char score_news2_rcp_2017[] = {
#embed "../../pathways/scores/news2-rcp-2017.yaml"
};
static const unsigned char contacts_contacts[] = {
#embed "../../pathways/contacts/contacts.yaml"
};

static const helhet_file pathways[] = {
    {"pathways/acute-psychiatry.yaml", acute_psychiatry, sizeof acute_psychiatry},
    {"pathways/admission-alternatives.yaml", admission_alternatives, sizeof admission_alternatives},
    {"pathways/cancer-breast.yaml", cancer_breast, sizeof cancer_breast},
    {"pathways/cancer-colorectal.yaml", cancer_colorectal, sizeof cancer_colorectal},
    {"pathways/cancer-lymphoma.yaml", cancer_lymphoma, sizeof cancer_lymphoma},
    {"pathways/cancer-testicular.yaml", cancer_testicular, sizeof cancer_testicular},
    {"pathways/cancer-thyroid.yaml", cancer_thyroid, sizeof cancer_thyroid},
    {"pathways/copd.yaml", copd, sizeof copd},
    {"pathways/extended-responsibility-72h.yaml", extended_responsibility_72h, sizeof extended_responsibility_72h},
    {"pathways/follow-home-and-early-visit.yaml", follow_home_and_early_visit, sizeof follow_home_and_early_visit},
    {"pathways/frail-older-citizen.yaml", frail_older_citizen, sizeof frail_older_citizen},
    {"pathways/hip-fracture.yaml", hip_fracture, sizeof hip_fracture},
    {"pathways/home-after-discharge.yaml", home_after_discharge, sizeof home_after_discharge},
    {"pathways/hospital-stay.yaml", hospital_stay, sizeof hospital_stay},
    {"pathways/mental-health-and-addiction.yaml", mental_health_and_addiction, sizeof mental_health_and_addiction},
    {"pathways/pregnant-with-substance-use.yaml", pregnant_with_substance_use, sizeof pregnant_with_substance_use},
    {"pathways/sepsis.yaml", sepsis, sizeof sepsis},
    {"pathways/stemi.yaml", stemi, sizeof stemi},
    {"pathways/stroke.yaml", stroke, sizeof stroke},
    {"pathways/trauma.yaml", trauma, sizeof trauma},
    {"pathways/unplanned-need.yaml", unplanned_need, sizeof unplanned_need},
    {"pathways/regions/extended-responsibility-72h-hovedstaden.yaml", region_extended_responsibility_72h_hovedstaden, sizeof region_extended_responsibility_72h_hovedstaden},
    {"pathways/regions/extended-responsibility-72h-sjaelland.yaml", region_extended_responsibility_72h_sjaelland, sizeof region_extended_responsibility_72h_sjaelland},
    {"pathways/regions/extended-responsibility-72h-syddanmark.yaml", region_extended_responsibility_72h_syddanmark, sizeof region_extended_responsibility_72h_syddanmark},
};

static const helhet_file scores[] = {
    {"pathways/scores/hospital-donze-2013.yaml", score_hospital_donze_2013, sizeof score_hospital_donze_2013},
    {"pathways/scores/hospital-donze-2016.yaml", score_hospital_donze_2016, sizeof score_hospital_donze_2016},
    {"pathways/scores/lace-uk-modified.yaml", score_lace_uk_modified, sizeof score_lace_uk_modified},
    {"pathways/scores/lace-van-walraven-2010.yaml", score_lace_van_walraven_2010, sizeof score_lace_van_walraven_2010},
    {"pathways/scores/news2-rcp-2017-scale-2.yaml", score_news2_rcp_2017_scale_2, sizeof score_news2_rcp_2017_scale_2},
    {"pathways/scores/news2-rcp-2017.yaml", score_news2_rcp_2017, sizeof score_news2_rcp_2017},
};

static const helhet_file contacts[] = {
    {"pathways/contacts/contacts.yaml", contacts_contacts, sizeof contacts_contacts},
};

const helhet_file *helhet_pathway_files(ptrdiff_t *count) {
    *count = sizeof pathways / sizeof *pathways;
    return pathways;
}

const helhet_file *helhet_score_files(ptrdiff_t *count) {
    *count = sizeof scores / sizeof *scores;
    return scores;
}

const helhet_file *helhet_contact_files(ptrdiff_t *count) {
    *count = sizeof contacts / sizeof *contacts;
    return contacts;
}
