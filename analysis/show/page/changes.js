// Changes: the source beside the clean text, what was dropped, taken out or put in marked in its place.

/** The kept lines below each other, as letters: what edits count. */
const source = (lines) => [...lines.filter((line) => line.kept).map((line) => `${line.text.trim()}\n`).join("")];

/** The clean text of a page. */
function cleanText(lines, edits) {
  const letters = source(lines), parts = [];
  let at = 0;
  for (const [from, to, text] of edits) {
    parts.push(letters.slice(at, from).join(""), text);
    at = to;
  }
  return parts.join("") + letters.slice(at).join("");
}

/** The numbers of kept lines that the clean text has not: what stands twice. */
function takenOut(lines, edits) {
  const found = new Set();
  let at = 0;
  for (const line of lines.filter((one) => one.kept)) {
    const end = at + [...line.text.trim()].length;
    if (edits.some(([from, to, text]) => from <= at && to >= end && !text)) found.add(line.number);
    at = end + 1;
  }
  return found;
}

/** Every line in its order; lines that were dropped struck out, in kept ones what was mended. */
function changes(lines, edits) {
  const places = new Map(), left = edits.map((edit) => [...edit]);
  let at = 0;
  const rows = lines.map((line) => {
    let content = told(line.text.trim());
    if (line.kept) {
      const letters = [...`${line.text.trim()}\n`];
      content = mendedLine(letters, at, left);
      at += letters.length;
    }
    const node = h("div.line.change", { class: line.kept ? "stays" : "goes", "data-line": line.number, tabindex: -1, style: { "--c": roleColour(line.role) } },
      h("span.n", { "aria-hidden": "true" }, String(line.number)), line.kept ? h("p", {}, content) : h("del", {}, h("span.tag", {}, roleName(line.role)), content));
    places.set(line.number, node);
    return node;
  });
  const n = edits.length, gone = lines.filter((line) => !line.kept).length;
  const body = h("div.article.changes", { lang: "zh" },
    h("p.key", {}, t(n > 0 ? "changes_told" : "changes_none", { gone, n }), n > 0 && h("span.keyed", {}, h("del", {}, t("taken_out")), " ", h("ins", {}, t("put_in")))), rows);
  return { body, places };
}

/** A kept line in parts; edits that reach past its end are cut there, and their rest is left for the next line. */
function mendedLine(letters, start, edits) {
  const parts = [], end = start + letters.length;
  let at = start;
  while (edits.length && edits[0][0] < end) {
    const [from, to, text] = edits[0], until = Math.min(to, end);
    parts.push(told(letters.slice(at - start, from - start).join("")));
    if (text) parts.push(h("ins", {}, seen(text)));
    if (until > from) parts.push(h("del", {}, seen(letters.slice(from - start, until - start).join(""))));
    at = until;
    if (to <= end) edits.shift();
    else {
      edits[0] = [end, to, ""];
      break;
    }
  }
  parts.push(told(letters.slice(at - start).join("").trimEnd()));
  return parts;
}

/** What is taken out or put in, ends of lines and blanks made visible. */
const seen = (text) => told(text.replaceAll("\n", "⏎").replaceAll(" ", "␣").replaceAll("\u3000", "□"));
