// The search: words are folded as `kg.publish.site.search.folded` folds them, and looked up in files by their first
// letters. The files are scripts that call `palmares.part`, so that they are read from a folder as from a server.
"use strict";
const palmares = (() => {
  const MOST = 50;
  const form = document.querySelector("form.search");
  const field = document.getElementById("query");
  const count = document.getElementById("count");
  const list = document.getElementById("found");
  const without = document.getElementById("without");
  const words = form.dataset;
  const letters = { œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d", ı: "i" };
  const parts = new Map();
  let prefixes = new Set();
  let kinds = [];
  let asked = 0;

  const folded = (text) =>
    text
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[œæßøłđı]/g, (letter) => letters[letter])
      .replace(/\p{M}/gu, "")
      .match(/[\p{L}\p{N}]+/gu) || [];

  const segment = (text) => {
    const safe = encodeURIComponent(text).replace(/[!'()*]/g, (mark) => "%" + mark.charCodeAt(0).toString(16).toUpperCase());
    return safe.replaceAll("%", "=");
  };

  const load = (name) =>
    new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = `${words.index}/${name}.js`;
      script.onload = () => done();
      script.onerror = () => failed(new Error(name));
      document.head.append(script);
    });

  // The file of the longest letters that the word begins with, unless there is none.
  const partOf = async (word) => {
    let prefix = word;
    while (prefix && !prefixes.has(prefix)) prefix = Array.from(prefix).slice(0, -1).join("");
    if (!prefix) return [];
    if (!parts.has(prefix)) await load(`w-${segment(prefix)}`);
    return parts.get(prefix) || [];
  };

  // 0: the very words of the label; 1: it begins so; 2: all words are of the label; 3: of other names; -1: not found.
  // Between 2 and 3 the kind decides: an institution by another name comes before a document that has all the words.
  const rank = (entry, query) => {
    const own = folded(entry[0]);
    const more = entry[3] ? entry[3].split(" ") : [];
    const within = (several) => query.every((word) => several.some((each) => each.startsWith(word)));
    if (!within(own.concat(more))) return -1;
    if (own.join(" ") === query.join(" ")) return 0;
    if (own.join(" ").startsWith(query.join(" "))) return 1;
    return within(own) ? 2 : 3;
  };

  const item = (entry) => {
    const line = document.createElement("li");
    const link = document.createElement("a");
    const kind = document.createElement("span");
    link.href = `${words.root}${entry[2]}.html`;
    link.textContent = entry[0];
    if (entry[4]) link.lang = entry[4];
    kind.textContent = entry[5] ? `${kinds[entry[1]]}, ${entry[5]}` : kinds[entry[1]];
    line.append(link, kind);
    return line;
  };

  const show = (found) => {
    without.hidden = found.length > 0;
    const many = found.length > MOST ? words.more.replace("{}", found.length).replace("{}", MOST) : words.many.replace("{}", found.length);
    count.textContent = found.length === 0 ? words.none : found.length === 1 ? words.one : many;
    list.replaceChildren(...found.slice(0, MOST).map(item));
  };

  const search = async () => {
    const mine = ++asked;
    const query = folded(field.value);
    if (!query.length) {
      count.textContent = words.empty;
      list.replaceChildren();
      without.hidden = true;
      return;
    }
    try {
      const several = await Promise.all(query.map(partOf));
      if (mine !== asked) return;
      const entries = new Map(several.flat().map((entry) => [entry[2], entry]));
      const ranked = Array.from(entries.values(), (entry, place) => ({ entry, place, rank: rank(entry, query) }));
      const found = ranked.filter((each) => each.rank >= 0);
      found.sort(
        (one, other) =>
          Math.min(one.rank, 2) - Math.min(other.rank, 2) ||
          one.entry[1] - other.entry[1] ||
          one.rank - other.rank ||
          one.place - other.place,
      );
      show(found.map((each) => each.entry));
    } catch {
      count.textContent = words.failed;
    }
  };

  const start = () => {
    field.value = new URLSearchParams(location.search).get("q") || "";
    document.getElementById("no-script").hidden = true;
    without.hidden = true;
    field.addEventListener("input", search);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      history.replaceState(null, "", `?q=${encodeURIComponent(field.value)}`);
      search();
    });
    search();
    field.focus();
  };

  addEventListener("DOMContentLoaded", () => load("index").then(start, () => (count.textContent = words.failed)));
  return {
    folded,
    index: (known, called) => {
      prefixes = new Set(known);
      kinds = called;
    },
    part: (prefix, entries) => parts.set(prefix, entries),
  };
})();
