"""The manual page of the command, as mdoc. Called by manual.

The options are what `--experimental-dump-help` tells of them; what options cannot tell stands here.
"""

import json
import re
import subprocess
import sys

STATUSES = [
    (0, "Every packet is valid."),
    (1, "At least one is invalid, or has a warning and --strict was given."),
    (2, "Something could not be read or written; the other files have been read all the same."),
    (64, "Wrong usage, on the command line or in the configuration."),
    (70, "--engine both: the engines differ, and the message says where."),
    (130, "Interrupted; the summary tells what was read so far."),
    (141, "Whoever read the output has closed it."),
]
VARIABLES = [
    ("NO_COLOR", "If not empty, no colours."),
    ("FORCE_COLOR, CLICOLOR_FORCE", "If not empty and not 0, colours also without a terminal."),
    ("CLICOLOR", "If 0, no colours."),
    ("COLUMNS", "How wide the terminal is, if it does not tell."),
]
FILES = [
    (
        ".validate.toml",
        "Options of a project, in the current folder or the nearest one above it, up to the root of a repository. "
        "Its keys are long options without dashes; [limits] has sizes, and [rules] a severity for rules or GROUP/*. "
        "The command line wins.",
    )
]
EXAMPLES = [
    ("A folder, for people:", "validate captures/"),
    ("What a server answers, result by result:", "curl … | validate --results"),
    ("A response against its request, for programs:", "validate --format json --request request.xml response.xml"),
    ("What a rule is about:", "validate --explain result/id-mismatch"),
]


def escaped(text):
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("…", "...")
    text = text.replace("“", "\\(lq").replace("”", "\\(rq")
    # Sentences start on lines of their own, so that their ends get their room.
    text = re.sub(r"([.!?]) (?=[A-Z])", r"\1\n", text)
    # A line must not begin with what starts a macro.
    return re.sub(r"(?m)^([.'])", r"\\&\1", text)


def argument(text):
    """A word behind a macro: one argument, and no macro itself."""
    return '"\\&' + escaped(text).replace('"', "\\(dq") + '"'


def words(names):
    return [("-" if n["kind"] == "short" else "--") + n["name"] for n in names]


def options(arguments):
    """Options with their texts; a flag and its opposite are one."""
    shown = [a for a in arguments if a["kind"] != "positional" and a["shouldDisplay"]]
    texts = {}
    for a in shown:
        entry = texts.setdefault(a["abstract"], {"names": [], "value": None})
        entry["names"] += words(a["names"])
        entry["value"] = a["valueName"] if a["kind"] == "option" else None
    return texts


def page(command):
    yield ".Dd November 25, 2026"
    yield ".Dt VALIDATE 1"
    yield ".Os"
    yield ".Sh NAME"
    yield ".Nm validate"
    yield ".Nd " + escaped(command["abstract"].rstrip("."))
    yield ".Sh SYNOPSIS"
    yield ".Nm"
    yield ".Op Ar options"
    yield ".Op Ar path ..."
    yield ".Sh DESCRIPTION"
    yield escaped(command["discussion"].split("\n\nExit status")[0])
    yield ".Pp"
    yield escaped(next(a["abstract"] for a in command["arguments"] if a["kind"] == "positional"))
    yield ".Sh OPTIONS"
    yield from listed((entry["names"], entry["value"], text) for text, entry in options(command["arguments"]).items())
    yield ".Sh ENVIRONMENT"
    yield from listed(([name], None, text) for name, text in VARIABLES)
    yield ".Sh FILES"
    yield from listed(([name], None, text) for name, text in FILES)
    yield ".Sh EXIT STATUS"
    yield from listed(([str(status)], None, text) for status, text in STATUSES)
    yield ".Sh EXAMPLES"
    for index, (text, line) in enumerate(EXAMPLES):
        if index:
            yield ".Pp"
        yield escaped(text)
        yield ".Dl " + argument(line)
    yield ".Sh SEE ALSO"
    yield ".Xr xmllint 1"


def listed(rows):
    yield ".Bl -tag -width Ds"
    for names, value, text in rows:
        head = ", ".join(names) + (f" <{value}>" if value else "")
        yield ".It " + argument(head)
        yield escaped(text)
    yield ".El"


dumped = subprocess.run([sys.argv[1], "--experimental-dump-help"], check=True, capture_output=True)
print("\n".join(page(json.loads(dumped.stdout)["command"])))
