"""Random valid packets of both kinds, as trees that can be changed before they are written."""

from dataclasses import dataclass, field

# Those that the content model checks are made by functions below.
OPERATORS = ("webspace", "dns", "site-alias", "event_log", "extension")
OPERATIONS = ("download-package", "install", "get-packages-list-by-reseller")

SPACES = ("", "", "", " ", "\n", "\t", "\n  ", "&#32;", "&#xA;", "&#9;&#13;")
TEXTS = ("", "x", "Cannot download package", " spaces around ", "a &amp; b", "&lt;tag>", "18", "<![CDATA[<b>]]>", "日本",
         "a<!-- note -->b", "\n", "\u00a0")


@dataclass
class Element:
    """An element to be written."""
    name: str
    content: list = field(default_factory=list)  # elements; text and other markup, as written
    attributes: list = field(default_factory=list)  # as written

    def __str__(self):
        inside = "".join(map(str, self.content))
        start = " ".join([self.name, *self.attributes])
        # A prefix is in both tags, its declaration only in the first.
        return f"<{start}>{inside}</{self.name}>" if inside else f"<{start}/>"

    def descendants(self):
        """This element and all its descendants, each with its parent."""
        waiting = [(self, None)]
        while waiting:
            element, parent = waiting.pop()
            yield element, parent
            waiting += [(child, element) for child in element.content if isinstance(child, Element)]


def number(chance, lowest=1, highest=10**6):
    """An integer in one of its spellings."""
    value = chance.randint(lowest, highest)
    written = str(value)
    if chance.random() < 0.1:
        written = "0" * chance.randint(1, 3) + written if value >= 0 else written
    if chance.random() < 0.1 and value >= 0:
        written = "+" + written
    if chance.random() < 0.1:
        cut = chance.randint(0, len(written))
        written = written[:cut] + chance.choice(("<!-- -->", "<?pi?>", "<![CDATA[]]>")) + written[cut:]
    return chance.choice(SPACES) + written + chance.choice(SPACES)


def leaf(name, text):
    return Element(name, [text] if text else [])


def text_leaf(chance, name):
    return leaf(name, chance.choice(TEXTS))


def errcode(chance):
    written = str(chance.choice((0, 1, 1013, 1014, 4294967295)))
    return leaf("errcode", chance.choice(SPACES) + "0" * chance.choice((0, 0, 2)) + written + chance.choice(SPACES))


def some(chance, share, *elements):
    """Some of the elements."""
    return [element for element in elements if chance.random() < share]


def outcome(chance, status):
    return [leaf("status", status), *some(chance, 0.2 if status == "ok" else 0.9, errcode(chance)),
            *some(chance, 0.2 if status == "ok" else 0.8, text_leaf(chance, "errtext"))]


def finished(chance):
    if chance.random() < 0.5:
        return Element("finished", [leaf("package-id", number(chance))])
    reason = Element("error", [chance.choice(TEXTS)])
    if chance.random() < 0.2:
        reason.content += [Element("b", ["bold"], ['id="1"']), "tail"]
        reason.attributes.append('lang="en"')
    return Element("finished", [reason])


def in_progress(chance):
    return Element("in-progress", [leaf("total", number(chance, -5)), leaf("completed", number(chance, -5)),
                                   *some(chance, 0.5, text_leaf(chance, "current"))])


def task(chance):
    return Element("task", [leaf("id", number(chance)), chance.choice((finished, in_progress))(chance)])


def result(chance):
    status = chance.choice(("ok", "ok", "ok", "error"))
    content = outcome(chance, status)
    if chance.random() < 0.9:
        content += [*some(chance, 0.95, text_leaf(chance, "filter-id")), *some(chance, 0.9, leaf("id", number(chance))),
                    *some(chance, 0.9 if status == "ok" else 0.1, task(chance))]
    return Element("result", content)


def unchecked(chance, name):
    content = [chance.choice(TEXTS), Element("get", [Element("packet"), leaf("id", "none")], ['a="b"'])]
    return Element(name, chance.sample(content, chance.randint(0, 2)))


def aps(chance, operation):
    operations = [operation(chance) for _ in range(chance.randint(1, 2))]
    operations += [unchecked(chance, chance.choice(OPERATIONS)) for _ in range(chance.choice((0, 0, 1)))]
    chance.shuffle(operations)
    return Element("aps", operations)


def operators(chance, operation):
    content = [aps(chance, operation) for _ in range(chance.choice((1, 1, 1, 2)))]
    content += [unchecked(chance, chance.choice(OPERATORS)) for _ in range(chance.choice((0, 0, 1)))]
    chance.shuffle(content)
    return content


def packet(chance, content):
    return Element("packet", content, some(chance, 0.5, 'version="1.6.9.1"'))


def response(chance):
    if chance.random() < 0.1:
        content = [Element("system", outcome(chance, "error"))]
    else:
        content = operators(chance, lambda chance: Element(
            "get-download-status", [result(chance) for _ in range(chance.randint(1, 4))]))
    return packet(chance, content + some(chance, 0.2, text_leaf(chance, "output")))


def setting(chance):
    return Element("setting", [unchecked(chance, "name"), *some(chance, 0.7, unchecked(chance, "value"))])


def request(chance):
    settings = some(chance, 0.3, Element("request-settings", [setting(chance) for _ in range(chance.randint(1, 2))]))
    return packet(chance, settings + operators(chance, lambda chance: Element(
        "get-download-status",
        [Element("filter", [leaf("task-id", number(chance)) for _ in range(chance.randint(0, 3))])])))


MAKERS = {"request": request, "response": response}
