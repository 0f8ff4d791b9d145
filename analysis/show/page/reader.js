// Reader: one page, what was kept set to be read, what was dropped at hand with its reasons.

let reading = null; // what the keys of the reader work on

async function reader([name, number]) {
  const page = P.place.get(name) ?? P.page.findIndex((known) => safe(known) === name);
  if (page === undefined || page < 0) return missing();
  const lines = await linesOf(page), edits = await editsOf(page);
  const panel = h("aside.evidence", { "aria-label": t("why_panel"), "aria-live": "polite" }, h("p.hint", {}, t("why_hint")));
  const spread = h("div.spread");
  reading = { page, lines, edits, gone: lines.filter((line) => !line.kept), at: -1, tell: teller(panel), panel, spread };
  layOut(false);
  const node = h("div.reader", {}, readerHead(page, lines), tools(page, lines, reading.gone), spread, fileOf(page), turning(page));
  if (number) requestAnimationFrame(() => goToLine(Number(number)));
  return node;
}

/** Lay the page out as an article, or with what was changed. */
function layOut(changed) {
  const { lines, edits, panel, spread } = reading;
  Object.assign(reading, changed ? changes(lines, edits) : article(lines, edits), { changed });
  telling(reading.body, lines, reading.tell);
  reading.body.addEventListener("toggle", () => { if (!reading.changed) reading.mark?.(); }, true);
  const hint = panel.querySelector(".hint");
  if (hint) hint.textContent = t(changed ? "why_hint_changes" : "why_hint");
  show(spread, reading.body, panel);
  spread.classList.toggle("changed", changed);
}

/** What tells of a line: while it is pointed at, or held until another is pressed, or the same again. */
function teller(panel) {
  const close = button(t("close"), () => panel.classList.remove("open"), { class: "close" }, "×");
  let held = null;
  return (line, hold, pressed) => {
    const holding = held !== null && panel.classList.contains("open");
    if (!hold && holding) return;
    reading.places.get(held)?.classList.remove("told");
    if (pressed && holding && held === line.number) panel.classList.remove("open");
    else if (hold) {
      held = line.number;
      reading.places.get(held).classList.add("told");
      panel.classList.add("open");
    }
    show(panel, evidence(line), close);
    if (hold) uncover(reading.places.get(line.number), panel);
  };
}

/** Where a narrow window shows what tells of a line over the page, keep the line above it. */
function uncover(node, panel) {
  if (getComputedStyle(panel).position === "fixed" && node.getBoundingClientRect().bottom > panel.getBoundingClientRect().top) node.scrollIntoView({ block: "start" });
}

function readerHead(page, lines) {
  const facts = [P.date[page], P.source[page], P.author[page]].filter(Boolean);
  const spoken = new Map();
  for (const line of lines) if (line.kept && line.topic >= 0) spoken.set(root(line.topic), (spoken.get(root(line.topic)) || 0) + line.text.length);
  const copyOf = P.copy[page], doubt = doubtOf(page);
  return h("header.head", {},
    P.sites.length > 1 && h("p.up", {}, siteLink(P.site[page])),
    h("h1", {}, told(pageTitle(page))),
    facts.length > 0 && h("p.facts", {}, facts.map((fact, i) => [i ? " · " : "", told(fact)])),
    h("p.groups", {}, h("span", {}, h("span.quiet", {}, t("topic")), topicLink(topicOf(page))),
      clusterOf(page) >= 0 && h("span", {}, h("span.quiet", {}, t("cluster")), clusterLink(clusterOf(page))),
      P.x.length > 0 && [link(`#/map?page=${encodeURIComponent(safe(P.page[page]))}`, t("on_map"))]),
    spoken.size > 1 && spokenOf(spoken, topicOf(page)),
    copyOf >= 0 && h("p.note", {}, t("copy_of"), h("a", { href: pageAddress(copyOf) }, told(pageTitle(copyOf)))),
    doubt && h("p.note", {}, t("unsure"), doubt));
}

/** The topics of the page's lines by their characters; each line has its topic's colour at its end. */
function spokenOf(spoken, own) {
  const all = sum([...spoken.values()]), ordered = [...spoken].sort((a, b) => b[1] - a[1] || a[0] - b[0]), first = ordered.slice(0, 4), rest = ordered.slice(4);
  return h("div.spoken", {}, h("span.facts", {}, t("spoken")), stack(parts(spoken, groupColour, topicName), t("spoken")),
    h("p.keys", {}, first.map(([topic, size]) => h("span.keyed", {}, topicLink(topic), " ", h("span.n", {}, percent(size / all)))),
      rest.length > 0 && h("span.keyed", {}, t("other_topics", { n: rest.length }), " ", h("span.n", {}, percent(sum(rest.map(([, size]) => size)) / all)))),
    ordered[0][0] !== own && h("p.facts", {}, t("spoken_note")));
}

