"""Where xmllint may disagree with validate, and why.

Each rule rewrites what it is about, and nothing else, so that the difference must go. A difference is explained only if
validate judges the rewritten packet as it did before, and xmllint then agrees."""

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    name: str
    why: str
    rewrite: Callable[[str], str]


def blanks_of(section):
    return section.group(1)


def known_to_none(attribute):
    return f"xsi:{attribute.group(1)}-x="


RULES = (
    Rule("whitespace-section",
         "a CDATA section of whitespace, or of nothing, between elements: libxml2 treats any section there as text, while the "
         "specification (Element Locally Valid, 2.3) and validate look at the characters",
         lambda packet: re.sub(r"<!\[CDATA\[([ \t\r\n]*)\]\]>", blanks_of, packet)),
    Rule("long-integer",
         "an integer of more than 24 digits: libxml2 holds no larger ones, though XML Schema has no bound",
         lambda packet: re.sub(r"\d{25,}", "9" * 24, packet)),
    Rule("schema-instance",
         "xsi:type and xsi:nil: XML Schema gives them a meaning on every element that it checks and cannot forbid them; "
         "packets do not have them, and where any attribute may be they are as good as any other",
         lambda packet: re.sub(r"xsi:(type|nil)=", known_to_none, packet)),
)


def rewritings(packet):
    """The packet after each rule that changes it, and after all; with the names of the rules."""
    changes = [(rule.name, rule.rewrite(packet)) for rule in RULES]
    changes = [(name, changed) for name, changed in changes if changed != packet]
    if len(changes) > 1:
        for rule in RULES:
            packet = rule.rewrite(packet)
        changes.append((" and ".join(name for name, _ in changes), packet))
    return changes
