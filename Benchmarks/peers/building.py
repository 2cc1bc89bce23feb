"""Builds the peers in .build-peers in the root of the package, which git ignores."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
BUILD_FOLDER = FOLDER.parent.parent / ".build-peers"
PYTHON = BUILD_FOLDER / "venv" / "bin" / "python"


class Unavailable(Exception):
    """A peer is not installed or does not build; the message says why."""


def program(name):
    found = shutil.which(name)
    if found is None:
        raise Unavailable(f"{name} is not installed")
    return found


def python_with(module):
    """The Python that setup made, if it has this module."""
    if not PYTHON.exists() or subprocess.run([PYTHON, "-c", f"import {module}"], stderr=subprocess.DEVNULL).returncode:
        raise Unavailable(f"Python's {module} is not installed in {PYTHON.parent.parent.name}")
    return str(PYTHON)


def output_of(*command):
    """What a command prints, on either stream."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    except OSError as problem:
        raise Unavailable(str(problem)) from None
    if done.returncode != 0:
        raise Unavailable(f"{Path(command[0]).name} failed: {reason_in(done.stdout)}")
    return done.stdout


def reason_in(text):
    """The line of a failed command's output that most likely says why."""
    lines = [line for line in text.splitlines() if line.strip()]
    return next((line for line in lines if "error" in line.lower()), lines[-1] if lines else "no output")


def make(product, sources, command):
    """Runs a command that makes a file in the build folder, unless the file is newer than its sources."""
    product, sources = BUILD_FOLDER / product, [FOLDER / source for source in sources]
    if not product.exists() or any(source.stat().st_mtime >= product.stat().st_mtime for source in sources):
        BUILD_FOLDER.mkdir(exist_ok=True)
        output_of(*command)
    return str(product)


def compiler(variable, default):
    words = shlex.split(os.environ.get(variable, default))
    return [program(words[0]), *words[1:], "-O2", "-Wall", "-Wextra"]


def package_flags(package):
    """The flags that a library needs, from pkg-config."""
    return shlex.split(output_of(program("pkg-config"), "--cflags", "--libs", package))


def c_program(name, *, package=None):
    """A peer in C, linked with the reduction if it uses a library."""
    product = name.replace("_", "-")
    sources = [f"{name}.c", "reduction.c"] if package else [f"{name}.c"]
    return make(product, [*sources, "reduction.h"],
                [*compiler("CC", "cc"), "-o", BUILD_FOLDER / product, *(FOLDER / source for source in sources),
                 *(package_flags(package) if package else [])])


def reduction_object():
    return make("reduction.o", ["reduction.c", "reduction.h"],
                [*compiler("CC", "cc"), "-c", "-o", BUILD_FOLDER / "reduction.o", FOLDER / "reduction.c"])


def cxx_program(name, *, package, reduces=False):
    product = name.replace("_", "-")
    objects = [reduction_object()] if reduces else []
    return make(product, [f"{name}.cpp", "reduction.c", "reduction.h"],
                [*compiler("CXX", "c++"), "-o", BUILD_FOLDER / product, FOLDER / f"{name}.cpp", *objects,
                 *package_flags(package)])


def java_class(name):
    """The command that runs a class."""
    java, javac = program("java"), program("javac")
    make(f"{name}.class", [f"{name}.java"], [javac, "-d", BUILD_FOLDER, FOLDER / f"{name}.java"])
    return [java, "-cp", str(BUILD_FOLDER), name]


def swift_program(name):
    """A product of the nested package; SwiftPM decides whether there is anything to do."""
    common = [program("swift"), "build", "-c", "release", "--package-path", FOLDER / "swift",
              "--scratch-path", BUILD_FOLDER / "swift", "--product", name]
    output_of(*common)
    return os.path.join(output_of(*common, "--show-bin-path").splitlines()[-1], name)
