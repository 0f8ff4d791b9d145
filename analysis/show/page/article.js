// Article: a page's lines set like an article, the dropped ones folded into a coloured margin.

/** Kept lines one by one, dropped ones in runs. */
function runs(lines) {
  const found = [];
  for (const line of lines) {
    const last = found[found.length - 1];
    if (!line.kept && last && !last.kept) last.lines.push(line);
    else found.push({ kept: line.kept, lines: [line] });
  }
  return found;
}

/** The article and a map from a line's number to its element. */
function article(lines, edits) {
  const places = new Map(), out = takenOut(lines, edits);
  const several = new Set(lines.filter((line) => line.kept && line.topic >= 0).map((line) => root(line.topic))).size > 1;
  const body = h("div.article", { lang: "zh" }, runs(lines).map((run) => (run.kept ? keptLine(run.lines[0], places, several, out) : droppedRun(run.lines, places))));
  return { body, places };
}

/** Tell of the lines that are pointed at or pressed. */
function telling(body, lines, tell) {
  const at = (event) => {
    const node = event.target.closest("[data-line]");
    return node && lines.find((line) => String(line.number) === node.dataset.line);
  };
  body.addEventListener("pointerover", (event) => { if (event.pointerType === "mouse" && at(event)) tell(at(event), false); });
  body.addEventListener("click", (event) => { if (!getSelection().toString() && at(event)) tell(at(event), true, true); });
}

const KEPT_TAGS = { title: "h2", heading: "h3" };

/** A kept line, where a page has several topics with the colour of its own at its end. */
function keptLine(line, places, several, out) {
  const role = data.roles[line.role], speaks = several && line.topic >= 0;
  line.out = out.has(line.number);
  const classes = [speaks && "speaks", line.out && "out"].filter(Boolean).join(" ");
  const node = h(`${KEPT_TAGS[role] ?? "p"}.line.${role}`, { "data-line": line.number, tabindex: -1, class: classes || null, style: speaks ? { "--c": groupColour(root(line.topic)) } : {} }, told(line.text.trim()));
  places.set(line.number, node);
  return node;
}

function droppedRun(lines, places) {
  const counts = count(lines, (line) => line.role);
  const names = [...counts].sort((a, b) => b[1] - a[1]).map(([role, n]) => `${roleName(role)} ${n}`).join(" · ");
  const list = h("ol.dropped", {}, lines.map((line) => droppedLine(line, places)));
  const node = h("details.run", { "data-roles": [...counts.keys()].map((role) => data.roles[role]).join(" ") },
    h("summary", { "aria-label": `${t("n_dropped", { n: lines.length })}: ${names}` },
      h("span.margin", {}, lines.slice(0, 60).map((line) => h("i", { style: { "--c": roleColour(line.role) } }))),
      h("span.names", {}, names)), list);
  lines.forEach((line) => { places.get(line.number).run = node; });
  return node;
}

function droppedLine(line, places) {
  const node = h("li.line.gone", { "data-line": line.number, "data-role": data.roles[line.role], tabindex: -1, style: { "--c": roleColour(line.role) } },
    h("span.tag", {}, roleName(line.role)), told(line.text.trim()));
  places.set(line.number, node);
  return node;
}
