"use strict";
// The page reads without this: it only sorts tables, filters rows and opens notes.
const key = (row, column) => {
  const cell = row.cells[column];
  const given = cell.dataset.sort ?? cell.textContent.trim();
  const number = Number.parseFloat(given);
  return Number.isNaN(number) ? given : number;
};
const compare = (a, b) => {
  if (typeof a === typeof b) return typeof a === "number" ? a - b : a.localeCompare(b);
  return typeof a === "number" ? -1 : 1;
};
const sortBy = (table, heading, column) => {
  const way = heading.getAttribute("aria-sort") === "ascending" ? -1 : 1;
  for (const other of heading.parentNode.cells) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", way === 1 ? "ascending" : "descending");
  const body = table.tBodies[0];
  const rows = [...body.rows].sort((a, b) => way * compare(key(a, column), key(b, column)));
  body.append(...rows);
};
for (const table of document.querySelectorAll("table.sortable")) {
  [...table.tHead.rows[0].cells].forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => sortBy(table, heading, column));
  });
}
for (const input of document.querySelectorAll("input[data-filters]")) {
  const rows = [...document.getElementById(input.dataset.filters).tBodies[0].rows];
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    for (const row of rows) {
      const held = `${row.textContent} ${row.dataset.codes ?? ""}`.toLowerCase();
      row.hidden = !held.includes(wanted);
    }
  });
}
for (const button of document.querySelectorAll("button[data-open]")) {
  button.addEventListener("click", () => {
    for (const note of document.querySelectorAll(".note")) note.open = button.dataset.open === "yes";
  });
}
for (const tools of document.querySelectorAll(".tools")) tools.hidden = false;
const reveal = () => {
  const aim = document.getElementById(location.hash.slice(1));
  const note = aim?.closest("details");
  if (!note) return;
  note.open = true;
  note.scrollIntoView();
};
addEventListener("hashchange", reveal);
reveal();
