// Writes an aps/get-download-status response packet of any size to standard output.
// The same arguments give the same bytes on every machine.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "result_templates.h"

enum { exitUsage = 64, exitOutput = 2 };

static const char usage[] =
    "usage: generate-packets (--results N | --bytes N[K|M|G]) [OPTIONS]\n"
    "\n"
    "Writes one aps/get-download-status response packet to standard output: valid and without any\n"
    "finding, unless --odd-kinds asks for a kind that breaks a rule.\n"
    "\n"
    "  --results N        exactly N results, at least 1\n"
    "  --bytes N[K|M|G]   stop after the result that reaches N bytes (K, M, G: powers of 1024)\n"
    "  --shape SHAPE      indented (default) or one-line\n"
    "  --newline KIND     lf (default) or crlf, where the shape has lines\n"
    "  --seed S           another packet for another number (default 1)\n"
    "  --mix NAME=PERCENT,...\n"
    "                     how many of the results are in which state, 100 percent in all; by default\n"
    "                     finished=58,failed=6,failed-localised=2,failed-query=8,downloading=14,queued=9,windows=3\n"
    "  --odd PERCENT      how many of the results are odd, at random (default 0; 0.5 is possible);\n"
    "                     all others are the same as without it\n"
    "  --odd-kinds KIND,...\n"
    "                     in which ways, each as often; by default all that cause no finding; all: really all\n"
    "  --report FILE      at the end, what the packet holds: a JSON object with its bytes, its results, and\n"
    "                     how many of them are odd in each way\n"
    "\n"
    "SIGTERM makes it end the packet after the result at hand.\n"
    "\n"
    "Odd, and the packet stays valid without a finding:\n"
    "  entity             &amp;, &lt; and a character reference in texts\n"
    "  utf8               Latin, Cyrillic, Chinese and an emoji in the error or errtext; a result that has\n"
    "                     neither becomes a failed task\n"
    "  comment            one between results, one inside a value\n"
    "  decoy              a comment between results that holds a whole one\n"
    "  cdata              a CDATA section in texts\n"
    "  blank-number       spaces around a number\n"
    "  plus-number        a number with a plus sign; where a number may have none, only the filter-id has one\n"
    "  cr                 a CR that ends a line within a text or before a number\n"
    "  current-pair       <current></current>; a result of another state becomes a downloading one\n"
    "  pi                 a processing instruction between elements, one inside a value\n"
    "Odd, and the packet stays valid with a warning for each:\n"
    "  rule               result/id-mismatch, or result/filter-id-missing for a failed query\n"
    "Odd, and the packet is invalid, with an error for each:\n"
    "  attribute          schema/unexpected-attribute\n"
    "  order              schema/unexpected-element: an element after the one that should follow it\n";

