// Xerces-C: its SAX2 reader validates one file against a schema. Arguments: SCHEMA FILE.

#include <cstdint>
#include <cstdio>
#include <memory>
#include <xercesc/sax2/DefaultHandler.hpp>
#include <xercesc/sax2/SAX2XMLReader.hpp>
#include <xercesc/sax2/XMLReaderFactory.hpp>
#include <xercesc/util/PlatformUtils.hpp>
#include <xercesc/util/XMLString.hpp>
#include <xercesc/util/XMLUni.hpp>
#include <xercesc/validators/common/Grammar.hpp>

using namespace xercesc;

namespace {

enum { exitInvalid = 1, exitUsage = 64 };

// Every problem ends the parse: the measured files have none.
struct Strict : DefaultHandler {
    void warning(const SAXParseException &problem) override { throw problem; }
    void error(const SAXParseException &problem) override { throw problem; }
    void fatalError(const SAXParseException &problem) override { throw problem; }
};

bool isValid(const char *schema, const char *path) {
    Strict handler;
    std::unique_ptr<SAX2XMLReader> reader(XMLReaderFactory::createXMLReader());
    reader->setFeature(XMLUni::fgSAX2CoreNameSpaces, true);
    reader->setFeature(XMLUni::fgSAX2CoreValidation, true);
    reader->setFeature(XMLUni::fgXercesDynamic, false);
    reader->setFeature(XMLUni::fgXercesSchema, true);
    reader->setFeature(XMLUni::fgXercesUseCachedGrammarInParse, true);
    reader->setFeature(XMLUni::fgXercesLoadSchema, false);
    reader->setContentHandler(&handler);
    reader->setErrorHandler(&handler);
    try {
        if (reader->loadGrammar(schema, Grammar::SchemaGrammarType, true) == nullptr) return false;
        reader->parse(path);
        return true;
    } catch (const SAXParseException &problem) {
        char *message = XMLString::transcode(problem.getMessage());
        std::fprintf(stderr, "line %ju: %s\n", static_cast<uintmax_t>(problem.getLineNumber()), message);
        XMLString::release(&message);
        return false;
    }
}

} // namespace

int main(int count, char **arguments) {
    if (count != 3) return exitUsage;
    XMLPlatformUtils::Initialize();
    bool accepted = isValid(arguments[1], arguments[2]);
    XMLPlatformUtils::Terminate();
    if (!accepted) return exitInvalid;
    std::puts("accepted");
    return 0;
}
