"use strict";

// Sorting: every header that says how it sorts gets a button. A third click restores the original
// order.
{
  const ranks = ["error", "warning", "info"];
  const keys = {
    text: (cell) => cell.textContent.toLowerCase(),
    number: (cell) => Number(cell.dataset.value ?? NaN),
    rank: (cell) => ranks.indexOf(cell.textContent),
    place: (cell) => {
      const [line, column] = cell.textContent.split(":");
      return Number(line) * 1e6 + Math.min(Number(column), 999999);
    },
  };
  const orders = { none: "ascending", ascending: "descending", descending: "none" };

  for (const table of document.querySelectorAll("table.sortable")) {
    const body = table.tBodies[0];
    const original = [...body.rows];
    const headers = [...table.tHead.rows[0].cells];

    const sort = (header) => {
      const order = orders[header.ariaSort ?? "none"];
      for (const other of headers) if (other.dataset.sort) other.ariaSort = "none";
      header.ariaSort = order;
      let rows = original;
      if (order !== "none") {
        const key = keys[header.dataset.sort];
        const sign = order === "ascending" ? 1 : -1;
        rows = original
          .map((row, place) => ({ row, place, key: key(row.cells[header.cellIndex]) }))
          .sort((a, b) => {
            const aBlank = Number.isNaN(a.key), bBlank = Number.isNaN(b.key);
            if (aBlank || bBlank) return aBlank - bBlank || a.place - b.place;
            return (a.key < b.key ? -sign : a.key > b.key ? sign : 0) || a.place - b.place;
          })
          .map(({ row }) => row);
      }
      body.append(...rows);
    };

    for (const header of headers) {
      if (!header.dataset.sort) continue;
      header.ariaSort = "none";
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      button.addEventListener("click", () => sort(header));
      header.append(button);
    }
  }
}

// Filtering the findings.
const form = document.getElementById("filter");
if (form) {
  const findings = [...document.getElementById("finding-table").tBodies[0].rows].map((row) => {
    const [severity, rule, file, , text] = [...row.cells].map((cell) => cell.textContent);
    return { row, severity, rule, file, text: `${rule} ${file} ${text}`.toLowerCase() };
  });
  const { rule, file, text } = form.elements;
  const shown = document.getElementById("shown");
  const nothing = document.getElementById("no-match");

  const rules = new Set(findings.map((finding) => finding.rule).sort());
  const files = new Set(findings.map((finding) => finding.file));
  for (const value of rules) rule.append(new Option(value, value));
  for (const value of files) file.append(new Option(value, value));

  const apply = () => {
    const severities = new Set([...form.querySelectorAll("[name=severity]:checked")].map((box) => box.value));
    const words = text.value.toLowerCase().split(/\s+/);
    let count = 0;
    for (const finding of findings) {
      const matches = severities.has(finding.severity)
        && (rule.value === "" || finding.rule === rule.value)
        && (file.value === "" || finding.file === file.value)
        && words.every((word) => finding.text.includes(word));
      finding.row.hidden = !matches;
      if (matches) count += 1;
    }
    const number = new Intl.NumberFormat("en");
    shown.value = count === findings.length
      ? `${number.format(count)} shown` : `${number.format(count)} of ${number.format(findings.length)} shown`;
    nothing.hidden = count > 0;
  };

  let timer;
  form.addEventListener("input", (event) => {
    clearTimeout(timer);
    timer = setTimeout(apply, event.target === text ? 120 : 0);
  });
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());

  // The names of rules, and of files with findings, become buttons that show these findings.
  const lead = (cell, select, values) => {
    const value = cell.textContent;
    if (!values.has(value)) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "filters";
    button.title = "Show the findings";
    button.append(...cell.childNodes);
    button.addEventListener("click", () => {
      form.reset();
      select.value = value;
      apply();
      form.scrollIntoView();
      select.focus({ preventScroll: true });
    });
    cell.append(button);
  };
  for (const cell of document.querySelectorAll(".rules tbody th")) lead(cell, rule, rules);
  for (const cell of document.querySelectorAll(".packets tbody th")) lead(cell, file, files);

  form.hidden = false;
  apply();
}
