// The yardstick: Expat without a single handler, reading one file in blocks of 64 KiB.
// Prints nothing if the file is well-formed.

#include <errno.h>
#include <expat.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { blockSize = 64 * 1024, exitMalformed = 1, exitInput = 2, exitUsage = 64 };

int main(int count, char **arguments) {
    if (count != 2) {
        fputs("usage: raw-expat FILE\n", stderr);
        return exitUsage;
    }
    int file = open(arguments[1], O_RDONLY);
    XML_Parser parser = XML_ParserCreate(NULL);
    if (file < 0 || parser == NULL) {
        fprintf(stderr, "raw-expat: %s: %s\n", arguments[1], strerror(errno));
        return exitInput;
    }
    ssize_t length;
    do {
        void *block = XML_GetBuffer(parser, blockSize);
        do length = block == NULL ? -1 : read(file, block, blockSize); while (length < 0 && errno == EINTR);
        if (length < 0) {
            fprintf(stderr, "raw-expat: %s: %s\n", arguments[1], strerror(errno));
            return exitInput;
        }
        if (XML_ParseBuffer(parser, (int)length, length == 0) != XML_STATUS_OK) {
            fprintf(stderr, "raw-expat: %s:%lu: %s\n", arguments[1], (unsigned long)XML_GetCurrentLineNumber(parser),
                    XML_ErrorString(XML_GetErrorCode(parser)));
            return exitMalformed;
        }
    } while (length > 0);
    XML_ParserFree(parser);
    return close(file) == 0 ? 0 : exitInput;
}
