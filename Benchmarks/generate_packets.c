// Writes a valid aps/get-download-status response packet of any size to standard output.
// The same arguments give the same bytes on every machine.

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { exitUsage = 64, exitOutput = 2 };

static const char usage[] =
    "usage: generate-packets (--results N | --bytes N[K|M|G]) [--shape indented|one-line] [--seed S]\n"
    "\n"
    "Writes one valid aps/get-download-status response packet to standard output.\n"
    "\n"
    "  --results N        exactly N results, at least 1\n"
    "  --bytes N[K|M|G]   stop after the result that reaches N bytes (K, M, G: powers of 1024)\n"
    "  --shape SHAPE      indented (default) or one-line\n"
    "  --seed S           another packet for another number (default 1)\n";

_Noreturn static void wrongUsage(const char *problem, const char *argument) {
    fprintf(stderr, "generate-packets: %s%s\n%s", problem, argument, usage);
    exit(exitUsage);
}

// MARK: What a result looks like

// A byte below slotCount in a template stands for a number.
enum { idSlot = 1, packageSlot, totalSlot, completedSlot, slotCount };
#define ID "\1"
#define PACKAGE "\2"
#define TOTAL "\3"
#define COMPLETED "\4"

#define OK "<result><status>ok</status><filter-id>" ID "</filter-id><id>" ID "</id><task><id>" ID "</id>"
#define END "</task></result>"

static const char head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                           "<packet version=\"1.6.9.1\"><aps><get-download-status>";
static const char tail[] = "</get-download-status></aps></packet>";

// No rule is broken and none warns: completed stays below total, only a current task has bytes,
// and the ids of one result are equal.
static const struct {
    unsigned percent;
    const char *text;
} mix[] = {
    {58, OK "<finished><package-id>" PACKAGE "</package-id></finished>" END},
    {6, OK "<finished><error>Cannot download package from catalog</error></finished>" END},
    {2, OK "<finished><error>Das Paket wurde im Katalog nicht gefunden: Gr\u00f6\u00dfe unbekannt</error></finished>" END},
    {8, "<result><status>error</status><errcode>1013</errcode>"
        "<errtext>Download task with id " ID " not found</errtext><filter-id>" ID "</filter-id></result>"},
    {14, OK "<in-progress><total>" TOTAL "</total><completed>" COMPLETED "</completed><current/></in-progress>" END},
    {9, OK "<in-progress><total>" TOTAL "</total><completed>0</completed></in-progress>" END},
    {3, OK "<in-progress><total>0</total><completed>0</completed></in-progress>" END},
};
enum { kindCount = sizeof mix / sizeof *mix, templateLimit = 1024, pieceLimit = 16 };

// MARK: Templates cut into pieces, so that a result is a few copies

struct Piece {
    char text[templateLimit];
    size_t length;
    int slot; // the number that follows the text, 0 at the end
};

struct Template {
    struct Piece pieces[pieceLimit];
    int count;
};

static bool isEndTag(const char *tag) { return tag[1] == '/'; }

static bool isEmptyElement(const char *tag) { return strchr(tag, '>')[-1] == '/'; }

static bool isDeclaration(const char *tag) { return tag[1] == '?'; }

// Puts each element that holds elements on lines of its own; one that holds text stays on one line.
static int indent(const char *text, int depth, char *output) {
    bool afterStartTag = false, afterText = false;
    while (*text != 0) {
        if (*text != '<') {
            *output++ = *text++;
            afterText = true;
            continue;
        }
        if (isEndTag(text)) depth--;
        if (!afterText && !(isEndTag(text) && afterStartTag)) {
            for (int space = 0; space < depth * 2; space++) *output++ = ' ';
        }
        afterStartTag = !isEndTag(text) && !isEmptyElement(text) && !isDeclaration(text);
        if (afterStartTag) depth++;
        do *output++ = *text; while (*text++ != '>');
        afterText = false;
        if (!afterStartTag || *text == '<' || *text == 0) *output++ = '\n';
    }
    *output = 0;
    return depth;
}

static struct Template cut(const char *text) {
    struct Template template = {0};
    bool ended = false;
    while (!ended) {
        struct Piece *piece = &template.pieces[template.count++];
        while ((unsigned char)*text >= slotCount) piece->text[piece->length++] = *text++;
        piece->slot = *text;
        ended = piece->slot == 0;
        text++;
    }
    return template;
}

// MARK: Numbers

struct Digits {
    char text[20];
    size_t length;
};

static struct Digits decimal(uint64_t number) {
    char reversed[20];
    struct Digits digits = {.length = 0};
    do reversed[digits.length++] = (char)('0' + number % 10); while ((number /= 10) != 0);
    for (size_t index = 0; index < digits.length; index++) {
        digits.text[index] = reversed[digits.length - 1 - index];
    }
    return digits;
}

// splitmix64: small, fast, and the same everywhere.
static uint64_t randomState;

static uint64_t random64(void) {
    uint64_t z = randomState += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
}

