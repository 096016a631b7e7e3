#ifndef HELHET_CPATHWAYS_H
#define HELHET_CPATHWAYS_H
#include <stddef.h>
typedef struct {
    const char *_Nonnull name;
    const unsigned char *_Nonnull bytes;
    size_t count;
} helhet_file;
const helhet_file *_Nullable helhet_pathway_files(ptrdiff_t *_Nullable count);
const helhet_file *_Nullable helhet_score_files(ptrdiff_t *_Nullable count);
const helhet_file *_Nullable helhet_contact_files(ptrdiff_t *_Nullable count);
#endif
