// Expat with the typed reduction, reading one file in blocks of 64 KiB.

#include "reduction.h"

#include <expat.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

enum { blockSize = 64 * 1024, exitMalformed = 1, exitInput = 2, exitUsage = 64 };

static void onStart(void *unused, const XML_Char *name, const XML_Char **attributes) {
    (void)unused, (void)attributes;
    startElement(name);
}

static void onEnd(void *unused, const XML_Char *name) {
    (void)unused;
    endElement(name);
}

static void onText(void *unused, const XML_Char *bytes, int length) {
    (void)unused;
    characters(bytes, (size_t)length);
}

int main(int count, char **arguments) {
    if (count != 2) return exitUsage;
    int file = open(arguments[1], O_RDONLY);
    XML_Parser parser = XML_ParserCreate(NULL);
    if (file < 0 || parser == NULL) return exitInput;
    XML_SetElementHandler(parser, onStart, onEnd);
    XML_SetCharacterDataHandler(parser, onText);
    ssize_t length;
    do {
        void *block = XML_GetBuffer(parser, blockSize);
        length = block == NULL ? -1 : read(file, block, blockSize);
        if (length < 0) return exitInput;
        if (XML_ParseBuffer(parser, (int)length, length == 0) != XML_STATUS_OK) {
            fprintf(stderr, "line %lu: %s\n", (unsigned long)XML_GetCurrentLineNumber(parser),
                    XML_ErrorString(XML_GetErrorCode(parser)));
            return exitMalformed;
        }
    } while (length > 0);
    XML_ParserFree(parser);
    printTotals();
    return 0;
}