_Noreturn static void wrongUsage(const char *problem, const char *argument) {
    fprintf(stderr, "generate-packets: %s%s\nTry generate-packets --help.\n", problem, argument);
    exit(exitUsage);
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
struct Random {
    uint64_t state;
};

static uint64_t random64(struct Random *random) {
    uint64_t z = random->state += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
}

static uint64_t randomBelow(struct Random *random, uint64_t bound) { return (random64(random) >> 32) * bound >> 32; }

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

static void appendResult(const struct Template *template, uint64_t id, struct Random *random) {
    struct Digits numbers[slotCount];
    numbers[idSlot] = decimal(id);
    uint64_t total = 65536 + randomBelow(random, 200000000);
    numbers[packageSlot] = decimal(1 + randomBelow(random, 5000));
    numbers[totalSlot] = decimal(total);
    numbers[completedSlot] = decimal(1 + randomBelow(random, total - 1));
    const char *text = template->text;
    for (int index = 0; index < template->count; index++) {
        const struct Piece *piece = &template->pieces[index];
        append(text, piece->length);
        text += piece->length;
        if (piece->slot != noSlot) append(numbers[piece->slot].text, numbers[piece->slot].length);
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

enum { percentDecimals = 6 };
static const uint64_t hundredPercent = 100000000;

// In millionths of a percent, so that every machine rounds the same way.
static uint64_t percentage(const char *text) {
    const char *digit = text;
    uint64_t value = 0;
    int decimals = -1; // before the point
    for (; (*digit >= '0' && *digit <= '9') || (*digit == '.' && decimals < 0 && digit != text); digit++) {
        if (*digit != '.') value = value * 10 + (uint64_t)(*digit - '0');
        if (*digit == '.' || decimals >= 0) decimals++;
        if (value > hundredPercent || decimals > percentDecimals) break;
    }
    if (*digit != 0 || digit == text || digit[-1] == '.') wrongUsage("not a percentage, at most 6 decimals: ", text);
    for (decimals = decimals < 0 ? 0 : decimals; decimals < percentDecimals; decimals++) value *= 10;
    if (value > hundredPercent) wrongUsage("more than 100 percent: ", text);
    return value;
}

// The share of 32-bit random numbers that are below this.
static uint64_t threshold(uint64_t percentage) {
    return ((percentage << 32) + hundredPercent - 1) / hundredPercent;
}

static void parseMix(char *list, uint64_t percentages[stateCount]) {
    memset(percentages, 0, stateCount * sizeof *percentages);
    uint64_t sum = 0;
    for (char *name; (name = strsep(&list, ",")) != NULL;) {
        char *value = strchr(name, '=');
        if (value == NULL) wrongUsage("not NAME=PERCENT: ", name);
        *value++ = 0;
        int state = 0;
        while (state < stateCount && strcmp(states[state].name, name) != 0) state++;
        if (state == stateCount) wrongUsage("unknown state: ", name);
        if (percentages[state] != 0) wrongUsage("given twice: ", name);
        sum += percentages[state] = percentage(value);
    }
    if (sum != hundredPercent) wrongUsage("the states must be 100 percent together: ", "--mix");
}

static int parseOddKinds(char *list, int kinds[oddKindCount]) {
    int count = 0;
    bool chosen[oddKindCount] = {false};
    for (char *name; (name = strsep(&list, ",")) != NULL;) {
        bool known = false;
        for (int kind = 0; kind < oddKindCount; kind++) {
            bool named = strcmp(name, "all") == 0 || strcmp(name, oddKindNames[kind]) == 0;
            known |= named;
            chosen[kind] |= named;
        }
        if (!known) wrongUsage("unknown kind: ", name);
    }
    for (int kind = 0; kind < oddKindCount; kind++) {
        if (chosen[kind]) kinds[count++] = kind;
    }
    return count;
}

// One of the words, or wrong usage.
static bool isSecond(const char *option, const char *value, const char *first, const char *second) {
    if (strcmp(value, first) != 0 && strcmp(value, second) != 0) {
        fprintf(stderr, "generate-packets: %s is %s or %s\n", option, first, second);
        exit(exitUsage);
    }
    return strcmp(value, second) == 0;
}

struct Order {
    uint64_t results, bytes; // one of them is 0
    uint64_t seed;
    const char *newline; // null: all on one line
    uint64_t percentages[stateCount];
    uint64_t odd;
    int oddKinds[oddKindCount], oddKindsUsed;
    const char *report; // null: no report
};

static struct Order parse(char **arguments) {
    struct Order order = {.seed = 1, .oddKindsUsed = oddKindsWithoutFinding};
    for (int state = 0; state < stateCount; state++) order.percentages[state] = states[state].percent * 1000000;
    for (int kind = 0; kind < oddKindCount; kind++) order.oddKinds[kind] = kind;
    bool oneLine = false, crlf = false, kindsGiven = false;
    while (*++arguments != NULL) {
        const char *option = *arguments;
        if (strcmp(option, "--help") == 0 || strcmp(option, "-h") == 0) {
            exit(fputs(usage, stdout) < 0 || fflush(stdout) != 0 ? exitOutput : 0);
        }
        static const char *const known[] = {"--results", "--bytes", "--shape", "--newline",
                                            "--seed",    "--mix",   "--odd",   "--odd-kinds",
                                            "--report"};
        size_t index = 0;
        while (index < sizeof known / sizeof *known && strcmp(known[index], option) != 0) index++;
        if (index == sizeof known / sizeof *known) wrongUsage("unknown argument: ", option);
        char *value = *++arguments;
        if (value == NULL) wrongUsage("a value is missing after ", option);
        switch (index) {
        case 0: order.results = number(option, value, false); break;
        case 1: order.bytes = number(option, value, true); break;
        case 2: oneLine = isSecond(option, value, "indented", "one-line"); break;
        case 3: crlf = isSecond(option, value, "lf", "crlf"); break;
        case 4: order.seed = number(option, value, false); break;
        case 5: parseMix(value, order.percentages); break;
        case 6: order.odd = percentage(value); break;
        case 8: order.report = value; break;
        default:
            order.oddKindsUsed = parseOddKinds(value, order.oddKinds);
            kindsGiven = true;
        }
    }
    if ((order.results == 0) == (order.bytes == 0)) wrongUsage("give either --results or --bytes", "");
    if (kindsGiven && order.odd == 0) wrongUsage("--odd-kinds is of no use without --odd", "");
    order.newline = oneLine ? NULL : crlf ? "\r\n" : "\n";
    return order;
}

// MARK: The packet

static volatile sig_atomic_t isAskedToEnd;

static void askToEnd(int signal) {
    (void)signal;
    isAskedToEnd = 1;
}

static void report(const char *path, uint64_t results, const struct Order *order, const uint64_t *odd) {
    FILE *file = fopen(path, "w");
    bool good = file != NULL;
    if (good) {
        fprintf(file, "{\"bytes\":%" PRIu64 ",\"results\":%" PRIu64 ",\"odd\":{", written, results);
        for (int index = 0; index < order->oddKindsUsed; index++) {
            const char *separator = index == 0 ? "" : ",";
            fprintf(file, "%s\"%s\":%" PRIu64, separator, oddKindNames[order->oddKinds[index]], odd[index]);
        }
        fputs("}}\n", file);
        good = !ferror(file);
        good &= fclose(file) == 0;
    }
    if (!good) {
        fprintf(stderr, "generate-packets: cannot write %s: %s\n", path, strerror(errno));
        exit(exitOutput);
    }
}

int main(int count, char **arguments) {
    (void)count;
    struct Order order = parse(arguments);
    static struct Template plain[stateCount], odd[oddKindCount][stateCount];
    static char head[templateLimit], tail[templateLimit];
    makeEnvelope(order.newline, head, tail);
    uint64_t stateBounds[stateCount], sum = 0;
    for (int state = 0; state < stateCount; state++) {
        stateBounds[state] = threshold(sum += order.percentages[state]);
        makeTemplate(&plain[state], state, oddKindCount, order.newline);
        for (int index = 0; index < order.oddKindsUsed; index++) {
            makeTemplate(&odd[index][state], state, order.oddKinds[index], order.newline);
        }
    }

#ifdef F_SETPIPE_SZ
    // A larger pipe needs fewer writes. If output is not a pipe, or its size is limited, this does nothing.
    fcntl(STDOUT_FILENO, F_SETPIPE_SZ, blockSize);
#endif
    // Odd results have their own random numbers, so that the other results are the same with and without them.
    struct Random random = {order.seed}, oddRandom = {~order.seed};
    uint64_t oddBound = threshold(order.odd), oddMade[oddKindCount] = {0};
    signal(SIGTERM, askToEnd);
    append(head, strlen(head));
    uint64_t id = 0, made = 0;
    do {
        id += 1 + randomBelow(&random, 3);
        uint64_t draw = random64(&random) >> 32;
        int state = 0;
        for (int bound = 0; bound < stateCount; bound++) state += draw >= stateBounds[bound];
        const struct Template *template = &plain[state];
        if (oddBound != 0 && random64(&oddRandom) >> 32 < oddBound) {
            uint64_t index = randomBelow(&oddRandom, (uint64_t)order.oddKindsUsed);
            template = &odd[index][state];
            oddMade[index]++;
        }
        appendResult(template, id, &random);
        made++;
        if (used >= blockSize) writeOut(blockSize);
    } while (!isAskedToEnd && (order.results != 0 ? made < order.results : written + used < order.bytes));
    append(tail, strlen(tail));
    if (used >= blockSize) writeOut(blockSize);
    writeOut(used);
    if (order.report != NULL) report(order.report, made, &order, oddMade);
    return 0;
}
