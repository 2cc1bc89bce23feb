"""Small changes to a packet. Most break the content model at one place."""

import copy

from packets import Element

NAMES = (
    "packet", "aps", "system", "output", "get-download-status", "result", "status", "errcode", "errtext", "filter-id", "id",
    "task", "finished", "error", "package-id", "in-progress", "total", "completed", "current", "filter", "task-id",
    "request-settings", "setting", "name", "value", "webspace", "install", "upload", "unknown", "Status", "ID", "html",
)
NUMBERS = (
    "", " ", "0", "1", "-1", "+1", "-0", "+0", "00", "007", "-", "+", "--1", "+-1", "- 1", "1 2", " 1 ", "\t1\n", "1.0", "1.",
    ".5", "1e3", "0x10", "1_000", "1,000", "#1", "١٨", "１８", "1\u00a0", "\u00a01", "\u20031", "4294967295", "4294967296",
    "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "99999999999999999999999",
    "9" * 24, "9" * 25, "-" + "9" * 30, "0" * 30 + "1", "INF", "NaN", "one", "1<!-- -->8", "1<b/>8", "<![CDATA[18]]>",
    "<![CDATA[ 18 ]]>", "&#49;", "&#32;1", "1&#xA0;", "1&#13;", "<?pi?>",
)
STATUSES = (
    "ok", "error", "OK", "Error", " ok", "ok ", "\nok", "ok\t", "o k", "ok ok", "okerror", "", " ", "true", "0",
    "o<!-- -->k", "<![CDATA[ok]]>", "<![CDATA[]]>ok", "&#111;k", "ok&#32;", "o<b/>k",
)
PIECES = (
    " ", "\n", "\t\n ", "&#32;", "&#13;", "&#xA0;", "\u00a0", "\u3000", "x", "0", "&#120;", "&amp;", "<![CDATA[]]>", "<![CDATA[ ]]>",
    "<![CDATA[\n]]>", "<![CDATA[x]]>", "<![CDATA[<id>1</id>]]>", "<!-- x -->", "<!---->", "<?pi data?>",
)
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
ATTRIBUTES = (
    'version="1.6.9.1"', 'version=""', 'id="1"', 'xml:lang="en"', 'xml:space="preserve"', 'xmlns="urn:x"', 'xmlns=""',
    'xmlns:p="urn:x"', 'xmlns:p="urn:x" p:a="1"', 'xmlns:p="urn:x" p:version="1"', XSI, f'{XSI} xsi:schemaLocation="urn:x x.xsd"',
    f'{XSI} xsi:noNamespaceSchemaLocation="x.xsd"', f'{XSI} xsi:nil="true"', f'{XSI} xsi:nil="false"', f'{XSI} xsi:type="status"',
    f'{XSI} xsi:type="unchecked"', f'{XSI} xsi:type="none"', f'{XSI} xsi:other=""', 'schemaLocation="urn:x x.xsd"',
    XSI.replace(":xsi", ":i") + ' i:noNamespaceSchemaLocation="x.xsd"',
)


def any_element(chance, packet, wanted=lambda element: True):
    """A matching element with its parent; the root only if there is no other."""
    found = [(element, parent) for element, parent in packet.descendants() if wanted(element)]
    return chance.choice([pair for pair in found if pair[1]] or found or [(packet, None)])


def index(parent, element):
    return next(place for place, child in enumerate(parent.content) if child is element)


def insert(chance, element, piece):
    """Inserts something between the children of an element, or into one of its texts if that is plain."""
    place = chance.randint(0, len(element.content))
    if place < len(element.content) and str(element.content[place]).isalnum():
        text = element.content[place]
        cut = chance.randint(0, len(text))
        element.content[place:place + 1] = [text[:cut], piece, text[cut:]]
    else:
        element.content.insert(place, piece)


def drop(chance, packet):
    element, parent = any_element(chance, packet)
    if parent:
        del parent.content[index(parent, element)]


def duplicate(chance, packet):
    element, parent = any_element(chance, packet)
    if parent:
        insert(chance, parent, copy.deepcopy(element))


def swap(chance, packet):
    element, parent = any_element(chance, packet)
    if parent:
        place, other = index(parent, element), chance.randrange(len(parent.content))
        parent.content[place], parent.content[other] = parent.content[other], parent.content[place]


def rename(chance, packet):
    any_element(chance, packet)[0].name = chance.choice(NAMES)


def empty(chance, packet):
    any_element(chance, packet)[0].content.clear()


def insert_element(chance, packet):
    insert(chance, any_element(chance, packet)[0], Element(chance.choice(NAMES), [chance.choice(("", "1", "ok"))]))


def transplant(chance, packet):
    insert(chance, any_element(chance, packet)[0], copy.deepcopy(any_element(chance, packet)[0]))


def wrap(chance, packet):
    element = any_element(chance, packet)[0]
    element.content = [Element(chance.choice(NAMES), element.content)]


def unwrap(chance, packet):
    element, parent = any_element(chance, packet)
    if parent:
        place = index(parent, element)
        parent.content[place:place + 1] = element.content


def insert_piece(chance, packet):
    insert(chance, chance.choice([element for element, _ in packet.descendants()]), chance.choice(PIECES))


def add_attribute(chance, packet):
    element = chance.choice([element for element, _ in packet.descendants()])
    if not element.attributes:
        element.attributes.append(chance.choice(ATTRIBUTES))


def add_prefix(chance, packet):
    element = any_element(chance, packet)[0]
    if ":" not in element.name and not any("xmlns:p" in attribute for attribute in element.attributes):
        element.name = f"p:{element.name}"
        element.attributes.append('xmlns:p="urn:x"' if chance.random() < 0.5 else 'xmlns:p="http://www.w3.org/2001/XMLSchema"')


def is_number(element):
    return element.name in ("errcode", "id", "task-id", "package-id", "total", "completed")


def break_number(chance, packet):
    any_element(chance, packet, is_number)[0].content = [chance.choice(NUMBERS)]


def break_status(chance, packet):
    any_element(chance, packet, lambda element: element.name == "status")[0].content = [chance.choice(STATUSES)]


# Numbers are frequent, because they have the most ways to be wrong.
MUTATIONS = (drop, duplicate, swap, rename, empty, insert_element, transplant, wrap, unwrap, insert_piece, add_attribute,
             add_prefix, *[break_number] * 5, break_status)


def mutate(chance, packet):
    """Changes a packet once or twice."""
    for _ in range(chance.choice((1, 1, 1, 2))):
        chance.choice(MUTATIONS)(chance, packet)
