// Writes texts to standard output, each many times: packets that are large in one respect.

#define _GNU_SOURCE
#include <errno.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { exitUsage = 64, exitOutput = 2, blockSize = 1 << 16, textLimit = 1 << 12, numberSize = 20 };

static const char usage[] =
    "usage: repeat-text [--utf16] [--piece N] (COUNT TEXT)...\n"
    "\n"
    "Writes each TEXT COUNT times, one after the other. A @ in it is replaced by the number of the\n"
    "repetition, from 1, in seven digits or more. Ends quietly when nobody reads any more.\n"
    "\n"
    "  --utf16    in UTF-16, little-endian, with a byte order mark; the texts must be ASCII\n"
    "  --piece N  N bytes with each write (default 65536, which is also the most)\n";

static char block[blockSize];
static size_t used, piece = blockSize;
static bool isWide;

_Noreturn static void wrongUsage(const char *problem) {
    fprintf(stderr, "repeat-text: %s\n%s", problem, usage);
    exit(exitUsage);
}

static void writeOut(void) {
    for (size_t done = 0; done < used;) {
        ssize_t count = write(STDOUT_FILENO, block + done, used - done);
        if (count < 0) {
            if (errno == EINTR) continue;
            perror("repeat-text: cannot write");
            exit(exitOutput);
        }
        done += (size_t)count;
    }
    used = 0;
}

static void putByte(char byte) {
    block[used++] = byte;
    if (used == piece) writeOut();
}

static void put(const char *text, size_t length) {
    for (size_t index = 0; index < length; index++) {
        putByte(text[index]);
        if (isWide) putByte(0);
    }
}

// Long texts without a number must be fast: they make up most of a packet.
static void repeat(uint64_t count, const char *text) {
    const char *slot = strchr(text, '@');
    size_t length = strlen(text);
    if (slot == NULL && !isWide && piece == blockSize && count * length > blockSize) {
        static char many[blockSize + textLimit];
        size_t together = blockSize / length;
        for (size_t index = 0; index < together; index++) memcpy(many + index * length, text, length);
        for (; count >= together; count -= together) {
            writeOut();
            memcpy(block, many, used = together * length);
        }
        if (used == piece) writeOut();
    }
    for (uint64_t number = 1; number <= count; number++) {
        const char *rest = text;
        char digits[numberSize + 1];
        size_t digitCount = slot == NULL ? 0 : (size_t)sprintf(digits, "%07" PRIu64, number);
        for (const char *next = slot; next != NULL; next = strchr(rest, '@')) {
            put(rest, (size_t)(next - rest));
            put(digits, digitCount);
            rest = next + 1;
        }
        put(rest, strlen(rest));
    }
}

static uint64_t number(const char *text) {
    char *end;
    errno = 0;
    unsigned long long value = strtoull(text, &end, 10);
    if (*text < '0' || *text > '9' || *end != 0 || errno != 0) wrongUsage("not a number");
    return value;
}

int main(int count, char **arguments) {
    (void)count;
    arguments++;
    if (*arguments != NULL && strcmp(*arguments, "--utf16") == 0) {
        isWide = true;
        arguments++;
    }
    if (*arguments != NULL && strcmp(*arguments, "--piece") == 0) {
        if (*++arguments == NULL) wrongUsage("a number is missing");
        piece = number(*arguments++);
        if (piece == 0 || piece > blockSize) wrongUsage("a piece has 1 to 65536 bytes");
    }
    if (*arguments == NULL) wrongUsage("nothing to write");
    if (isWide) {
        putByte((char)0xFF);
        putByte((char)0xFE);
    }
    for (; *arguments != NULL; arguments += 2) {
        if (arguments[1] == NULL) wrongUsage("a text is missing");
        if (strlen(arguments[1]) > textLimit || *arguments[1] == 0) wrongUsage("a text has 1 to 4096 bytes");
        repeat(number(arguments[0]), arguments[1]);
    }
    writeOut();
    return 0;
}
