"""Shared by the benchmark scripts: building the C programs, making packets, running and measuring commands."""

import argparse
import contextlib
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
BUILD_FOLDER = FOLDER / ".build-c"
BUILD_SCRIPT = FOLDER.parent / "Scripts" / "build"

SHAPES = ("one-line", "indented")
ENGINES = ("auto", "expat")
KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30

EXIT_FAILED = 1  # a check failed
EXIT_CANNOT_MEASURE = 2

# Turned into an orderly exit, which removes temporary files and ends started programs.
for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
    signal.signal(number, lambda number, frame: sys.exit(128 + number))

EXTRA_SOURCES = {
    "generate_packets": ["result_templates.c", "result_templates.h"],
}
EXTRA_FLAGS = {
    "raw_expat": ["-lexpat"],
    "count_allocations": ["-shared", "-fPIC"],
}


def stop(message, code=EXIT_CANNOT_MEASURE):
    sys.stdout.flush()
    print(f"{Path(sys.argv[0]).name}: {message}", file=sys.stderr)
    sys.exit(code)


def arguments_parser(description, engine=True):
    parser = argparse.ArgumentParser(
        description=description,
        epilog="Exit status: 0 all checks passed; 1 a check failed; 2 nothing could be measured.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "validate", nargs="?", metavar="VALIDATE",
        help="the validate program (default: the last line that Scripts/build prints)",
    )
    if engine:
        parser.add_argument("--engine", choices=ENGINES, default="auto",
                            help="of validate (default auto, as it is shipped)")
    return parser


def size(text):
    """A number of bytes, as in 4G, for argparse."""
    units = {"K": KIB, "M": MIB, "G": GIB}
    digits, unit = (text[:-1], units[text[-1]]) if text[-1:] in units else (text, 1)
    if not (digits.isascii() and digits.isdigit()) or int(digits) == 0:
        raise argparse.ArgumentTypeError(f"not a size: {text!r} (for example 256M or 4G)")
    return int(digits) * unit


def count(text):
    """A number from 1, for argparse."""
    if not (text.isascii() and text.isdigit()) or int(text) == 0:
        raise argparse.ArgumentTypeError(f"not a number from 1: {text!r}")
    return int(text)


def share(text):
    """A percentage, for argparse; as text, because the generator reads its decimals exactly."""
    if re.fullmatch(r"\d+(\.\d{1,6})?", text, re.ASCII) is None or float(text) > 100:
        raise argparse.ArgumentTypeError(f"not a percentage from 0 to 100: {text!r}")
    return text


def shares(text):
    """Percentages with commas between them, for argparse."""
    return [share(part) for part in text.split(",")]


def as_size(byte_count):
    for unit, name in ((GIB, "GiB"), (MIB, "MiB"), (KIB, "KiB")):
        if byte_count >= unit:
            return f"{byte_count / unit:.4g} {name}"
    return f"{byte_count} B"


def need(program):
    if shutil.which(program) is None:
        stop(f"{program} is not installed")


def validate_program(argument):
    """The program to measure: as given, or freshly built."""
    if argument is None:
        if not BUILD_SCRIPT.exists():
            stop(f"{BUILD_SCRIPT} does not exist: give the path of validate")
        built = subprocess.run([BUILD_SCRIPT], cwd=FOLDER.parent, stdout=subprocess.PIPE, text=True)
        lines = built.stdout.strip().splitlines()
        if built.returncode != 0 or not lines:
            stop(f"{BUILD_SCRIPT} failed with exit status {built.returncode}\n{built.stdout}")
        argument = str(FOLDER.parent / lines[-1].strip())
    found = shutil.which(argument)
    if found is None:
        stop(f"not a program: {argument}")
    return os.path.abspath(found)


