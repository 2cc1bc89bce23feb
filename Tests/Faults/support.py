"""Shared by the checks in this folder: packets, and runs of validate with faults."""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections import namedtuple
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 30  # seconds after which a run that should have ended has failed
ENGINES = ("auto", "expat", "both")
# The options for each way to print results or findings.
FORMATS = (["--max-findings", "0"], ["--format", "json"], ["--results"])

Call = namedtuple("Call", "name descriptor asked returned error meddled")


@dataclass
class Run:
    """A run that has ended, and its system calls."""

    status: int
    output: bytes
    messages: bytes
    calls: list

    def outcome(self):
        return self.status, self.output, self.messages

    def meddled(self):
        return [call for call in self.calls if call.meddled]


class Checker:
    """Runs validate, and counts the checks that fail."""

    def __init__(self, description):
        parser = argparse.ArgumentParser(description=description, allow_abbrev=False)
        parser.add_argument("validate", help="the program; it must share the C library")
        parser.add_argument("faults", help="faults.c as a library to be preloaded")
        arguments = parser.parse_args()
        self.validate, self.library = map(os.path.abspath, (arguments.validate, arguments.faults))
        self.checks = self.failures = 0

    def environment(self, log, faults="", hook=None):
        environment = {**os.environ, "LD_PRELOAD": self.library, "FAULTS_LOG": str(log)}
        if faults:
            environment["FAULTS"] = faults
        if hook:
            environment["FAULTS_HOOK"] = hook
        return environment

    def run(self, *arguments, folder, faults="", hook=None, stdin=b""):
        """Runs validate to its end; standard input is a pipe."""
        with tempfile.TemporaryDirectory(prefix="validate-faults-") as logs:
            log = Path(logs) / "calls"
            process = subprocess.run(
                [self.validate, *arguments], input=stdin, capture_output=True, cwd=folder, timeout=PATIENCE,
                env=self.environment(log, faults, hook))
            return Run(process.returncode, process.stdout, process.stderr, calls_in(log))

    def expect(self, good, what):
        self.checks += 1
        if not good:
            self.failures += 1
            print(f"FAILED: {what}", flush=True)

    def end(self):
        print(f"{'FAILED' if self.failures else 'ok'}: {self.checks} checks, {self.failures} failed")
        sys.exit(1 if self.failures or not self.checks else 0)


def calls_in(log):
    calls = []
    for line in log.read_text().splitlines() if log.exists() else []:
        name, descriptor, asked, returned, *rest = line.split()
        error = next((word for word in rest if word != "*"), None)
        calls.append(Call(name, int(descriptor), int(asked), int(returned), error, "*" in rest))
    return calls


def packet(results):
    """A response in which every fifth result lacks its errtext: a warning."""
    lines = ["<packet>", "<aps><get-download-status>"]
    for number in range(1, results + 1):
        if number % 5 == 0:
            lines.append(f"<result><status>error</status><errcode>1013</errcode><filter-id>{number}</filter-id></result>")
        else:
            lines.append(f"<result><status>ok</status><filter-id>{number}</filter-id><id>{number}</id><task>"
                         f"<id>{number}</id><finished><package-id>13</package-id></finished></task></result>")
    return "\n".join([*lines, "</get-download-status></aps>", "</packet>", ""]).encode()


def whole_lines(output):
    return output == b"" or output.endswith(b"\n")


def is_json_lines(output):
    try:
        return whole_lines(output) and all(isinstance(json.loads(line), dict) for line in output.splitlines())
    except ValueError:
        return False