static uint64_t randomBelow(uint64_t bound) { return (random64() >> 32) * bound >> 32; }

// MARK: Output

enum { blockSize = 1 << 20 };
static char buffer[blockSize + 2 * templateLimit];
static size_t used;
static uint64_t written;

static void writeOut(size_t count) {
    for (size_t done = 0; done < count;) {
        ssize_t result = write(STDOUT_FILENO, buffer + done, count - done);
        if (result < 0) {
            if (errno == EINTR) continue;
            fprintf(stderr, "generate-packets: cannot write: %s\n", strerror(errno));
            exit(exitOutput);
        }
        done += (size_t)result;
    }
    written += count;
    used -= count;
    memmove(buffer, buffer + count, used);
}

static void append(const char *text, size_t length) {
    memcpy(buffer + used, text, length);
    used += length;
}

static void appendResult(const struct Template *template, uint64_t id) {
    uint64_t total = 65536 + randomBelow(200000000);
    struct Digits numbers[slotCount];
    numbers[idSlot] = decimal(id);
    numbers[packageSlot] = decimal(1 + randomBelow(5000));
    numbers[totalSlot] = decimal(total);
    numbers[completedSlot] = decimal(1 + randomBelow(total - 1));
    for (int index = 0; index < template->count; index++) {
        const struct Piece *piece = &template->pieces[index];
        append(piece->text, piece->length);
        if (piece->slot != 0) append(numbers[piece->slot].text, numbers[piece->slot].length);
    }
}

// MARK: Arguments

static uint64_t number(const char *option, const char *text, bool withUnit) {
    const char *digit = text;
    uint64_t value = 0;
    for (; *digit >= '0' && *digit <= '9'; digit++) {
        if (__builtin_mul_overflow(value, (uint64_t)10, &value) ||
            __builtin_add_overflow(value, (uint64_t)(*digit - '0'), &value)) {
            wrongUsage("the number is too large: ", text);
        }
    }
    if (digit == text) wrongUsage("not a number: ", text);
    const char *unit = "KMG";
    if (withUnit && *digit != 0 && strchr(unit, *digit) != NULL) {
        uint64_t factor = (uint64_t)1 << (10 * (strchr(unit, *digit++) - unit + 1));
        if (__builtin_mul_overflow(value, factor, &value)) wrongUsage("the number is too large: ", text);
    }
    if (*digit != 0) wrongUsage("not a number: ", text);
    if (value == 0 && strcmp(option, "--seed") != 0) wrongUsage("must be at least 1: ", option);
    return value;
}

int main(int count, char **arguments) {
    uint64_t results = 0, bytes = 0, seed = 1;
    bool indented = true;
    for (int index = 1; index < count; index++) {
        const char *option = arguments[index], *value = arguments[index + 1];
        if (strcmp(option, "--help") == 0 || strcmp(option, "-h") == 0) {
            return fputs(usage, stdout) < 0 || fflush(stdout) != 0 ? exitOutput : 0;
        }
        bool isResults = strcmp(option, "--results") == 0, isBytes = strcmp(option, "--bytes") == 0,
             isShape = strcmp(option, "--shape") == 0, isSeed = strcmp(option, "--seed") == 0;
        if (!isResults && !isBytes && !isShape && !isSeed) wrongUsage("unknown argument: ", option);
        if (value == NULL) wrongUsage("a value is missing after ", option);
        index++;
        if (isResults) results = number(option, value, false);
        if (isBytes) bytes = number(option, value, true);
        if (isSeed) seed = number(option, value, false);
        if (isShape) {
            indented = strcmp(value, "indented") == 0;
            if (!indented && strcmp(value, "one-line") != 0) wrongUsage("unknown shape: ", value);
        }
    }
    if ((results == 0) == (bytes == 0)) wrongUsage("give either --results or --bytes", "");

    static struct Template templates[kindCount];
    static char start[templateLimit], end[templateLimit], text[templateLimit];
    unsigned char kindOfPercent[100];
    unsigned percent = 0;
    int depth = indented ? indent(head, 0, start) : (strcpy(start, head), 0);
    for (int kind = 0; kind < kindCount; kind++) {
        if (indented) indent(mix[kind].text, depth, text);
        templates[kind] = cut(indented ? text : mix[kind].text);
        for (unsigned share = 0; share < mix[kind].percent; share++) kindOfPercent[percent++] = (unsigned char)kind;
    }
    if (indented) indent(tail, depth, end); else strcpy(end, tail);

    randomState = seed;
    append(start, strlen(start));
    uint64_t id = 0, made = 0;
    do {
        id += 1 + randomBelow(3);
        appendResult(&templates[kindOfPercent[randomBelow(100)]], id);
        made++;
        if (used >= blockSize) writeOut(blockSize);
    } while (results != 0 ? made < results : written + used < bytes);
    append(end, strlen(end));
    if (used >= blockSize) writeOut(blockSize);
    writeOut(used);
    return 0;
}
