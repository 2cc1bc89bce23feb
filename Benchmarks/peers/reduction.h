// The typed reduction that the peers in C and C++ share: from element names and text to the fields of a result,
// and from those to totals. It trusts the order of the elements and checks only that numbers are numbers.

#ifndef REDUCTION_H
#define REDUCTION_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

void startElement(const char *name);
void characters(const char *bytes, size_t length); // of one element, in any number of pieces
void endElement(const char *name);

// One line of JSON: what was read, for comparison with what validate reads.
void printTotals(void);

#ifdef __cplusplus
}
#endif

#endif
