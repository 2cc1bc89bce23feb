#include "reduction.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { exitMalformed = 1, exitMemory = 2 };

// MARK: A result

struct Text {
    char *bytes; // kept from one result to the next
    size_t length, capacity;
    bool present;
};

struct Number {
    int64_t value;
    bool present;
};

enum State { noTask, finished, failedTask, downloading, queued };

static struct {
    struct Text status, errtext, filterID, error;
    struct Number errcode, id, taskID, packageID, total, completed;
    enum State state;
} result;

static bool inResult, inTask;
static struct Text digits;
static struct Text *text;     // collects the characters of the open leaf
static struct Number *number; // its value, if it is a number

static void openText(struct Text *field) {
    field->length = 0;
    field->present = true;
    text = field;
}

static void openNumber(struct Number *field) {
    openText(&digits);
    number = field;
}

static void clearResult(void) {
    result.status.present = result.errtext.present = result.filterID.present = result.error.present = false;
    result.errcode.present = result.id.present = result.taskID.present = result.packageID.present = false;
    result.total.present = result.completed.present = false;
    result.state = noTask;
}

// MARK: Numbers

static bool isBlank(char byte) { return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n'; }

static bool parse(const char *byte, const char *end, int64_t *value) {
    while (byte < end && isBlank(*byte)) byte++;
    while (byte < end && isBlank(end[-1])) end--;
    bool negative = byte < end && *byte == '-';
    if (byte < end && (*byte == '-' || *byte == '+')) byte++;
    if (byte == end) return false;
    for (*value = 0; byte < end; byte++) {
        int digit = *byte - '0';
        if (digit < 0 || digit > 9 || __builtin_mul_overflow(*value, 10, value) ||
            __builtin_add_overflow(*value, negative ? -digit : digit, value)) {
            return false;
        }
    }
    return true;
}

static void closeNumber(void) {
    if (!parse(digits.bytes, digits.bytes + digits.length, &number->value)) {
        fprintf(stderr, "not a number: %.*s\n", (int)digits.length, digits.bytes);
        exit(exitMalformed);
    }
    number->present = true;
    number = NULL;
}

// MARK: Totals

static struct {
    int64_t results, failedQueries, failedTasks, downloading;
    int64_t errcodes, ids, taskIDs, packageIDs, total, completed, textBytes;
} totals;

static void add(int64_t *sum, struct Number field) {
    if (field.present) *sum += field.value;
}

static void addLength(const struct Text *field) {
    if (field->present) totals.textBytes += (int64_t)field->length;
}

static void deliverResult(void) {
    totals.results++;
    totals.failedQueries += result.status.length == 5 && memcmp(result.status.bytes, "error", 5) == 0;
    totals.failedTasks += result.state == failedTask;
    totals.downloading += result.state == downloading;
    add(&totals.errcodes, result.errcode);
    add(&totals.ids, result.id);
    add(&totals.taskIDs, result.taskID);
    add(&totals.packageIDs, result.packageID);
    add(&totals.total, result.total);
    add(&totals.completed, result.completed);
    addLength(&result.errtext);
    addLength(&result.filterID);
    addLength(&result.error);
}

void printTotals(void) {
    printf("{\"results\":%" PRId64 ",\"failedQueries\":%" PRId64 ",\"failedTasks\":%" PRId64
           ",\"downloading\":%" PRId64 ",\"errcodes\":%" PRId64 ",\"ids\":%" PRId64 ",\"taskIds\":%" PRId64
           ",\"packageIds\":%" PRId64 ",\"total\":%" PRId64 ",\"completed\":%" PRId64 ",\"textBytes\":%" PRId64 "}\n",
           totals.results, totals.failedQueries, totals.failedTasks, totals.downloading, totals.errcodes, totals.ids,
           totals.taskIDs, totals.packageIDs, totals.total, totals.completed, totals.textBytes);
}

// MARK: Events

static bool is(const char *name, const char *other) { return strcmp(name, other) == 0; }

// The first letter leaves two or three names to compare with.
void startElement(const char *name) {
    if (!inResult) {
        if (is(name, "result")) {
            inResult = true;
            clearResult();
        }
        return;
    }
    switch (name[0]) {
    case 's':
        if (is(name, "status")) openText(&result.status);
        break;
    case 'e':
        if (is(name, "errcode")) openNumber(&result.errcode);
        else if (is(name, "errtext")) openText(&result.errtext);
        else if (is(name, "error")) openText(&result.error), result.state = failedTask;
        break;
    case 'f':
        if (is(name, "filter-id")) openText(&result.filterID);
        else if (is(name, "finished")) result.state = finished;
        break;
    case 'i':
        if (is(name, "id")) openNumber(inTask ? &result.taskID : &result.id);
        else if (is(name, "in-progress")) result.state = queued;
        break;
    case 't':
        if (is(name, "task")) inTask = true;
        else if (is(name, "total")) openNumber(&result.total);
        break;
    case 'p':
        if (is(name, "package-id")) openNumber(&result.packageID);
        break;
    case 'c':
        if (is(name, "completed")) openNumber(&result.completed);
        else if (is(name, "current")) result.state = downloading;
        break;
    default: break;
    }
}

void characters(const char *bytes, size_t length) {
    if (text == NULL) return;
    if (text->capacity - text->length < length) {
        size_t capacity = 2 * (text->length + length);
        char *larger = realloc(text->bytes, capacity);
        if (larger == NULL) exit(exitMemory);
        text->bytes = larger;
        text->capacity = capacity;
    }
    memcpy(text->bytes + text->length, bytes, length);
    text->length += length;
}

void endElement(const char *name) {
    if (text != NULL) {
        text = NULL;
        if (number != NULL) closeNumber();
    } else if (inTask && is(name, "task")) {
        inTask = false;
    } else if (inResult && is(name, "result")) {
        inResult = false;
        deliverResult();
    }
}
