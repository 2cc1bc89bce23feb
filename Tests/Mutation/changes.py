"""The changes to the data in Model/, one at a time."""

import copy
from dataclasses import dataclass
from typing import Callable

SEVERITIES = ("error", "warning", "info")
MASKS = ("all", "any", "none", "lacking")
# One beyond each end of the runs in the list, and what might be mistaken for a code.
UNLISTED = (1, 1000, 1016, 1020, 1022, 1028, 1035, 1049, 1051, 11002, 11004, 14007, 14010, 4294967295)

# Changes without an effect, and why.
SAME = {
    "packet/system-ok: all without has system": "a finding at a system element is only made where there is one",
}


@dataclass(frozen=True)
class Change:
    """A change of the data (`apply`), or of the content model (`number`)."""
    title: str
    apply: Callable = None
    number: int = 0

    def __str__(self):
        return self.title


def of_data(rules, error_codes):
    """The changes to these tables. Each gets copies, and changes those."""
    ids = [id for id in rules if id not in ("sources", "scopes")]
    for id in ids:
        yield from of_rule(id, rules[id])
        if "condition" in rules[id]:
            yield from of_condition(id, rules[id]["condition"])
    for code in error_codes:
        yield Change(f"without errcode {code}", lambda rules, codes, code=code: codes.pop(code))
    for code in UNLISTED:
        yield Change(f"with errcode {code}", lambda rules, codes, code=code: codes.update({str(code): "listed"}))


def of_rule(id, row):
    def rename(rules, codes):
        rows = [("a/nother" if key == id else key, value) for key, value in rules.items()]
        rules.clear()
        rules.update(rows)

    yield Change(f"{id}: missing", lambda rules, codes: rules.pop(id))
    yield Change(f"{id}: renamed", rename)
    for severity in SEVERITIES:
        if severity != row["severity"]:
            yield Change(f"{id}: {severity}", lambda rules, codes, severity=severity: rules[id].update(severity=severity))
    fatal = not row.get("fatal", False)
    yield Change(f"{id}: {'fatal' if fatal else 'not fatal'}", lambda rules, codes: rules[id].update(fatal=fatal))


def of_condition(id, condition):
    def with_part(key, value):
        return lambda rules, codes: rules[id]["condition"].update({key: value})

    for key in MASKS:
        facts = condition.get(key, [])
        for fact in facts:
            yield Change(f"{id}: {key} without {fact}", with_part(key, [other for other in facts if other != fact]))
        if len(facts) > 1:
            yield Change(f"{id}: without {key}", with_part(key, []))
    for key in MASKS[:2]:
        yield Change(f"{id}: {key} with has-unused-child", with_part(key, condition.get(key, []) + ["has-unused-child"]))
    triggers = condition.get("triggers", [])
    for role in triggers:
        yield Change(f"{id}: not triggered by {role}", with_part("triggers", [other for other in triggers if other != role]))
    for key in ("at", "end"):
        if key in condition:
            other = "task" if condition[key] == "result" else "result"
            yield Change(f"{id}: {key} {other}", with_part(key, other))


def changed(change, rules, error_codes):
    rules, error_codes = copy.deepcopy(rules), copy.deepcopy(error_codes)
    if change.apply:
        change.apply(rules, error_codes)
    return rules, error_codes


def reason_for_same(title):
    return SAME.get(title)
