"""Turns the tables of the sources into tables that hold every mutant at once, of which an environment variable chooses one.

So the tests are built once for all mutants. Each change is made where the table says something: another severity, a
condition less, a row less, another order, another type."""

import re
from dataclasses import dataclass

CHOICE = "TABLE_MUTANT"

SUPPORT = f"""\
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The number of the mutant in force; 0 for none.
let chosenMutant: Int = {{
  guard let text = unsafe getenv("{CHOICE}") else {{ return 0 }}
  return unsafe Int(String(cString: text)) ?? 0
}}()

@inline(never)
func pick<Value>(
  _ number: Int, _ original: @autoclosure () -> Value, _ mutant: @autoclosure () -> Value
) -> Value {{
  chosenMutant == number ? mutant() : original()
}}

/// The mutants from the first number on: without one item each, and then, if asked for, with two neighbours swapped each.
@inline(never)
func altered<Item>(_ first: Int, _ items: [Item], swaps: Bool = false) -> [Item] {{
  var items = items
  let place = chosenMutant - first
  if items.indices.contains(place) {{
    items.remove(at: place)
  }} else if swaps, place >= items.count, place < 2 * items.count - 1 {{
    items.swapAt(place - items.count, place - items.count + 1)
  }}
  return items
}}

/// Whether a mutant from the first number on has taken this code out, or put it in.
func isAltered(_ first: Int, _ codes: [UInt32], _ code: UInt32) -> Bool {{
  let place = chosenMutant - first
  return codes.indices.contains(place) && codes[place] == code
}}
"""


@dataclass(frozen=True)
class Mutant:
    number: int
    place: str  # file and line
    change: str

    def __str__(self):
        return f"{self.number}: {self.place}: {self.change}"


class Mutants:
    """Numbers mutants as they are made."""

    def __init__(self):
        self.all = []

    def add(self, place, change):
        self.all.append(Mutant(len(self.all) + 1, place, change))
        return len(self.all)


class Source:
    """A file that is being rewritten from its end to its start, so that the places in front stay right."""

    def __init__(self, path, name, mutants):
        self.path, self.name, self.mutants = path, name, mutants
        self.text = self.original = path.read_text()
        self.edits = []

    def place(self, offset):
        return f"{self.name}:{self.original.count(chr(10), 0, offset) + 1}"

    def add(self, offset, change):
        return self.mutants.add(self.place(offset), change)

    def replace(self, start, end, text):
        self.edits.append((start, end, text))

    def each(self, pattern):
        return re.finditer(pattern, self.original)

    def pick(self, match, group, *others, type=None):
        """Makes a part of the text a choice between itself and others."""
        original = match.group(group)
        text = f"({original}) as {type}" if type else original
        for other in others:
            number = self.add(match.start(group), f"{original} becomes {other}")
            text = f"pick({number}, {text}, {other})"
        self.replace(match.start(group), match.end(group), text)

    def list(self, start, swaps=False):
        """Makes the list that starts here lose an item, or swap two."""
        end = closing(self.original, start)
        items = split(self.original[start + 1:end - 1])
        numbers = [self.add(start, f"without {brief(item)}") for item in items]
        if swaps:
            for one, other in zip(items, items[1:]):
                self.add(start, f"{brief(other)} before {brief(one)}")
        more = ", swaps: true" if swaps else ""
        self.replace(start, start, f"altered({numbers[0]}, ")
        self.replace(end, end, more + ")")

    def save(self):
        for start, end, text in sorted(self.edits, key=lambda edit: edit[:2], reverse=True):
            self.text = self.text[:start] + text + self.text[end:]
        self.path.write_text(self.text)


def brief(text):
    text = " ".join(text.split())
    return text if len(text) <= 60 else text[:57] + "…"


def closing(text, start):
    """The offset behind the bracket that closes the one at the start; strings are passed over."""
    depth, offset = 0, start
    while offset < len(text):
        character = text[offset]
        if character == '"':
            offset = re.compile(r'"(\\.|[^"\\])*"').match(text, offset).end() - 1
        elif text.startswith("//", offset):
            offset = text.index("\n", offset)
        elif character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
            if depth == 0:
                return offset + 1
        offset += 1
    raise ValueError("nothing closes it")


def split(text):
    """The parts between commas, as far as they are not in brackets."""
    parts, start, offset = [], 0, 0
    while offset < len(text):
        if text[offset] in "([{":
            offset = closing(text, offset)
            continue
        if text[offset] == '"':
            offset = re.compile(r'"(\\.|[^"\\])*"').match(text, offset).end()
            continue
        if text[offset] == ",":
            parts.append(text[start:offset])
            start = offset + 1
        offset += 1
    return [part for part in [*parts, text[start:]] if part.strip()]
