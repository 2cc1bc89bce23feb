"""Which tables there are, and what is changed in each."""

from schemata import SUPPORT, Mutants, Source

FOLDER = "Sources/PleskPackets"
SEVERITIES = (".error", ".warning", ".info")

# Changes that change nothing, and why.
SAME = {
    "[.statusIsOK, .has(.system)] becomes [.statusIsOK]":
        "a finding at a system element is only made where there is one",
    "0...Int64(UInt32.max) becomes (-1...Int64(UInt32.max)) as ClosedRange<Int64>":
        "an errcode has no sign, so none is below 0",
    ".finished becomes Role.none": "what it holds tells the state of the task",
    ".oneOrMore(downloadResult) before .required( ElementRow( \"filter\", .elements([ .zeroOrMore(…":
        "no packet has both: one is of requests, the other of responses",
    **{f"Int64.min...Int64.max becomes ({other}) as ClosedRange<Int64>":
       "what is not in the range goes the long way, which takes every 64-bit number"
       for other in ("0...Int64.max", "Int64.min + 1...Int64.max", "Int64.min...Int64.max - 1")},
}


def mutate(root):
    """Rewrites the tables below this folder, and returns the mutants."""
    mutants = Mutants()
    (root / FOLDER / "Mutants.swift").write_text(SUPPORT)

    def source(path):
        return Source(root / FOLDER / path, path, mutants)

    for path in sorted((root / FOLDER / "Rules").glob("*Rules.swift")):
        rules(source(f"Rules/{path.name}"))
    conditions(source("Reducer/ResultConditions.swift"))
    comparisons(source("Reducer/ResultFields.swift"))
    errcodes(source("Model/KnownErrorCode.swift"))
    types(source("Structure/ContentModel.swift"))
    model(source("Structure/PleskModel.swift"))
    return mutants.all


def rules(source):
    """Names, severities, and what is fatal."""
    for match in source.each(r'static let \w+ = (\[)'):
        source.list(match.start(1))
    for match in source.each(r'= Rule\(\s*("[^"]+"), (\.\w+)(, fatal: (true))?'):
        source.pick(match, 1, '"a/nother"')
        source.pick(match, 2, *(f"Severity{other}" for other in SEVERITIES if other != match.group(2)), type="Severity")
        if match.group(4):
            source.pick(match, 4, "false")
        else:
            number = source.add(match.end(2), "becomes fatal")
            source.replace(match.end(2), match.end(2), f", fatal: pick({number}, false, true)")
    source.save()


def conditions(source):
    """What breaks a rule, at which element, and what makes that certain."""
    for match in source.each(r'\[ConditionalRule\] = (\[)'):
        source.list(match.start(1))
    facts = r'(\[[^\]]*\]|\.\w+(?:\(\.\w+\))?)'
    for match in source.each(rf'\b(all|any|none|lacking): {facts}'):
        # Never, where the whole condition is looked at; or one thing less to know.
        others = ["Facts(rawValue: .max)"] if match.group(1) == "all" else []
        others.append("[]")
        if match.group(2).startswith("["):
            items = [item.strip() for item in match.group(2)[1:-1].split(",")]
            others += ["[" + ", ".join(items[:index] + items[index + 1:]) + "]" for index in range(len(items))]
        source.pick(match, 2, *others, type="Facts")
    for match in source.each(r'\.when\(\s*((?:\.\w+, )+)break:'):
        start = match.start(1)
        for role in match.group(1).split(", ")[:-1]:
            number = source.add(start, f"not triggered by {role}")
            source.replace(start, start + len(role), f"pick({number}, Role{role}, .none)")
            start += len(role) + 2
    for match in source.each(r'\bat: (\.\w+)'):
        source.pick(match, 1, "Role.status", type="Role")
    for match in source.each(r'\bof: (\.\w+)'):
        source.pick(match, 1, "Role.status", type="Role")
    source.save()


COMPARISONS = {
    "taskID != id": ("taskID < id", "taskID > id"),
    "number != id": ("number < id", "number > id"),
    "(total ?? 0) < 0": ("(total ?? 0) <= 0", "(total ?? 0) < -1"),
    "(completed ?? 0) < 0": ("(completed ?? 0) <= 0", "(completed ?? 0) < -1"),
    "completed > 0": ("completed >= 0", "completed > 1"),
    "total == 0": ("total <= 0", "total == 1"),
    "total > 0": ("total >= 0", "total > 1"),
    "completed > total": ("completed >= total", "completed > total + 1"),
    "total == completed": ("total <= completed", "total >= completed"),
}


