// Tables that can be put in order: a button in each head. Without this script they are plain tables.
"use strict";
(() => {
  const language = document.documentElement.lang;
  const compare = new Intl.Collator(language, { numeric: true }).compare;

  const keyOf = (row, column) => {
    const cell = row.cells[column];
    const text = cell.textContent.trim();
    const key = cell.dataset.key;
    return { text, number: key === undefined ? NaN : Number(key), empty: text === "" };
  };

  // Numbers come before words, and what is empty always last.
  const order = (one, other, sign) => {
    if (one.empty || other.empty) return one.empty - other.empty;
    const numbers = [one, other].map((each) => !Number.isNaN(each.number));
    if (numbers[0] && numbers[1] && one.number !== other.number) return sign * (one.number - other.number);
    if (numbers[0] !== numbers[1]) return numbers[0] ? -sign : sign;
    return sign * compare(one.text, other.text);
  };

  const sort = (table, head, column) => {
    const ascending = head.getAttribute("aria-sort") !== "ascending";
    for (const each of head.parentElement.children) each.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", ascending ? "ascending" : "descending");
    const body = table.tBodies[0];
    const rows = Array.from(body.rows, (row) => ({ row, key: keyOf(row, column) }));
    rows.sort((one, other) => order(one.key, other.key, ascending ? 1 : -1));
    body.append(...rows.map(({ row }) => row));
  };

  for (const table of document.querySelectorAll("table[data-sortable]")) {
    if (!table.tHead || !table.tBodies[0] || table.tBodies[0].rows.length < 2) continue;
    Array.from(table.tHead.rows[0].cells).forEach((head, column) => {
      if ("fixed" in head.dataset) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.append(...head.childNodes);
      button.title = document.body.dataset.sortBy;
      button.addEventListener("click", () => sort(table, head, column));
      head.append(button);
    });
  }
})();
