"""What a peer must do before its time counts: report the same results as validate, and refuse broken packets."""

import json
import signal
import subprocess
from collections import Counter
from dataclasses import dataclass

from peers import NOTHING, RULES_TOO, SCHEMA_TOO, WELL_FORMED

# Short and valid; each mistake below changes one place in it.
VALID = b"""<?xml version="1.0" encoding="UTF-8"?>
<packet version="1.6.9.1"><aps><get-download-status>
<result><status>ok</status><filter-id>10</filter-id><id>10</id><task><id>10</id>
<finished><package-id>5</package-id></finished></task></result>
<result><status>ok</status><filter-id>11</filter-id><id>11</id><task><id>11</id>
<finished><error>Cannot download</error></finished></task></result>
<result><status>ok</status><filter-id>12</filter-id><id>12</id><task><id>12</id>
<in-progress><total>200</total><completed>100</completed><current/></in-progress></task></result>
<result><status>error</status><errcode>1013</errcode><errtext>Not found</errtext><filter-id>13</filter-id></result>
</get-download-status></aps></packet>
"""


@dataclass(frozen=True)
class Mistake:
    name: str
    level: int  # who should see it: a parser, a validator, one that knows the rules
    old: bytes
    new: bytes
    required: bool = True  # for every peer that promises this level

    def packet(self):
        if VALID.count(self.old) != 1:
            raise ValueError(f"{self.name}: {self.old!r} is not there exactly once")
        return VALID.replace(self.old, self.new)


MISTAKES = (
    Mistake("an end tag of another name", WELL_FORMED, b"</package-id>", b"</package>"),
    Mistake("the end missing", WELL_FORMED, b"</aps></packet>", b""),
    # Some widely used parsers accept these, as the table shows.
    Mistake("a second root", WELL_FORMED, b"</packet>", b"</packet><packet/>", required=False),
    Mistake("an attribute twice", WELL_FORMED, b'<packet version="1.6.9.1"', b'<packet version="1" version="1"',
            required=False),
    Mistake("a bare ampersand", WELL_FORMED, b"Cannot download", b"Cannot & download", required=False),
    Mistake("a control character", WELL_FORMED, b"Cannot download", b"Cannot\x01download", required=False),
    Mistake("bytes that are not UTF-8", WELL_FORMED, b"Cannot download", b"Cannot\xffdownload", required=False),
    Mistake("no status", SCHEMA_TOO, b"<status>error</status>", b""),
    Mistake("a status of another value", SCHEMA_TOO, b"<status>error</status>", b"<status>failed</status>"),
    Mistake("an id of 0", SCHEMA_TOO, b"<package-id>5<", b"<package-id>0<"),
    Mistake("a number with letters", SCHEMA_TOO, b"<total>200<", b"<total>200 kB<"),
    Mistake("an element twice", SCHEMA_TOO, b"<total>200</total>", b"<total>200</total><total>200</total>"),
    Mistake("elements in another order", SCHEMA_TOO, b"<total>200</total><completed>100</completed>",
            b"<completed>100</completed><total>200</total>"),
    Mistake("an unknown element", SCHEMA_TOO, b"<package-id>5</package-id>", b"<package-number>5</package-number>"),
    Mistake("text where there is none", SCHEMA_TOO, b"<in-progress>", b"<in-progress>text"),
    Mistake("an unknown attribute", SCHEMA_TOO, b"<in-progress>", b'<in-progress since="today">'),
    Mistake("a failed query without errcode", RULES_TOO, b"<errcode>1013</errcode>", b""),
    Mistake("a task without filter-id", RULES_TOO, b"<filter-id>10</filter-id>", b""),
    Mistake("a task without id", RULES_TOO, b"<id>12</id><task>", b"<task>"),
)


def write_small_packets(folder):
    """The valid packet and the broken ones: the path for each mistake, and for None the valid one."""
    packets = {None: folder / "valid.xml"} | {mistake: folder / f"broken-{number}.xml"
                                              for number, mistake in enumerate(MISTAKES, 1)}
    for mistake, path in packets.items():
        path.write_bytes(mistake.packet() if mistake else VALID)
    return packets


@dataclass
class Refusals:
    """How many of the broken packets a peer refused at each level, and which it accepted."""
    refused: Counter
    passed: list

    def of(self, level):
        return f"{self.refused[level]}/{sum(mistake.level == level for mistake in MISTAKES)}"


class Wrong(Exception):
    """A peer does not do what it should; the message says what."""


def run(command):
    """Whether a command accepts its packet, and what it prints."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode < 0:
        raise Wrong(f"ended by {signal.Signals(-done.returncode).name}")
    return done.returncode == 0, done.stdout, done.stderr


def output_on_valid(command):
    accepted, output, errors = run(command)
    if not accepted:
        reason = errors.decode(errors="replace").strip().splitlines()
        raise Wrong(f"refuses a valid packet: {reason[-1] if reason else 'no reason given'}")
    return output


def check_refusals(peer, command, packets):
    """Shows a peer the packets of write_small_packets."""
    if peer.promise == NOTHING:
        return None
    output_on_valid([*command, packets[None]])
    refusals = Refusals(Counter(), [])
    for mistake in MISTAKES:
        accepted, *_ = run([*command, packets[mistake]])
        if not accepted:
            refusals.refused[mistake.level] += 1
        elif mistake.required and mistake.level <= peer.promise:
            raise Wrong(f"accepts a packet with {mistake.name}")
        elif mistake.level <= peer.promise:
            refusals.passed.append(mistake.name)
    return refusals


def totals_of_results(lines):
    """The totals of the results that validate prints as JSON Lines."""
    totals = Counter()
    for line in lines:
        result = json.loads(line)
        task = result.get("task", {})
        totals["results"] += 1
        totals["failedQueries"] += result["status"] == "error"
        totals["failedTasks"] += task.get("state") == "failed"
        totals["downloading"] += task.get("state") == "downloading"
        totals["errcodes"] += result.get("errcode", 0)
        totals["ids"] += result.get("id", 0)
        totals["taskIds"] += task.get("id", 0)
        totals["packageIds"] += task.get("packageId", 0)
        totals["total"] += task.get("total", 0)
        totals["completed"] += task.get("completed", 0)
        for text in (result.get("errtext"), result.get("filterId"), task.get("error")):
            totals["textBytes"] += len((text or "").encode())
    return totals


def totals_told_by_validate(command, path):
    with subprocess.Popen([*command, path], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as process:
        totals = totals_of_results(process.stdout)
    if process.returncode != 0:
        raise Wrong(f"exit status {process.returncode} on a valid packet")
    return totals


def check_totals(peer, command, path, expected):
    """Compares what a peer reads from the packet that is measured next."""
    if peer.totals_option:
        totals = totals_told_by_validate([*command, peer.totals_option], path)
    else:
        output = output_on_valid([*command, path])
        if not peer.reduces:
            return
        totals = json.loads(output)
    if differing := [name for name in expected if totals.get(name) != expected[name]]:
        name = differing[0]
        raise Wrong(f"disagrees: {name} {totals.get(name)}, validate {expected[name]}")
