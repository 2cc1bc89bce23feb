"""The part of Scripts/check/html that runs in the browser."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[3]
PACKETS = ROOT / "Tests/ValidateCommandTests/Golden/Packets"
CAPTURES = [f"captures/09-{minute}.xml" for minute in ("00", "05", "10", "15", "20")]
WIDE, NARROW = {"width": 1200, "height": 900}, {"width": 390, "height": 844}
ROWS = "#finding-table tbody tr"
# In a packet and as the name of a file, apart from "/".
HOSTILE = ["<script>alert(1)</script>", "</script><script>alert(1)</script>", "\"><img src=x onerror=alert(1)>",
           "' onmouseover='alert(1)", "javascript:alert(1)", "<!--", "</style><svg onload=alert(1)>", "\u202egnp.exe"]

failures = 0


def check(holds, what):
    global failures
    if not holds:
        failures += 1
        print(f"FAILED: {what}")


def run(validate, *arguments, folder=PACKETS):
    output = subprocess.run([validate, *arguments], cwd=folder, stdout=subprocess.PIPE, text=True, check=False).stdout
    return output


def findings(validate, *paths, folder=PACKETS):
    """The findings, from JSON instead of the page."""
    lines = map(json.loads, run(validate, "--format", "json", *paths, folder=folder).splitlines())
    return [line for line in lines if line["type"] == "finding"]


def hostile_packets(folder):
    for number, text in enumerate(HOSTILE):
        safe = text.replace("&", "&amp;").replace("<", "&lt;")
        packet = (f"<packet><aps><get-download-status><result><status>{safe}</status><id>1</id><task><id>1</id><finished>"
                  f"<error>{safe}</error></finished></task></result></get-download-status></aps></packet>")
        (folder / f"{number}{text.replace('/', '∕')}.xml").write_text(packet)


def many_findings(folder):
    """More findings than a page lists, of a dozen rules."""
    results = []
    for number in range(1200):
        results.append(f"<result><status>error</status><errcode>0</errcode><id>{number + 1}</id><task><id>x</id>"
                       "<in-progress><total>-1</total><completed>-2</completed></in-progress></task></result>")
        results.append("<result a='1'><status>o</status><filter-id/><x/>text<id>0</id></result>")
        results.append("<result><status>ok</status><errcode>4711</errcode><filter-id>5</filter-id><id>6</id></result>")
    (folder / "many.xml").write_text(
        f"<packet><aps><get-download-status>{''.join(results)}</get-download-status></aps></packet>")


class Tab:
    """A page in the browser, with all its console messages and requests."""

    def __init__(self, browser, path, viewport=WIDE, scheme="light", script=True):
        self.context = browser.new_context(viewport=viewport, color_scheme=scheme, java_script_enabled=script)
        self.page = self.context.new_page()
        self.said, self.asked = [], []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.said.append(f"dialog {dialog.message}"), dialog.dismiss()))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(path.as_uri())

    def __enter__(self):
        return self.page, self

    def __exit__(self, *error):
        self.context.close()

    def quiet(self, what):
        check(not self.said, f"{what}: the console is silent; it says {self.said[:3]}")
        check(len(self.asked) == 1, f"{what}: only the page is asked for, not {self.asked[1:4]}")


def visible_rows(page):
    return page.locator(f"{ROWS}:visible")


def wait_for(page, count, what):
    """Waits for this many rows; the count on the page must be the same."""
    try:
        page.wait_for_function(
            "([rows, count]) => [...document.querySelectorAll(rows)].filter((row) => !row.hidden).length === count",
            arg=[ROWS, count], timeout=3000)
    except Exception:
        pass
    seen = visible_rows(page).count()
    check(seen == count, f"{what}: {count} rows, seen {seen}")
    said = page.locator("#shown").inner_text().replace(",", "")
    check(said.split()[0] == str(count), f"{what}: it says {said!r}")


def looks_right(browser, path, what):
    """A page at each width and in each color scheme: no violation found by axe, nothing too wide, no messages."""
    grounds = set()
    for viewport in (WIDE, NARROW):
        for scheme in ("light", "dark"):
            name = f"{what}, {viewport['width']} px, {scheme}"
            with Tab(browser, path, viewport, scheme) as (page, tab):
                results = Axe().run(page)
                for violation in results.response["violations"]:
                    nodes = [node["target"] for node in violation["nodes"]][:3]
                    check(False, f"{name}: {violation['id']}: {violation['help']} {nodes}")
                check(len(results.response["passes"]) > 15, f"{name}: axe looked at it")
                width = page.evaluate("document.documentElement.scrollWidth")
                check(width <= viewport["width"], f"{name}: as wide as the window, not {width}")
                grounds.add((scheme, page.evaluate("getComputedStyle(document.body).backgroundColor")))
                tab.quiet(name)
    check(len({ground for _, ground in grounds}) == 2, f"{what}: light and dark have different backgrounds: {grounds}")


def filters(browser, path, expected):
    with Tab(browser, path) as (page, tab):
        wait_for(page, len(expected), "at first")
        page.get_by_label("error", exact=True).uncheck()
        wait_for(page, sum(f["severity"] != "error" for f in expected), "without errors")
        page.get_by_role("button", name="Reset").click()
        wait_for(page, len(expected), "after a reset")
        rule = "result/errtext-missing"
        page.get_by_role("combobox", name="Rule", exact=True).select_option(rule)
        wait_for(page, sum(f["rule"] == rule for f in expected), "of a rule")
        page.get_by_role("combobox", name="Rule", exact=True).select_option("")
        page.get_by_role("combobox", name="File", exact=True).select_option("captures/09-20.xml")
        wait_for(page, sum(f["file"] == "captures/09-20.xml" for f in expected), "of a file")
        page.get_by_role("searchbox", name="Text", exact=True).fill("ERRCODE  result[7]")
        wait_for(page, sum(f["file"] == "captures/09-20.xml" and "result[7]" in f["path"]
                           and "errcode" in (f["rule"] + f["message"]) for f in expected), "of a file, with words")
        page.get_by_role("searchbox", name="Text", exact=True).fill("there is no such text")
        wait_for(page, 0, "of no match")
        check(page.get_by_text("No findings match.").is_visible(), "no match is said")
        page.get_by_role("button", name=rule).click()
        wait_for(page, sum(f["rule"] == rule for f in expected), "by the name of a rule")
        check(page.evaluate("document.activeElement.name") == "rule", "the name of a rule leads to the filter")
        tab.quiet("filters")


def sorts(browser, path, expected):
    header = lambda page, name: page.locator("#finding-table thead th", has_text=name)
    cells = lambda page, column: page.locator(f"{ROWS} td:nth-child({column})").all_inner_texts()
    with Tab(browser, path) as (page, tab):
        original = cells(page, 2)
        check(original == [f["rule"] for f in expected], "the order of the page is the order of the findings")
        button = header(page, "Rule").get_by_role("button")
        for order, rules in (("ascending", sorted(original)), ("descending", sorted(original, reverse=True)),
                             ("none", original)):
            button.click()
            check(header(page, "Rule").get_attribute("aria-sort") == order, f"aria-sort is {order}")
            check(cells(page, 2) == rules, f"rules are {order}")
        header(page, "Severity").get_by_role("button").click()
        severities = [f["severity"] for f in expected]
        check(cells(page, 1) == sorted(severities, key=["error", "warning", "info"].index), "errors come first")
        check(page.locator("#finding-table [aria-sort=ascending]").count() == 1, "one column sorts")
        sizes = lambda: [int(cell.get_attribute("data-value"))
                         for cell in page.locator(".packets tbody td:nth-child(8)").all()]
        button = page.locator(".packets thead th", has_text="Size").get_by_role("button")
        button.click()
        check(len(sizes()) == len(CAPTURES) and sizes() == sorted(sizes()), "packets by size")
        tab.quiet("sorting")


def keyboard(browser, path):
    with Tab(browser, path) as (page, tab):
        page.keyboard.press("Tab")
        check(page.evaluate("document.activeElement.className") == "skip", "the first stop is the skip link")
        check(page.locator(".skip").bounding_box()["x"] >= 0, "which shows when it has the focus")
        page.keyboard.press("Enter")
        page.wait_for_function("document.activeElement.id === 'verdict'", timeout=3000)
        seen = []
        for _ in range(200):
            page.keyboard.press("Tab")
            stop = page.evaluate("""() => {
              const at = document.activeElement;
              const style = getComputedStyle(at);
              return [at.tagName, at.textContent.slice(0, 20), style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1];
            }""")
            if stop[0] == "BODY":
                break
            seen.append(stop)
        check(all(stop[2] for stop in seen), f"every stop shows its focus: {[s for s in seen if not s[2]][:3]}")
        kinds = {stop[0] for stop in seen}
        check({"A", "BUTTON", "INPUT", "SELECT", "SUMMARY", "DIV"} <= kinds, f"all can be reached: {kinds}")
        page.locator("#finding-table thead button").first.focus()
        page.keyboard.press("Enter")
        check(page.locator("#finding-table th").first.get_attribute("aria-sort") == "ascending", "Enter sorts")
        page.get_by_label("warning", exact=True).focus()
        before = visible_rows(page).count()
        page.keyboard.press("Space")
        page.wait_for_timeout(200)
        check(visible_rows(page).count() < before, "Space filters")
        tab.quiet("keyboard")


def assistive(browser, path):
    """What the browser reports to assistive technology, even on narrow screens, where the rows do not look like a table."""
    for viewport in (WIDE, NARROW):
        with Tab(browser, path, viewport) as (page, _):
            nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
            roles = [node["role"]["value"] for node in nodes if not node["ignored"]]
            what = f"{viewport['width']} px"
            for role in ("banner", "main", "contentinfo", "navigation", "search", "table", "columnheader", "rowheader"):
                check(role in roles, f"{what}: there is a {role}")
            check(roles.count("row") > page.locator(ROWS).count(), f"{what}: rows are rows")
            headings = [name for role, name in in_order(nodes) if role == "heading"]
            check(headings[1:] == ["Tasks", "Packets", "Findings"] and "invalid" in headings[0],
                  f"{what}: headings in the order of reading: {headings}")


def in_order(nodes):
    """Roles and names in the order of reading."""
    of_id = {node["nodeId"]: node for node in nodes}
    waiting = [nodes[0]]
    while waiting:
        node = waiting.pop()
        yield node["role"]["value"], node.get("name", {}).get("value", "")
        waiting += [of_id[child] for child in reversed(node.get("childIds", [])) if child in of_id]


def without_script(browser, path, expected):
    with Tab(browser, path, script=False) as (page, tab):
        check(page.locator(ROWS).count() == len(expected), "without script: all findings are there")
        tops = [page.locator(part).bounding_box()["y"] for part in ("h1", "#tasks", "#packets", "#findings", ROWS + " >> nth=0")]
        check(tops == sorted(tops), f"without script: the verdict comes first: {tops}")
        check(not page.locator("#filter").is_visible(), "without script: no control without a function")
        tab.quiet("without script")


def printed(browser, path):
    with Tab(browser, path, scheme="dark") as (page, _):
        page.emulate_media(media="print")
        check(not page.locator("#filter").is_visible(), "printed: no form")
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        check(ground == "rgb(255, 255, 255)", f"printed: white, not {ground}")
        hidden = page.evaluate(
            "[...document.querySelectorAll('.scroll')].filter((box) => box.scrollHeight > box.clientHeight + 1).length")
        check(hidden == 0, "printed: nothing is scrolled away")
        check(page.pdf().startswith(b"%PDF"), "printed: as a PDF")


def contained(browser, path):
    """The policy holds even if something is injected."""
    with Tab(browser, path) as (page, tab):
        got = page.evaluate("""async () => {
          const script = document.createElement('script');
          script.textContent = 'window.ran = true';
          document.body.append(script);
          document.body.insertAdjacentHTML('beforeend', '<img src="http://127.0.0.1:8421/x" onerror="window.ran = true">');
          let sent = true;
          try { await fetch('http://127.0.0.1:8421/'); } catch { sent = false; }
          return [window.ran === true, sent];
        }""")
        check(got == [False, False], f"scripts and requests from within are refused: {got}")
        check(sum("Content Security Policy" in text for text in tab.said) >= 3, f"by the policy: {tab.said}")


def hostile(browser, path, count):
    with Tab(browser, path) as (page, tab):
        check(page.locator("script").count() == 1 and page.locator("img").count() == 0, "hostile: no element was injected")
        check(page.locator("h1").count() == 1 and "invalid" in page.locator("h1").inner_text(), "hostile: one verdict")
        check(page.locator(".packets tbody tr").count() == count, "hostile: all packets are listed")
        names = page.locator(".packets tbody th").all_inner_texts()
        check(any("<script>alert(1)<∕script>" in name for name in names), f"hostile: names are text: {names[:2]}")
        for row in page.locator(ROWS).all():
            row.hover()
        page.get_by_role("combobox", name="File", exact=True).select_option(index=1)
        tab.quiet("hostile")


def large(browser, path, expected):
    with Tab(browser, path) as (page, tab):
        listed = page.locator(ROWS).count()
        check(3000 < listed <= 10000 and listed < expected, f"large: {listed} of {expected} findings are listed")
        check(f"of {expected:,} findings are listed" in page.locator(".note").last.inner_text(), "large: it says so")
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        seconds = lambda: {metric["name"]: metric["value"]
                           for metric in session.send("Performance.getMetrics")["metrics"]}["TaskDuration"]
        before = seconds()
        page.evaluate("""() => {
          document.querySelector('#finding-table thead button').click();
          document.body.getBoundingClientRect();
        }""")
        took = seconds() - before
        check(0 < took < 6, f"large: sorting takes {took:.1f} s of the processor")
        page.get_by_role("searchbox", name="Text", exact=True).fill("x")
        page.wait_for_timeout(500)
        tab.quiet("large")
        print(f"large: {listed} rows, {path.stat().st_size / 1e6:.1f} MB, sorted in {took:.2f} s of the processor")


def screenshots(playwright, chromium, path, folder):
    """Pictures with common fonts, if they are installed (Debian: fonts-inter, fonts-jetbrains-mono)."""
    match = ('<match target="pattern"><test name="family"><string>{}</string></test>'
             '<edit name="family" mode="prepend" binding="strong"><string>{}</string></edit></match>')
    configuration = path.with_suffix(".fonts")
    pairs = [("sans", "Inter"), ("sans-serif", "Inter"), ("system-ui", "Inter"), ("ui-monospace", "JetBrains Mono")]
    configuration.write_text("<fontconfig><include>/etc/fonts/fonts.conf</include>"
                             + "".join(match.format(*pair) for pair in pairs) + "</fontconfig>")
    browser = playwright.chromium.launch(executable_path=chromium, env={**os.environ, "FONTCONFIG_FILE": str(configuration)})
    folder.mkdir(exist_ok=True)
    for scheme in ("light", "dark"):
        with Tab(browser, path, {"width": 1100, "height": 1000}, scheme) as (page, _):
            file = folder / f"page-{scheme}.png"
            page.screenshot(path=file)
            Image.open(file).convert("RGB").quantize(256, dither=Image.Dither.NONE).save(file, optimize=True)
            print(f"{file}: {file.stat().st_size} bytes")
    browser.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--screenshots", type=Path, metavar="FOLDER")
    parser.add_argument("validate")
    parser.add_argument("chromium")
    arguments = parser.parse_args()
    validate = str(Path(arguments.validate).resolve())

    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)

        def page(name, *options, within=PACKETS):
            path = folder / f"{name}.html"
            path.write_text(run(validate, "--format", "html", *options, folder=within))
            return path

        captures = page("captures", "--excerpts", *CAPTURES)
        if arguments.screenshots:
            return screenshots(playwright, arguments.chromium, captures, arguments.screenshots)

        (folder / "hostile").mkdir()
        (folder / "many").mkdir()
        hostile_packets(folder / "hostile")
        many_findings(folder / "many")
        evil = page("evil", "--excerpts", ".", within=folder / "hostile")
        many = page("many-page", "many.xml", within=folder / "many")
        expected = findings(validate, *CAPTURES)
        check(len(expected) > 3, "there is something to look at")

        browser = playwright.chromium.launch(executable_path=arguments.chromium)
        looks_right(browser, captures, "captures")
        looks_right(browser, page("mixed", "valid.xml", "cut.xml", "errors.xml", "not-there.xml"), "mixed")
        looks_right(browser, page("valid", "valid.xml"), "valid")
        looks_right(browser, evil, "hostile")
        filters(browser, captures, expected)
        sorts(browser, captures, expected)
        keyboard(browser, captures)
        assistive(browser, captures)
        without_script(browser, captures, expected)
        printed(browser, captures)
        contained(browser, captures)
        hostile(browser, evil, len(HOSTILE))
        large(browser, many, len(findings(validate, "many.xml", folder=folder / "many")))
        browser.close()

    print("All checks of the pages passed." if failures == 0 else f"{failures} checks failed.")
    sys.exit(1 if failures else 0)


main()