def build(name):
    """Compiles a C file of this folder, unless that is already done, and returns the path of the product."""
    sources = [FOLDER / file for file in (f"{name}.c", *EXTRA_SOURCES.get(name, []))]
    product = BUILD_FOLDER / name.replace("_", "-")
    if product.exists() and all(product.stat().st_mtime > source.stat().st_mtime for source in sources):
        return str(product)
    BUILD_FOLDER.mkdir(exist_ok=True)
    compiler = shlex.split(os.environ.get("CC", "cc"))
    # Moved into place when complete: another script may be running the old one.
    fresh = f"{product}.{os.getpid()}"
    compiled = [str(source) for source in sources if source.suffix == ".c"]
    command = [*compiler, "-O2", "-Wall", "-Wextra", "-o", fresh, *compiled, *EXTRA_FLAGS.get(name, [])]
    try:
        subprocess.run(command, check=True)
    except (OSError, subprocess.CalledProcessError) as problem:
        stop(f"cannot compile {name}.c: {problem}")
    os.replace(fresh, product)
    return str(product)


@contextlib.contextmanager
def scratch_folder():
    """A temporary folder, removed however the script ends."""
    with tempfile.TemporaryDirectory(prefix="validate-benchmark-") as folder:
        yield Path(folder)


@contextlib.contextmanager
def started(command, **streams):
    """Runs a command in its own process group, which ends with the block."""
    process = subprocess.Popen(command, start_new_session=True, **streams)
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                with contextlib.suppress(BrokenPipeError):
                    stream.close()


def generator(shape, *, byte_count=None, results=None, odd="0", odd_kinds=None, newline="lf", seed=1, report=None):
    """The command that writes a packet of this size to standard output."""
    amount = ["--bytes", str(byte_count)] if results is None else ["--results", str(results)]
    command = [build("generate_packets"), *amount, "--shape", shape, "--newline", newline, "--seed", str(seed)]
    if float(odd) > 0:
        command += ["--odd", odd]
        if odd_kinds is not None:
            command += ["--odd-kinds", odd_kinds]
    if report is not None:
        command += ["--report", str(report)]
    return command


@contextlib.contextmanager
def asked_to_end(process, seconds):
    """Sends SIGTERM after this many seconds, unless the block has ended before. Does nothing if there is no number."""
    timer = threading.Timer(seconds, process.terminate) if seconds is not None else None
    if timer is not None:
        timer.start()
    try:
        yield
    finally:
        if timer is not None:
            timer.cancel()


def make_packet(path, shape, **amount):
    with open(path, "wb") as file:
        if subprocess.run(generator(shape, **amount), stdout=file).returncode != 0:
            stop(f"cannot write {path}")
    return path


@dataclass
class Cost:
    cpu: float  # seconds, user and system
    wall: float  # seconds
    peak: int  # bytes resident
    lines: int  # printed, if they were counted


def count_lines(stream):
    lines = 0
    while block := stream.read(MIB):
        lines += block.count(b"\n")
    return lines


def measure(command, *, stdin=subprocess.DEVNULL, lines=False, expected=0):
    """Runs a command and returns its cost. Checks its exit status; drops its output, or counts the lines."""
    with tempfile.NamedTemporaryFile() as report, tempfile.TemporaryFile() as errors:
        output = subprocess.PIPE if lines else subprocess.DEVNULL
        with started([build("measure"), report.name, *command],
                     stdin=stdin, stdout=output, stderr=errors) as process:
            printed = count_lines(process.stdout) if lines else 0
            process.wait()

        def complain(problem):
            errors.seek(0)
            stop(f"{shlex.join(command)}: {problem}\n{errors.read().decode(errors='replace')}", EXIT_FAILED)

        if process.returncode != 0:
            complain("could not be measured")
        status, user, system, wall, peak = map(int, report.read().split())
        code = os.waitstatus_to_exitcode(status)
        if code != expected:
            complain(f"exit status {code}" if code >= 0 else f"ended by {signal.Signals(-code).name}")
        return Cost((user + system) / 1e6, wall / 1e9, peak * KIB, printed)


def print_table(rows):
    """The first row is the header; the first column is text."""
    widths = [max(len(str(row[column])) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = [str(cell).rjust(width) for cell, width in zip(row[1:], widths[1:])]
        print("  ".join([str(row[0]).ljust(widths[0]), *cells]).rstrip())


def verdict(good, text):
    print(f"{'ok' if good else 'FAILED'}: {text}", flush=True)
    return good
