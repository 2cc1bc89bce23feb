// What the results of a generated packet look like: a template for each state, and for each way to make it odd.

#include <stdbool.h>
#include <stddef.h>

// The place of a number in a template.
enum { noSlot, idSlot, packageSlot, totalSlot, completedSlot, slotCount };

enum { finished, failed, failedLocalised, failedQuery, downloading, queued, windows, stateCount };

struct State {
    const char *name;
    unsigned percent; // of the results, unless --mix says otherwise
    const char *text;
};
extern const struct State states[stateCount];

// An odd result is one that is rarely seen: still valid and without a finding, except for the last three kinds.
enum {
    oddEntity, oddUTF8, oddComment, oddDecoy, oddCDATA, oddBlankNumber, oddPlusNumber, oddCR, oddCurrentPair, oddPI,
    oddRule, oddAttribute, oddOrder, oddKindCount,
    oddKindsWithoutFinding = oddRule
};
extern const char *const oddKindNames[oddKindCount];

enum { templateLimit = 2048, pieceLimit = 24 };

// A text cut at its slots, so that writing a result takes a few copies.
struct Template {
    char text[templateLimit];
    struct Piece {
        size_t length;
        int slot; // the number that follows, noSlot at the end
    } pieces[pieceLimit];
    int count;
};

// The text before and after the results: indented with this newline, or on one line if it is null.
void makeEnvelope(const char *newline, char head[templateLimit], char tail[templateLimit]);

// The template of a state; made odd, unless the kind is oddKindCount.
void makeTemplate(struct Template *template, int state, int oddKind, const char *newline);
