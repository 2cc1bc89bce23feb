#include "result_templates.h"

#include <string.h>

// A slot is a byte below slotCount.
#define ID "\1"
#define PACKAGE "\2"
#define TOTAL "\3"
#define COMPLETED "\4"

#define OK "<result><status>ok</status><filter-id>" ID "</filter-id><id>" ID "</id><task><id>" ID "</id>"
#define END "</task></result>"

static const char envelopeHead[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
                                   "<packet version=\"1.6.9.1\"><aps><get-download-status>";
static const char envelopeTail[] = "</get-download-status></aps></packet>";
enum { resultDepth = 3 };

// Breaks no rule, not even one that only warns: completed stays below total, only a current task has bytes,
// and the ids of one result are equal.
const struct State states[stateCount] = {
    [finished] = {"finished", 58, OK "<finished><package-id>" PACKAGE "</package-id></finished>" END},
    [failed] = {"failed", 6, OK "<finished><error>Cannot download package from catalog</error></finished>" END},
    [failedLocalised] =
        {"failed-localised", 2,
         OK "<finished><error>Das Paket wurde im Katalog nicht gefunden: Größe unbekannt</error></finished>" END},
    [failedQuery] = {"failed-query", 8,
                     "<result><status>error</status><errcode>1013</errcode>"
                     "<errtext>Download task with id " ID " not found</errtext><filter-id>" ID "</filter-id></result>"},
    [downloading] =
        {"downloading", 14,
         OK "<in-progress><total>" TOTAL "</total><completed>" COMPLETED "</completed><current/></in-progress>" END},
    [queued] = {"queued", 9, OK "<in-progress><total>" TOTAL "</total><completed>0</completed></in-progress>" END},
    [windows] = {"windows", 3, OK "<in-progress><total>0</total><completed>0</completed></in-progress>" END},
};

// MARK: Odd results

const char *const oddKindNames[oddKindCount] = {
    [oddEntity] = "entity",
    [oddUTF8] = "utf8",
    [oddComment] = "comment",
    [oddDecoy] = "decoy",
    [oddCDATA] = "cdata",
    [oddBlankNumber] = "blank-number",
    [oddPlusNumber] = "plus-number",
    [oddCR] = "cr",
    [oddCurrentPair] = "current-pair",
    [oddPI] = "pi",
    [oddRule] = "rule",
    [oddAttribute] = "attribute",
    [oddOrder] = "order",
};

#define UNLIKE_ASCII "Größe überschritten, Пакет не найден, 找不到软件包, 📦 "
#define DECOY OK "<finished><package-id>13</package-id></finished>" END

// Each applies to the first place where its text is found. A leading zero does not change the number of a filter-id.
static const struct {
    int kind;
    const char *found, *replacement;
} edits[] = {
    {oddEntity, "<error>", "<error>R&amp;D &lt;mirror&gt;: "},
    {oddEntity, "<errtext>", "<errtext>R&amp;D: "},
    {oddEntity, "<filter-id>", "<filter-id>&#48;"},
    {oddUTF8, "<error>", "<error>" UNLIKE_ASCII},
    {oddUTF8, "<errtext>", "<errtext>" UNLIKE_ASCII},
    {oddComment, "<result>", "<!-- asked by the scheduler --><result>"},
    {oddComment, "<filter-id>", "<filter-id>0<!-- padded -->"},
    {oddDecoy, "<result>", "<!-- " DECOY " --><result>"},
    {oddCDATA, "<error>", "<error><![CDATA[<mirror> & ]]>"},
    {oddCDATA, "<errtext>", "<errtext><![CDATA[R&D: ]]>"},
    {oddCDATA, "<filter-id>", "<filter-id><![CDATA[0]]>"},
    {oddBlankNumber, "<id>" ID, "<id> " ID " "},
    {oddBlankNumber, "<errcode>1013", "<errcode> 1013 "},
    {oddPlusNumber, "<id>", "<id>+"},
    {oddPlusNumber, "<filter-id>", "<filter-id>+"},
    {oddCR, "<error>", "<error>Mirror 1\r"},
    {oddCR, "<errtext>", "<errtext>Mirror 1\r"},
    {oddCR, "<id>", "<id>\r"},
    {oddCurrentPair, "<current/>", "<current></current>"},
    {oddPI, "<status>", "<?audit seen?><status>"},
    {oddPI, "<filter-id>", "<filter-id>0<?audit padded?>"},
    {oddRule, "<filter-id>" ID "</filter-id><id>", "<filter-id>9" ID "</filter-id><id>"},
    {oddRule, "<filter-id>" ID "</filter-id></result>", "</result>"},
    {oddAttribute, "<status>", "<status since=\"1.6.9.1\">"},
    {oddOrder, "<status>ok</status><filter-id>" ID "</filter-id>",
     "<filter-id>" ID "</filter-id><status>ok</status>"},
    {oddOrder, "<status>error</status><errcode>1013</errcode>", "<errcode>1013</errcode><status>error</status>"},
};

static bool replaceFirst(char *text, const char *found, const char *replacement) {
    char *place = strstr(text, found);
    if (place == NULL) return false;
    char *rest = place + strlen(found);
    memmove(place + strlen(replacement), rest, strlen(rest) + 1);
    memcpy(place, replacement, strlen(replacement));
    return true;
}

static bool makeOdd(char *text, int kind) {
    bool changed = false;
    for (size_t index = 0; index < sizeof edits / sizeof *edits; index++) {
        if (edits[index].kind == kind) changed |= replaceFirst(text, edits[index].found, edits[index].replacement);
    }
    return changed;
}

// MARK: Layout

static bool startsWith(const char *text, const char *prefix) { return strncmp(text, prefix, strlen(prefix)) == 0; }

static bool isText(const char *token) {
    return (*token != 0 && *token != '<') || startsWith(token, "<![CDATA[");
}

static bool isEndTag(const char *token) { return startsWith(token, "</"); }

static size_t tokenLength(const char *token) {
    if (*token != '<') return strcspn(token, "<");
    const char *end = startsWith(token, "<!--")        ? "-->"
                      : startsWith(token, "<![CDATA[") ? "]]>"
                                                       : ">";
    return (size_t)(strstr(token, end) - token) + strlen(end);
}

static bool isStartTag(const char *token) {
    return *token == '<' && strchr("/!?", token[1]) == NULL && token[tokenLength(token) - 2] != '/';
}

// Puts each element that holds elements on lines of its own; one that holds text or nothing stays on one line.
static void indent(const char *text, int depth, const char *newline, char *output) {
    bool lineIsOpen = false;
    while (*text != 0) {
        size_t length = tokenLength(text);
        const char *next = text + length;
        if (isEndTag(text)) depth--;
        if (!lineIsOpen) {
            memset(output, ' ', (size_t)depth * 2);
            output += depth * 2;
        }
        memcpy(output, text, length);
        output += length;
        if (isStartTag(text)) {
            depth++;
            lineIsOpen = isText(next) || isEndTag(next);
        } else if (isEndTag(text)) {
            lineIsOpen = false;
        } else {
            lineIsOpen |= isText(text);
        }
        if (!lineIsOpen) {
            memcpy(output, newline, strlen(newline));
            output += strlen(newline);
        }
        text = next;
    }
    *output = 0;
}

static void layOut(const char *text, int depth, const char *newline, char *output) {
    if (newline == NULL) strcpy(output, text); else indent(text, depth, newline, output);
}

void makeEnvelope(const char *newline, char head[templateLimit], char tail[templateLimit]) {
    layOut(envelopeHead, 0, newline, head);
    layOut(envelopeTail, resultDepth, newline, tail);
}

// MARK: Templates

static void cut(const char *text, struct Template *template) {
    char *output = template->text;
    template->count = 0;
    for (bool ended = false; !ended; text++) {
        struct Piece *piece = &template->pieces[template->count++];
        for (piece->length = 0; (unsigned char)*text >= slotCount; piece->length++) *output++ = *text++;
        piece->slot = *text;
        ended = piece->slot == noSlot;
    }
}

void makeTemplate(struct Template *template, int state, int oddKind, const char *newline) {
    char text[templateLimit], laidOut[templateLimit];
    strcpy(text, states[state].text);
    // A kind that has nothing to change in this state uses the first state that it can change.
    for (int other = 0; oddKind != oddKindCount && !makeOdd(text, oddKind); other++) strcpy(text, states[other].text);
    layOut(text, resultDepth, newline, laidOut);
    cut(laidOut, template);
}
