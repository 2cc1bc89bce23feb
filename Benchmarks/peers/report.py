"""The figures as Markdown, and as a plot."""

import datetime
import json
import os
import platform
import statistics
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import building
import peers
import support

ROOT = building.FOLDER.parent.parent
RESULTS = building.FOLDER / "RESULTS.md"
PLOT = building.FOLDER / "results.svg"
PERFORMANCE = ROOT / "Documentation/Performance.md"
BEGIN, END = "<!-- peers: begin -->", "<!-- peers: end -->"


@dataclass
class Conditions:
    size: int
    rounds: int
    only: str
    pinning: str
    started: datetime.datetime = field(default_factory=datetime.datetime.now)
    load: tuple = field(default_factory=os.getloadavg)

    def command(self):
        size = f"{self.size // support.MIB}M" if self.size % support.MIB == 0 else str(self.size)
        words = ["Benchmarks/peers/run", "--size", size, "--rounds", str(self.rounds)]
        return " ".join(words + (["--only", self.only] if self.only else []))


@dataclass
class Figures:
    """The figures of one peer for one shape."""
    size: int
    seconds: list  # user + system, of each round
    peak: int
    ratio: float  # median ratio of the time per byte to that of the yardstick in the same round

    @property
    def speed(self):  # MB/s
        return self.size / 1e6 / max(statistics.median(self.seconds), 1e-6)


def figures(entry, yardstick, shape):
    def seconds_per_byte(of):
        return [cost.cpu / of.sizes[shape] for cost in of.costs[shape]]

    costs = entry.costs[shape]
    pairs = zip(seconds_per_byte(entry), seconds_per_byte(yardstick))
    return Figures(entry.sizes[shape], [cost.cpu for cost in costs], max(cost.peak for cost in costs),
                   statistics.median(own / other for own, other in pairs))


# MARK: Cells

def as_number(value):
    """With about three significant digits."""
    return f"{value:.{0 if value >= 100 else 1 if value >= 10 else 2}f}"


def as_ratio(value):
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"


def refusals(entry):
    """Cells: how many broken packets were refused at each level."""
    levels = (peers.WELL_FORMED, peers.SCHEMA_TOO, peers.RULES_TOO)
    return [entry.refusals.of(level) if entry.refusals else "–" for level in levels]


