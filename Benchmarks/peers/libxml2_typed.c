// libxml2's push parser (SAX2) with the typed reduction, reading one file in blocks of 64 KiB.

#include "reduction.h"

#include <fcntl.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <unistd.h>

enum { blockSize = 64 * 1024, exitMalformed = 1, exitInput = 2, exitUsage = 64 };

static void onStart(void *unused, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaceCount,
                    const xmlChar **namespaces, int attributeCount, int defaultedCount, const xmlChar **attributes) {
    (void)unused, (void)prefix, (void)uri, (void)namespaceCount, (void)namespaces;
    (void)attributeCount, (void)defaultedCount, (void)attributes;
    startElement((const char *)name);
}

static void onEnd(void *unused, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
    (void)unused, (void)prefix, (void)uri;
    endElement((const char *)name);
}

static void onText(void *unused, const xmlChar *bytes, int length) {
    (void)unused;
    characters((const char *)bytes, (size_t)length);
}

int main(int count, char **arguments) {
    if (count != 2) return exitUsage;
    int file = open(arguments[1], O_RDONLY);
    xmlSAXHandler handler = {
        .initialized = XML_SAX2_MAGIC,
        .startElementNs = onStart,
        .endElementNs = onEnd,
        .characters = onText,
        .ignorableWhitespace = onText,
    };
    xmlParserCtxtPtr parser = xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, arguments[1]);
    if (file < 0 || parser == NULL) return exitInput;
    xmlCtxtUseOptions(parser, XML_PARSE_HUGE | XML_PARSE_NONET);
    static char block[blockSize];
    ssize_t length;
    do {
        length = read(file, block, sizeof block);
        if (length < 0) return exitInput;
        if (xmlParseChunk(parser, block, (int)length, length == 0) != XML_ERR_OK) {
            const xmlError *problem = xmlCtxtGetLastError(parser);
            if (problem != NULL) fprintf(stderr, "line %d: %s", problem->line, problem->message);
            return exitMalformed;
        }
    } while (length > 0);
    xmlFreeParserCtxt(parser);
    printTotals();
    return 0;
}
