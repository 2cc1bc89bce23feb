"""The table of what is measured side by side."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

import building
import support

# What a peer promises to check, from the least to the most.
NOTHING, WELL_FORMED, SCHEMA_TOO, RULES_TOO = range(4)
PROMISES = ("nothing", "well-formedness", "schema", "schema and rules")


@dataclass(frozen=True)
class Peer:
    key: str  # for --only
    name: str
    promise: int
    reduces: bool  # to typed results, whose totals can be compared
    command: Callable[[], list[str]]  # builds what is needed; the path of the packet is appended
    version: Callable[[], str]
    largest: int | None = None  # bytes of the largest packet that it gets
    totals_option: str | None = None  # makes it print every result, for the comparison; by default it prints totals


def first_number(*command):
    found = re.search(r"\d+(\.\d+)*", building.output_of(*command))
    return found.group() if found else "unknown"


def package_version(package):
    return building.output_of(building.program("pkg-config"), "--modversion", package).strip()


def lxml_version():
    script = "from lxml import etree; print(etree.__version__, *etree.LIBXML_VERSION)"
    lxml, *libxml2 = building.output_of(building.python_with("lxml"), "-c", script).split()
    return f"lxml {lxml} on libxml2 {'.'.join(libxml2)}"


def swift_version():
    found = re.search(r"Swift version (\S+)", building.output_of(building.program("swift"), "--version"))
    return f"Swift {found.group(1)}" if found else "Swift"


def xmlcoder_version():
    pins = json.loads((building.FOLDER / "swift" / "Package.resolved").read_text())["pins"]
    versions = [pin["state"]["version"] for pin in pins if pin["identity"] == "xmlcoder"]
    return f"XMLCoder {versions[0]}, {swift_version()}"


def java_version():
    return building.output_of(building.program("java"), "-version").splitlines()[1].strip()


def schema(validate):
    """The path of the schema that validate prints."""
    path = building.BUILD_FOLDER / "response.xsd"
    building.BUILD_FOLDER.mkdir(exist_ok=True)
    path.write_text(building.output_of(validate, "--print-schema", "response"))
    return str(path)


def all_peers(validate):
    def program(*words):
        return lambda: list(words)

    def engine(name):
        return Peer(f"validate-{name}", f"validate --engine {name}", RULES_TOO, True,
                    program(validate, "--jobs", "1", "--engine", name, "--quiet"),
                    lambda: building.output_of(validate, "--version").strip(), totals_option="--results")

    return [
        Peer("cat", "cat", NOTHING, False, lambda: [building.program("cat")],
             lambda: "coreutils " + first_number("cat", "--version")),
        Peer("memcpy", "read and memcpy", NOTHING, False, lambda: [building.c_program("floor"), "memcpy"],
             lambda: "glibc " + first_number("getconf", "GNU_LIBC_VERSION")),
        Peer("memchr", "read and memchr", NOTHING, False, lambda: [building.c_program("floor"), "memchr"],
             lambda: "glibc " + first_number("getconf", "GNU_LIBC_VERSION")),
        engine("auto"),
        engine("expat"),
        Peer("raw-expat", "raw Expat, no handlers (C)", WELL_FORMED, False, lambda: [support.build("raw_expat")],
             lambda: "Expat " + package_version("expat")),
        Peer("expat-typed", "Expat, typed (C)", WELL_FORMED, True,
             lambda: [building.c_program("expat_typed", package="expat")],
             lambda: "Expat " + package_version("expat")),
        Peer("libxml2-typed", "libxml2 SAX push, typed (C)", WELL_FORMED, True,
             lambda: [building.c_program("libxml2_typed", package="libxml-2.0")],
             lambda: "libxml2 " + package_version("libxml-2.0")),
        Peer("pugixml", "pugixml tree, typed (C++)", WELL_FORMED, True,
             lambda: [building.cxx_program("pugixml_typed", package="pugixml", reduces=True)],
             lambda: "pugixml " + package_version("pugixml")),
        Peer("xmlparser", "Foundation XMLParser, typed (Swift)", WELL_FORMED, True,
             lambda: [building.swift_program("XMLParserTyped")], swift_version),
        Peer("xmlcoder", "XMLCoder (Swift)", WELL_FORMED, True,
             lambda: [building.swift_program("XMLCoderTyped")], xmlcoder_version,
             largest=8 * support.MIB),  # from 10 MB on, it refuses every packet
        Peer("lxml", "lxml.iterparse, typed (Python)", WELL_FORMED, True,
             lambda: [building.python_with("lxml"), str(building.FOLDER / "lxml_iterparse.py")],
             lxml_version, largest=64 * support.MIB),
        Peer("xmllint", "xmllint --stream --schema", SCHEMA_TOO, False,
             lambda: [building.program("xmllint"), "--huge", "--stream", "--noout", "--schema",
                      schema(validate)],
             lambda: "libxml2 " + package_version("libxml-2.0")),
        Peer("xerces", "Xerces-C SAX2 with schema (C++)", SCHEMA_TOO, False,
             lambda: [building.cxx_program("xerces_schema", package="xerces-c"), schema(validate)],
             lambda: "Xerces-C " + package_version("xerces-c")),
        Peer("java", "javax.xml.validation.Validator (Java)", SCHEMA_TOO, False,
             lambda: [*building.java_class("Validate"), schema(validate)], java_version),
    ]