def comparisons(source):
    """What follows from numbers."""
    for original, others in COMPARISONS.items():
        start = source.original.index(original)
        text = original
        for other in others:
            text = f"pick({source.add(start, f'{original} becomes {other}')}, {text}, {other})"
        source.replace(start, start + len(original), text)
    source.save()


# One off the ends of the list's runs, and what might be taken for a code.
UNLISTED = (1, 1000, 1016, 1020, 1022, 1028, 1034, 1049, 1051, 11002, 11004, 14007, 14010, 4294967295)


def errcodes(source):
    listed = [match.group(1) for match in source.each(r"\n    (\d+): ")]
    place = source.original.index("meanings[code]")
    first = [source.add(place, f"without {code}") for code in listed][0]
    other = [source.add(place, f"with {code}") for code in UNLISTED][0]
    codes = ", ".join(listed)
    unlisted = ", ".join(map(str, UNLISTED))
    source.replace(
        place, place + len("meanings[code]"),
        f'isAltered({first}, [{codes}], code) ? nil : isAltered({other}, [{unlisted}], code) ? "" : meanings[code]')
    source.save()


def types(source):
    """The numbers that a type allows."""
    others = {
        "0...Int64(UInt32.max)": ("1...Int64(UInt32.max)", "-1...Int64(UInt32.max)", "0...Int64(UInt32.max) - 1",
                                  "0...Int64(UInt32.max) + 1"),
        "1...Int64.max": ("0...Int64.max", "2...Int64.max", "1...Int64.max - 1"),
        "Int64.min...Int64.max": ("0...Int64.max", "Int64.min + 1...Int64.max", "Int64.min...Int64.max - 1"),
    }
    for match in source.each(r"case [^:\n]+: ((?:0|1|Int64\.min)\.\.\.\S+)"):
        source.pick(match, 1, *(f"({other}) as ClosedRange<Int64>" for other in others[match.group(1)]),
                    type="ClosedRange<Int64>")
    source.save()


TYPES = {
    ".leaf(.status)": (".leaf(.text)",), ".leaf(.errcode)": (".leaf(.integer)", ".leaf(.text)"),
    ".leaf(.identifier)": (".leaf(.integer)", ".leaf(.text)"), ".leaf(.integer)": (".leaf(.identifier)", ".leaf(.text)"),
    ".leaf(.text)": (".leaf(.integer)", ".anything"), ".leaf(.remark)": (".leaf(.text)",),
    ".anything": (".leaf(.text)",), ".opaque(isModelGap: true)": (".opaque(isModelGap: false)",),
    ".opaque(isModelGap: false)": (".opaque(isModelGap: true)",),
}


def model(source):
    """Which elements there are, in which order and how often, and what they hold."""
    for match in source.each(r'(?:ElementRow|unmodelled)\(\s*("[^"]+")'):
        source.pick(match, 1, '"another"')
    for match in source.each(r"(?:ElementRow\(\s*\"?[\w-]+\"?|ElementRow\(name), (\.leaf\(\.\w+\)|\.anything|\.opaque\([^)]*\))"):
        source.pick(match, 1, *TYPES[match.group(1)], type="Content")
    for match in source.each(r"\.(required|optional)\("):
        other = "optional" if match.group(1) == "required" else "required"
        number = source.add(match.start(), f"{match.group(1)} becomes {other}")
        source.replace(match.start(), match.end(), f"pick({number}, Particle.{match.group(1)}, Particle.{other})(")
    for match in source.each(r"(\.oneOrMore\((downloadResult)\))"):
        row = match.group(2)
        source.pick(match, 1, f".zeroOrMore({row})", f".required({row})", type="Particle")
    for match in source.each(r"repeats: (true)"):
        source.pick(match, 1, "false")
    for match in source.each(r"role: (\.\w+)"):
        source.pick(match, 1, "Role.none", type="Role")
    for match in source.each(r"only: (\.\w+)"):
        source.pick(match, 1, "nil", type="PacketKind?")
    for match in source.each(r"numbering: (\.\w+)"):
        others = ["Numbering.never"] + (["Numbering.inPlace"] if match.group(1) == ".everywhere" else [])
        source.pick(match, 1, *others, type="Numbering")
    for match in source.each(r"attributes: (\[)"):
        source.list(match.start(1))
    for match in source.each(r"(?:\.elements\(|outcome \+ |: \[Particle\] = |\n    \+ )(\[)"):
        source.list(match.start(1), swaps="+ [" not in match.group(0) or "outcome" in match.group(0))
    source.save()
