#ifndef CEXPAT_SHIM_H
#define CEXPAT_SHIM_H

#include <expat.h>

// Older headers do not declare this function, and distributions backport it without raising the
// version number. With a weak declaration, the library that is actually loaded decides.
#ifdef __APPLE__
#define CEXPAT_WEAK __attribute__((weak_import))
#else
#define CEXPAT_WEAK __attribute__((weak))
#endif

extern XML_Bool XML_SetReparseDeferralEnabled(XML_Parser parser, XML_Bool enabled) CEXPAT_WEAK;

/// Makes Expat parse every byte immediately. By default it waits for more bytes of a long token.
static inline void cexpat_disable_reparse_deferral(XML_Parser parser) {
  if (XML_SetReparseDeferralEnabled) {
    XML_SetReparseDeferralEnabled(parser, XML_FALSE);
  }
}

#endif
