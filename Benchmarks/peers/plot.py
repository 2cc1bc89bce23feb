"""Draws the throughput of all peers as an SVG file. Takes the figures as JSON on standard input."""

import json
import sys

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt
from matplotlib.ticker import NullLocator, StrMethodFormatter

# A light card with dark text can be read on light and on dark pages. The colours differ in lightness too.
CARD, INK, GRID = "#f7f7f5", "#1f2328", "#d0d4d9"
COLOURS = ("#9aa0a6", "#4c78a8", "#b5651d", "#1b5e20")
ROOM_FOR_LABELS = 4  # times the fastest, to the end of the axis


def draw(drawing):
    points, shapes = drawing["points"], drawing["shapes"]
    plt.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "peers", "font.family": "sans-serif",
                         "text.color": INK, "axes.labelcolor": INK, "xtick.color": INK, "ytick.color": INK})
    figure, panels = plt.subplots(1, len(shapes), sharey=True, figsize=(11, 1.4 + 0.34 * len(points)), facecolor=CARD)
    rows = range(len(points))
    fastest = max(max(point["speeds"]) for point in points)
    slowest = min(min(point["speeds"]) for point in points)
    for column, (panel, shape) in enumerate(zip(panels, shapes)):
        speeds = [point["speeds"][column] for point in points]
        # Points, because a bar on a logarithmic scale has no base.
        panel.scatter(speeds, rows, s=42, zorder=3, color=[COLOURS[point["promise"]] for point in points])
        for row, speed in zip(rows, speeds):
            text = f"{speed:.0f}" if speed >= 10 else f"{speed:.1f}"
            panel.annotate(text, (speed, row), xytext=(7, 0), textcoords="offset points", va="center", fontsize=9)
        panel.set_xscale("log")
        panel.set_xlim(slowest / 2, fastest * ROOM_FOR_LABELS)
        panel.xaxis.set_major_formatter(StrMethodFormatter("{x:,.0f}"))
        panel.xaxis.set_minor_locator(NullLocator())
        panel.set_title(shape, fontsize=11)
        panel.set_xlabel("MB/s of CPU time, logarithmic; more is faster")
        panel.set_facecolor(CARD)
        panel.grid(axis="x", color=GRID)
        panel.grid(axis="y", color=GRID, linestyle=":")
        for spine in panel.spines.values():
            spine.set_visible(False)
        panel.tick_params(length=0)
    names = [point["name"] + (" *" if point["smaller"] else "") for point in points]
    panels[0].set_yticks(list(rows), names)
    panels[0].invert_yaxis()
    marks = [plt.Line2D([], [], marker="o", linestyle="", color=colour) for colour in COLOURS]
    figure.legend(marks, [f"checks {promise}" for promise in drawing["promises"]], loc="lower center",
                  ncols=len(marks), frameon=False, fontsize=9)
    figure.text(0.99, 0.01, "* smaller packet", ha="right", fontsize=8)
    figure.tight_layout(rect=(0, 0.06, 1, 1))
    return figure


def main():
    drawing = json.load(sys.stdin)
    draw(drawing).savefig(sys.argv[1], format="svg", facecolor=CARD, metadata={
        "Title": "Throughput of validate and other parsers", "Description": drawing["description"], "Date": None})


main()
