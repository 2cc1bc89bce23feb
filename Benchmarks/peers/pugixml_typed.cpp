// pugixml: the whole file as a tree in memory, then the typed reduction over that.

#include "reduction.h"

#include <cstdio>
#include <cstring>
#include <pugixml.hpp>

namespace {

enum { exitMalformed = 1, exitUsage = 64 };

void walk(pugi::xml_node node) {
    if (node.type() != pugi::node_element) {
        characters(node.value(), std::strlen(node.value()));
        return;
    }
    startElement(node.name());
    for (pugi::xml_node child : node.children()) walk(child);
    endElement(node.name());
}

} // namespace

int main(int count, char **arguments) {
    if (count != 2) return exitUsage;
    pugi::xml_document document;
    pugi::xml_parse_result parsed = document.load_file(arguments[1]);
    if (!parsed) {
        std::fprintf(stderr, "byte %td: %s\n", parsed.offset, parsed.description());
        return exitMalformed;
    }
    walk(document.document_element());
    printTotals();
    return 0;
}
