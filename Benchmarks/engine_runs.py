"""Both engines of validate reading one stream at once, and the hashes of what each of them writes."""

import contextlib
import hashlib
import shlex
import subprocess
import threading
from dataclasses import dataclass

import support

LAYOUTS = (("one-line", "lf"), ("indented", "lf"), ("indented", "crlf"))


@dataclass(frozen=True)
class Output:
    lines: int
    digest: str

    def __str__(self):
        return f"{self.lines} lines of SHA-256 {self.digest[:16]}…"


class Reader(threading.Thread):
    """Reads a stream to its end, counts its lines and hashes it."""

    def __init__(self, stream):
        super().__init__(daemon=True)
        self.stream, self.hash, self.lines = stream, hashlib.sha256(), 0
        self.start()

    def run(self):
        while block := self.stream.read(support.MIB):
            self.hash.update(block)
            self.lines += block.count(b"\n")

    def output(self):
        self.join()
        return Output(self.lines, self.hash.hexdigest())


class Run:
    """A validate that is fed, and what it has written."""

    def __init__(self, validate, engine, stack):
        command = [validate, "--engine", engine, "--results", "--format", "json", "-"]
        self.process = stack.enter_context(support.started(
            command, bufsize=0, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE))
        self.results, self.findings = Reader(self.process.stdout), Reader(self.process.stderr)
        self.reads = True

    def feed(self, block):
        # A run that stops reading gets no more input; its exit status and last line say why.
        try:
            while self.reads and block:
                block = block[self.process.stdin.write(block):]
        except BrokenPipeError:
            self.reads = False

    def outcome(self):
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        return {
            "exit status": self.process.wait(),
            "results": self.results.output(),
            "findings and packets": self.findings.output(),
        }


def outcomes(validate, command, seconds=None):
    """The outcome of each engine for one stream, and its length in bytes. The stream is stopped after some seconds."""
    byte_count = 0
    with contextlib.ExitStack() as stack:
        source = stack.enter_context(support.started(command, bufsize=0, stdout=subprocess.PIPE))
        stack.enter_context(support.asked_to_end(source, seconds))
        runs = [Run(validate, engine, stack) for engine in support.ENGINES]
        while block := source.stdout.read(support.MIB):
            byte_count += len(block)
            for run in runs:
                run.feed(block)
        if source.wait() != 0:
            support.stop(f"{shlex.join(command)}: exit status {source.returncode}")
        return byte_count, [run.outcome() for run in runs]


def differences(auto, expat):
    """Where the two outcomes differ, or why their agreement means nothing."""
    differing = [f"{what}: auto {auto[what]}, expat {expat[what]}" for what in expat if auto[what] != expat[what]]
    # Empty outputs always agree: there must be results, and the line of the packet.
    if expat["exit status"] not in (0, 1) or 0 in (expat["results"].lines, expat["findings and packets"].lines):
        differing.append(f"no results or no verdict, exit status {expat['exit status']}")
    return differing
