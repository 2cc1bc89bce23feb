"""lxml.iterparse with the typed reduction: each result is a small tree, read and dropped."""

import json
import sys
from collections import Counter

from lxml import etree


def fields(element):
    return {} if element is None else {child.tag: child.text or "" for child in element}


def reduce(result, totals):
    """Adds the fields of one result to the totals."""
    query = fields(result)
    task = fields(result.find("task"))
    progress = fields(result.find("task/in-progress"))
    end = fields(result.find("task/finished"))
    totals["results"] += 1
    totals["failedQueries"] += query["status"] == "error"
    totals["failedTasks"] += "error" in end
    totals["downloading"] += "current" in progress
    totals["errcodes"] += int(query.get("errcode", 0))
    totals["ids"] += int(query.get("id", 0))
    totals["taskIds"] += int(task.get("id", 0))
    totals["packageIds"] += int(end.get("package-id", 0))
    totals["total"] += int(progress.get("total", 0))
    totals["completed"] += int(progress.get("completed", 0))
    for text in (query.get("errtext"), query.get("filter-id"), end.get("error")):
        totals["textBytes"] += len((text or "").encode())


def main():
    totals = Counter()
    try:
        for _, result in etree.iterparse(sys.argv[1], tag="result", huge_tree=True, no_network=True):
            reduce(result, totals)
            result.clear()
            while result.getprevious() is not None:
                del result.getparent()[0]
    except etree.XMLSyntaxError as problem:
        sys.exit(str(problem))
    print(json.dumps(totals))


main()
