#ifndef HELHET_CXML_SHIM_H
#define HELHET_CXML_SHIM_H
// libxml2 on Debian is built with ICU and then drags in its headers, which Foundation has too in another version. Nothing here needs them.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
// `xmlFree` is a global variable, which Swift 6 refuses as not safe for concurrency.
static inline void helhet_xml_free(void *pointer) { xmlFree(pointer); }
#endif
