#ifndef HELHET_CXMLSCHEMA_SHIM_H
#define HELHET_CXMLSCHEMA_SHIM_H
// libxml2 on Debian is built with ICU and then drags in its headers, which Foundation has too in another version. Nothing here needs them.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/xmlschemas.h>
// Members of libxml2's structs belong to whichever module imported them first; functions do not.
static inline const char *helhet_schema_message(xmlErrorPtr error) { return error ? error->message : 0; }
#endif
