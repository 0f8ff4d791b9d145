// Search: one box for topics, pages and lines; arrows walk through what it finds.

const SHOWN_PAGES = 7, SHOWN_LINES = 7;

function searchBox() {
  const list = h("div.found", { id: "found", role: "listbox", "aria-label": t("search_results"), hidden: true });
  const box = h("input", { type: "search", id: "search", role: "combobox", "aria-expanded": "false", "aria-controls": "found", "aria-autocomplete": "list", placeholder: t("search"), "aria-label": t("search_label"), title: t("search_label"), autocomplete: "off", spellcheck: "false" });
  let turnOf = 0;
  function close() {
    turnOf += 1; // lines that are still looked for do not open it again
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }
  const options = () => [...list.querySelectorAll(".option")];
  const chosen = () => options().find((one) => one.getAttribute("aria-selected") === "true");
  function choose(next) {
    const before = chosen();
    before?.removeAttribute("aria-selected");
    before?.removeAttribute("id");
    next?.setAttribute("aria-selected", "true");
    next?.setAttribute("id", "active");
    if (next) box.setAttribute("aria-activedescendant", "active");
    else box.removeAttribute("aria-activedescendant");
  }
  async function look() {
    const words = wordsOf(box.value), mine = ++turnOf, began = performance.now();
    if (!words.length) return close();
    const groups = topicIds().filter((id) => words.every((word) => [topicName(id), ...data.topics.words[id]].some((own) => own.toLowerCase().includes(word)))).slice(0, 3);
    const every = searchPages(words), found = every.slice(0, SHOWN_PAGES);
    const draw = (lines, address) => {
      show(list,
        groups.length > 0 && section(t("nav_topics"), groups.map((id) => option(`#/topic/${id}`, [groupDot(id), marked(topicName(id), words)]))),
        found.length > 0 && section(t("nav_pages"), found.map((page) => option(pageAddress(page), [marked(pageTitle(page), words), pageFacts(page, words)]))),
        lines.length > 0 && section(t("in_lines"), lines.map(([page, line, text, kept]) => option(pageAddress(page, line), [marked(around(text, words, 40), words), h("span.facts", {}, h("span", { class: kept ? "kept" : "dropped" }, t(kept ? "kept" : "dropped")), " · ", told(pageTitle(page)))]))),
        option(`#/pages?q=${encodeURIComponent(safe(box.value.trim()))}`, [h("span.kept", {}, every.length ? t("all_found", { n: every.length }) : t("lines_found"))]));
      choose(options().find((one) => one.getAttribute("href") === address));
      list.hidden = false;
      box.setAttribute("aria-expanded", "true");
      box.dataset.took = (performance.now() - began).toFixed(1);
    };
    draw([]);
    if (data.beside) return;
    const lines = await searchBlock(0, words, SHOWN_LINES);
    if (mine === turnOf && lines.length) draw(lines, chosen()?.getAttribute("href")); // what arrows have chosen stays
  }
  const section = (title, rows) => [h("p.kind", {}, title), rows];
  const option = (address, content) => h("a.option", { href: address, role: "option", tabindex: -1, id: null, onclick: close }, content);
  box.addEventListener("input", look);
  box.addEventListener("focus", () => { if (box.value.trim()) look(); });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { close(); box.blur(); }
    if (event.key === "Enter") {
      const target = chosen() ?? options().at(-1);
      if (target && !list.hidden) { location.hash = target.getAttribute("href"); close(); box.blur(); }
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    const own = options(), at = own.indexOf(chosen()), step = event.key === "ArrowDown" ? 1 : -1;
    choose(at < 0 ? own.at(step > 0 ? 0 : -1) : own.at((at + step) % own.length));
    chosen()?.scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("pointerdown", (event) => { if (!node.contains(event.target)) close(); });
  const node = h("div.search", { role: "search" }, box, list);
  return node;
}
