// The pages of a server: help while a query is written, and suggestions while a name is. Without this they work too.
"use strict";
(() => {
  const editor = document.querySelector(".editor");
  const wait = (work, delay) => {
    let timer = 0;
    return (...given) => {
      clearTimeout(timer);
      timer = setTimeout(() => work(...given), delay);
    };
  };

  if (editor) {
    const field = editor.querySelector("textarea");
    const faulty = Number(field.dataset.line || 0);
    const lines = document.createElement("pre");
    lines.className = "lines";
    lines.setAttribute("aria-hidden", "true");
    editor.prepend(lines);
    let marked = faulty;
    let leaving = false;

    const number = () => {
      const count = field.value.split("\n").length;
      lines.replaceChildren(
        ...Array.from({ length: count }, (_, place) => {
          const line = document.createElement(place + 1 === marked ? "b" : "span");
          line.textContent = `${place + 1}\n`;
          return line;
        }),
      );
      lines.scrollTop = field.scrollTop;
    };
    const insert = (text, start, end) => {
      field.focus();
      field.setSelectionRange(start, end);
      // Keeps what Ctrl+Z undoes, which setRangeText does not.
      if (!document.execCommand("insertText", false, text)) field.setRangeText(text, start, end, "end");
      number();
    };

    field.addEventListener("input", () => {
      marked = 0;
      number();
    });
    field.addEventListener("scroll", () => (lines.scrollTop = field.scrollTop));
    field.addEventListener("blur", () => (leaving = false));
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        field.form.requestSubmit();
      } else if (event.key === "Tab" && !leaving && !event.shiftKey && !event.ctrlKey && !event.altKey) {
        event.preventDefault();
        insert("  ", field.selectionStart, field.selectionEnd);
      }
      leaving = event.key === "Escape" || (leaving && event.key === "Shift");
    });
    number();
    if (faulty) {
      const before = field.value.split("\n").slice(0, faulty - 1).join("\n").length + (faulty > 1 ? 1 : 0);
      const end = field.value.indexOf("\n", before);
      field.focus();
      field.setSelectionRange(before, end < 0 ? field.value.length : end);
      field.scrollTop = Math.max(0, (faulty - 4) * parseFloat(getComputedStyle(field).lineHeight));
      number();
    }

    const prefixes = document.querySelector(".prefixes");
    prefixes.hidden = false;
    for (const button of prefixes.querySelectorAll("button")) {
      button.addEventListener("click", () => {
        const line = button.dataset.prefix;
        if (!field.value.includes(line)) insert(`${line}\n`, 0, 0);
        else field.focus();
      });
    }
  }

  // A list that does not hold all there is, is filled anew while a name is written.
  for (const list of document.querySelectorAll("datalist[data-values]")) {
    const fill = wait(async (input) => {
      const answer = await fetch(`${list.dataset.values}&begun=${encodeURIComponent(input.value)}`);
      if (!answer.ok) return;
      const found = await answer.json();
      list.replaceChildren(...found.map((each) => new Option(each.label, each.value)));
    }, 150);
    if (list.options.length < 300) continue;
    for (const input of document.querySelectorAll(`input[list="${list.id}"]`)) {
      input.addEventListener("input", () => fill(input));
    }
  }
})();
