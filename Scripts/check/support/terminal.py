"""What the command draws on a terminal. Called by Scripts/check/terminal."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

RESULT = (
    b"<result><status>ok</status><filter-id>18</filter-id><id>18</id><task><id>18</id>"
    b"<finished><package-id>13</package-id></finished></task></result>\n"
)
BROKEN = b"<result><status>error</status><errtext>gone</errtext><filter-id>20</filter-id></result>\n"
START = b"<packet>\n<aps>\n<get-download-status>\n"
END = b"</get-download-status>\n</aps>\n</packet>\n"
# The variables that change colours; each test sets those it needs.
COLOUR = ["NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "COLUMNS"]

failures = []


def check(holds, what):
    print("ok  " if holds else "FAIL", what)
    if not holds:
        failures.append(what)


class Run:
    """The command with its standard error, and optionally its output, on a terminal."""

    def __init__(self, *options, columns=100, output="pipe", feed=None, interrupt=None, **variables):
        controller, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        environment = {k: v for k, v in os.environ.items() if k not in COLOUR}
        environment |= {"TERM": "xterm"} | variables
        start = time.monotonic()
        out = {"pipe": subprocess.PIPE, "terminal": terminal}[output]
        process = subprocess.Popen(
            [validate, *options], stdin=subprocess.PIPE, stdout=out, stderr=terminal, env=environment)
        os.close(terminal)
        drawn, printed, fed = b"", b"", 0
        pieces = list(feed or [])
        streams = [controller] + ([process.stdout.fileno()] if output == "pipe" else [])
        if not pieces:
            process.stdin.close()
        self.first = None
        while streams:
            elapsed = time.monotonic() - start
            if pieces and elapsed >= fed * PAUSE:
                process.stdin.write(pieces.pop(0))
                process.stdin.flush()
                fed += 1
                if not pieces:
                    process.stdin.close()
            if interrupt is not None and elapsed >= interrupt:
                process.send_signal(signal.SIGINT)
                interrupt = None
                pieces = []
            for stream in select.select(streams, [], [], 0.02)[0]:
                try:
                    data = os.read(stream, 65536)
                except OSError:  # the other end of the terminal is closed
                    data = b""
                if not data:
                    streams.remove(stream)
                elif stream == controller:
                    if self.first is None and b"\r\x1b" not in data and b"result" in data:
                        self.first = elapsed
                    drawn += data
                else:
                    printed += data
        self.status = process.wait()
        self.seconds = time.monotonic() - start
        os.close(controller)
        # The terminal turns a line feed into CR LF.
        self.drawn = drawn.decode().replace("\r\n", "\n")
        self.printed = printed.decode()

    @property
    def bars(self):
        return re.findall(r"\r([^\r\n\x1b]+)\x1b\[K", self.drawn)

    @property
    def screen(self):
        """What stays visible, line by line."""
        lines = []
        for line in self.drawn.split("\n"):
            cells = ""
            for part in re.findall(r"\r|\x1b\[K|\x1b\[[0-9;]*m|[^\r\x1b]+", line):
                if part == "\r":
                    column = 0
                elif part == "\x1b[K":
                    cells = cells[:column]
                elif not part.startswith("\x1b"):
                    column = len(cells) if "\r" not in line else column
                    cells = cells[:column] + part + cells[column + len(part):]
                    column += len(part)
            lines.append(cells)
        return "\n".join(lines)


PAUSE = 0.05


def slowly(seconds, broken=False):
    """A packet in pieces that take this long to send."""
    count = round(seconds / PAUSE)
    middle = [RESULT * 20 + (BROKEN if broken and n == count - 8 else b"") for n in range(count)]
    return [START, *middle, END]


def progress(folder):
    run = Run(feed=slowly(1.6))
    check(run.status == 0 and 5 <= len(run.bars) <= 13, f"a slow pipe: {len(run.bars)} bars in 1.6 s")
    check(run.first is not None and run.first >= 0.45, f"the first bar after {run.first} s")
    check("%" not in run.drawn and "results" in run.bars[-1], "bytes and results, but no percentage")
    check(run.screen.strip() == "", "nothing is left of it")
    check(run.printed.startswith("1 packet: 1 valid"), "the summary goes to standard output")

    run = Run(feed=slowly(1.6, broken=True), output="terminal", columns=60)
    never = Run("--progress", "never", feed=slowly(1.6, broken=True), output="terminal", columns=60)
    check(len(run.bars) > 4 and run.screen == never.screen, "findings on the same terminal stay whole")
    check("\r" not in never.drawn and "1 error" in never.drawn, "none with --progress never")
    check(max(map(len, run.bars)) <= 59, "no wider than the terminal")

    run = Run("--results", feed=slowly(1.2), output="terminal")
    lines = run.screen.strip().split("\n")
    check(len(lines) == 24 * 20 + 1 and all(l[0] in '{1' for l in lines), "results on the same terminal stay whole")

    large = os.path.join(folder, "large.xml")
    with open(large, "wb") as file:
        file.write(START)
        for _ in range(1000):
            file.write(RESULT * 1000)
        file.write(END)
    run = Run("--engine", "expat", large, columns=120)
    bars = run.bars
    check(bool(bars) and all(b.startswith("[") and "ETA" in b for b in bars), "a file: bar and time to come")
    check(len(bars) <= run.seconds * 10 + 1, f"{len(bars)} bars in {run.seconds:.1f} s")
    percents = [int(m) for b in bars for m in re.findall(r"(\d+)%", b)]
    check(percents == sorted(percents) and 0 < percents[-1] <= 100, f"it grows: {percents}")
    run = Run("--engine", "expat", large, columns=24)
    check(bool(run.bars) and max(map(len, run.bars)) <= 23, "a very narrow terminal")
    run = Run("--engine", "expat", large, large, "Corpus/aps/get-download-status/valid", "--jobs", "1")
    check(bool(run.bars) and "files" in run.bars[-1], f"several files: {run.bars[-1:]}")
    run = Run("--engine", "expat", large, large, "--jobs", "2")
    check(bool(run.bars) and "/2 files" in run.bars[-1] and run.screen.strip() == "", "several threads")

    run = Run(feed=slowly(3), interrupt=1.0)
    check(run.status == 130 and bool(run.bars), f"interrupted: {run.status}")
    check(run.screen.strip() == "" and "1 interrupted" in run.printed, "the bar is gone, the summary is there")
    run = Run("Corpus/aps/get-download-status/valid/sample-finished.indented.xml")
    check(run.drawn == "", "nothing for a short run")
    check(Run(feed=slowly(0.8), TERM="dumb").drawn == "", "nothing on a dumb terminal")
    check(Run("--quiet", feed=slowly(0.8)).drawn == "", "nothing with --quiet")

    for options, lines in [([], 0), (["--progress", "always"], 1)]:
        process = subprocess.Popen(
            [validate, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for piece in slowly(1.2):
            process.stdin.write(piece)
            process.stdin.flush()
            time.sleep(PAUSE)
        _, messages = process.communicate()
        text = messages.decode()
        check((text.count("\n") > 0) == (lines > 0) and "\x1b" not in text and "\r" not in text,
              f"no terminal: {text.count(chr(10))} plain lines with {options}: {text!r}")


def colours():
    path = "Corpus/aps/get-download-status/invalid/result-errcode-required.xml"
    for variables, output, isColoured in [
        ({}, "terminal", True),
        ({"NO_COLOR": "1"}, "terminal", False),
        ({"NO_COLOR": ""}, "terminal", True),
        ({"CLICOLOR": "0"}, "terminal", False),
        ({"TERM": "dumb"}, "terminal", False),
        ({}, "pipe", False),
        ({"FORCE_COLOR": "1"}, "pipe", True),
        ({"CLICOLOR_FORCE": "1"}, "pipe", True),
        ({"CLICOLOR_FORCE": "0"}, "pipe", False),
        ({"FORCE_COLOR": "0"}, "terminal", False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, "pipe", False),
    ]:
        run = Run(path, output=output, **variables)
        check(("\x1b[1;31m" in run.drawn + run.printed) == isColoured, f"colours on a {output} with {variables}")
    check("\x1b" not in Run(path, "--color", "never", output="terminal").drawn, "--color never")


def excerpts():
    path = "Corpus/aps/get-download-status/invalid/result-errcode-required.xml"
    for columns in [30, 60, 100, 200]:
        lines = Run(path, "--color", "never", columns=columns, output="terminal").drawn.split("\n")
        wide = max(len(line) for line in lines if " | " in line)
        check(wide <= columns, f"excerpts {wide} wide on a terminal of {columns}")
    piped = Run(path, columns=60).printed.split("\n")
    check(max(len(line) for line in piped if " | " in line) == 6 + 111, "110 scalars without a terminal")


validate = os.path.abspath(sys.argv[1])
os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../.."))
with tempfile.TemporaryDirectory() as folder:
    progress(folder)
colours()
excerpts()
if failures:
    sys.exit(f"check/terminal: {len(failures)} of the checks do not hold")