/** What can be done with the page. */
function tools(page, lines, gone) {
  const clean = () => cleanText(lines, reading.edits);
  const file = `${P.page[page].split("/").pop().replace(/[^\p{L}\p{N}._-]+/gu, "_").replace(/\.\w{1,5}$/, "") || "page"}.clean.txt`;
  const roles = [...count(gone, (line) => line.role)].sort((a, b) => b[1] - a[1]);
  return h("div.tools", { role: "toolbar", "aria-label": t("tools") },
    h("div.set", {}, button(t("copy_clean"), () => copy(clean())), button(t("download_clean"), () => download(file, clean(), "text/plain;charset=utf-8")),
      button(t("changes"), (event) => turnOver(event.currentTarget), { "aria-pressed": "false", class: "changing" })),
    gone.length > 0 && h("div.set", {},
      button(t("previous_dropped"), () => step(-1), {}, "↑"), h("span", { id: "place" }, t("n_dropped", { n: gone.length })), button(t("next_dropped"), () => step(1), {}, "↓")),
    gone.length > 0 && openKeys(roles));
}

/** Keys that open and fold the runs of dropped lines, all of them or those with lines of a kind; they show what is open. */
function openKeys(roles) {
  const runs = (role) => [...reading.body.querySelectorAll(".run")].filter((run) => role === null || run.dataset.roles.split(" ").includes(data.roles[role]));
  const isOpen = (role) => runs(role).every((run) => run.open);
  const press = (role) => () => {
    const open = !isOpen(role);
    for (const run of runs(role)) run.open = open;
    reading.mark();
  };
  const all = button(t("show_all"), press(null));
  const keys = roles.map(([role, n]) => [role, button(roleName(role), press(role), { "aria-pressed": "false", "aria-label": `${roleName(role)} ${n}` }, dot(roleColour(role)), `${roleName(role)} ${n}`)]);
  reading.mark = () => {
    all.textContent = t(isOpen(null) ? "hide_all" : "show_all");
    for (const [role, key] of keys) key.setAttribute("aria-pressed", String(isOpen(role)));
  };
  return h("div.set.rolekeys", {}, all, keys.map(([, key]) => key));
}

/** Show what was changed, or the article again. */
function turnOver(key) {
  layOut(!reading.changed);
  key.setAttribute("aria-pressed", String(reading.changed));
  if (!reading.changed) reading.mark?.();
}

/** Go to the dropped line before or after. */
function step(by) {
  if (!reading?.gone.length) return;
  reading.at = (reading.at + by + reading.gone.length + (reading.at < 0 && by < 0 ? 1 : 0)) % reading.gone.length;
  const place = document.getElementById("place");
  if (place) place.textContent = t("place_of", { at: reading.at + 1, n: reading.gone.length });
  goToLine(reading.gone[reading.at].number);
}

/** Go to the line before or after, whether it was kept or dropped. */
function stepLine(by) {
  const n = reading?.lines.length;
  if (!n) return;
  const at = reading.lines.findIndex((line) => line.number === reading.now);
  goToLine(reading.lines[(Math.max(at, by > 0 ? -1 : 0) + by + n) % n].number);
}

function goToLine(number) {
  const node = reading?.places.get(number);
  if (!node) return;
  reading.now = number;
  if (node.run) node.run.open = true;
  const line = reading.lines.find((one) => one.number === number);
  reading.at = line.kept ? reading.at : reading.gone.indexOf(line);
  node.scrollIntoView({ block: "center" });
  node.focus({ preventScroll: true });
  reading.tell(line, true);
}

const fileOf = (page) => h("p.facts.path", {}, `${t("file")} `, joined([told(P.page[page])], P.encoding[page] ? [P.encoding[page]] : []));
const turning = (page) => h("nav.turning", { "aria-label": t("turning") },
  page > 0 ? h("a", { href: pageAddress(page - 1) }, "← ", told(pageTitle(page - 1))) : h("span"),
  page < P.page.length - 1 ? h("a", { href: pageAddress(page + 1) }, told(pageTitle(page + 1)), " →") : h("span"));

function turn(by) {
  const page = reading?.page + by;
  if (page >= 0 && page < P.page.length) location.hash = pageAddress(page);
}