def markdown_table(heads, rows):
    """All columns but the first are aligned to the right."""
    lines = [heads, ["---", *["--:"] * (len(heads) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


# MARK: Parts of the report

def table_of(shape, entries, yardstick):
    heads = ["peer", "packet", "MB/s", "seconds, median (min–max)", "time relative to raw Expat", "peak memory",
             "refused: malformed", "against the schema", "against the rules"]
    rows = []
    for entry in entries:
        if not entry.measurable:
            continue
        own = figures(entry, yardstick, shape)
        seconds = f"{statistics.median(own.seconds):.3f} ({min(own.seconds):.3f}–{max(own.seconds):.3f})"
        rows.append([entry.peer.name, support.as_size(own.size), as_number(own.speed), seconds,
                     as_ratio(own.ratio), support.as_size(own.peak), *refusals(entry)])
    return markdown_table(heads, rows)


def left_out(entries):
    lines = [f"- {entry.peer.name}: **wrong**, so it gets no time: {entry.wrong}" for entry in entries if entry.wrong]
    lines += [f"- {entry.peer.name}: skipped: {entry.skipped}" for entry in entries if entry.skipped]
    return lines


def let_pass(entries):
    return [f"- {entry.peer.name}: {', '.join(entry.refusals.passed)}"
            for entry in entries if entry.measurable and entry.refusals and entry.refusals.passed]


def processor():
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    models = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.machine()


def system():
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.platform()


def commit():
    done = subprocess.run(["git", "-C", ROOT, "describe", "--always", "--dirty"], capture_output=True, text=True)
    return done.stdout.strip() or "unknown"


def setting(conditions):
    loads = ", ".join(f"{load:.2f}" for load in conditions.load)
    return (f"{conditions.started:%Y-%m-%d}, {os.cpu_count()} CPUs {processor()}, {system()}, "
            f"kernel {platform.release()}; {conditions.pinning}, {conditions.rounds} rounds; "
            f"load before it {loads}; commit {commit()}.")


def versions(entries):
    lines = [f"- {entry.peer.name}: {entry.version}" for entry in entries if entry.version]
    compiler = building.output_of(*building.compiler("CC", "cc"), "--version").splitlines()[0]
    return lines + [f"- the programs in C and C++: {compiler}, -O2"]


def full(entries, yardstick, conditions):
    """The whole report."""
    parts = [
        setting(conditions),
        "Seconds are user + system CPU time of the whole process, start and end included; "
        "MB are 1,000,000 bytes; *relative to raw Expat* is the time per byte divided by raw Expat's in the same round, "
        "the median of the rounds. Where a peer's packet is smaller, its figures are for that size.",
        f"```sh\n{conditions.command()}\n```",
    ]
    for shape in support.SHAPES:
        parts += [f"## {shape}", table_of(shape, entries, yardstick)]
    for head, lines in (("Left out", left_out(entries)),
                        ("Not refused, though not well-formed", let_pass(entries)),
                        ("Versions", versions(entries))):
        if lines:
            parts += [f"## {head}", "\n".join(lines)]
    return "\n\n".join(parts)


# MARK: What --update writes

def short_table(entries, yardstick):
    heads = ["peer", "checks", *(f"MB/s, {shape}" for shape in support.SHAPES),
             *(f"time relative to raw Expat, {shape}" for shape in support.SHAPES), "peak memory"]
    rows = []
    for entry in entries:
        if not entry.measurable:
            continue
        both = [figures(entry, yardstick, shape) for shape in support.SHAPES]
        rows.append([entry.peer.name, peers.PROMISES[entry.peer.promise], *(as_number(own.speed) for own in both),
                     *(as_ratio(own.ratio) for own in both), support.as_size(max(own.peak for own in both))])
    return markdown_table(heads, rows)


def description(entries, yardstick):
    """The plot in words."""
    speeds_of = []
    for entry in entries:
        if entry.measurable:
            speeds = (as_number(figures(entry, yardstick, shape).speed) for shape in support.SHAPES)
            speeds_of.append(f"{entry.peer.name} {' and '.join(speeds)}")
    return f"Throughput in MB/s, {' and '.join(support.SHAPES)}: {'; '.join(speeds_of)}."


def gets_less(peer, conditions):
    return peer.largest is not None and peer.largest < conditions.size


def write_plot(entries, yardstick, conditions):
    python = building.python_with("matplotlib")
    points = [{"name": entry.peer.name, "promise": entry.peer.promise,
               "speeds": [figures(entry, yardstick, shape).speed for shape in support.SHAPES],
               "smaller": gets_less(entry.peer, conditions)}
              for entry in entries if entry.measurable]
    drawing = {"points": points, "shapes": support.SHAPES, "promises": peers.PROMISES,
               "description": description(entries, yardstick)}
    subprocess.run([python, building.FOLDER / "plot.py", PLOT], input=json.dumps(drawing), text=True, check=True)


def picture(entries, yardstick, folder):
    return f"![{description(entries, yardstick)}]({folder}{PLOT.name})"


def sizes(entries, conditions):
    """Which packets were measured, in words."""
    smaller = [f"{entry.peer.name} {support.as_size(entry.peer.largest)}"
               for entry in entries if entry.measurable and gets_less(entry.peer, conditions)]
    return f"Packets of {support.as_size(conditions.size)}" + (f" (for {', '.join(smaller)})" if smaller else "")


def replace_in_performance(text):
    performance = PERFORMANCE.read_text()
    begin, end = performance.find(BEGIN), performance.find(END)
    if begin < 0 or end < begin:
        print(f"{PERFORMANCE.name} has no lines {BEGIN} and {END}: it is not changed")
        return
    PERFORMANCE.write_text(f"{performance[:begin]}{BEGIN}\n{text}\n{performance[end:]}")


def update(entries, yardstick, conditions):
    write_plot(entries, yardstick, conditions)
    RESULTS.write_text("# Next to other parsers: figures\n\n"
                       "Written by `Benchmarks/peers/run --update`; [README.md](README.md) says what is measured.\n\n"
                       f"{picture(entries, yardstick, '')}\n\n{full(entries, yardstick, conditions)}\n")
    replace_in_performance(f"{picture(entries, yardstick, '../Benchmarks/peers/')}\n\n"
                           f"{short_table(entries, yardstick)}\n\n"
                           f"{sizes(entries, conditions)}, {conditions.started:%Y-%m-%d}, by `{conditions.command()}`. "
                           "All figures, versions and what each peer refuses: "
                           "[RESULTS.md](../Benchmarks/peers/RESULTS.md).")
