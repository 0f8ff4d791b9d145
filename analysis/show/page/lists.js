// Lists: pages as rows, a hundred at a time.

const ROWS = 60;

function pageRow(page, words, group = topicLink(topicOf(page))) {
  return h("li.row", {},
    h("a.title", { href: pageAddress(page) }, marked(pageTitle(page), words)),
    pageFacts(page, words),
    h("span.marks", {}, group, noiseMark(page)));
}

/** When and where a page comes from, where there is a choice; and where words of a search are found, if not in its title. */
function pageFacts(page, words = [], more = []) {
  const title = pageTitle(page).toLowerCase(), left = words.filter((word) => !title.includes(word));
  const where = [P.source[page], P.author[page], P.page[page]].filter((text) => left.some((word) => text.toLowerCase().includes(word)));
  const site = P.sites.length > 1 && route().name !== "site" && siteName(P.site[page]);
  return h("span.facts", {}, joined([P.date[page], site].filter(Boolean).map(told), where.map((text) => marked(text, left)), more));
}

/** Parts with dots between them. */
const joined = (...parts) => parts.flat().map((part, i) => [i ? " · " : "", part]);

/** How much of a page was dropped; little is said of one line without letters, nothing of nothing. */
function noiseMark(page, key = "noise_share") {
  const share = P.noise[page] / 1000 || (P.kept[page] < P.lines[page] ? 1e-5 : 0), said = t(key, { share: percent(share) });
  return h("span.noise", {}, share >= 0.001 && bar(share, "var(--drop)", said), h("span.n", {}, said));
}

/** A list that grows when its end is reached or its button pressed; where it starts small, by its button alone. */
function growing(items, row, properties, first = ROWS, beyond = "") {
  const list = h("ol.rows", properties);
  const more = button("", () => grow(), { class: "more" });
  let shown = 0;
  function grow() {
    const until = shown ? shown + ROWS : first;
    add(list, items.slice(shown, until).map(row));
    shown = Math.min(items.length, until);
    more.hidden = shown >= items.length;
    more.textContent = t("more", { n: number(items.length - shown) + beyond });
  }
  grow();
  if (first === ROWS) new IntersectionObserver((seen) => { if (seen[0].isIntersecting && !more.hidden) grow(); }, { rootMargin: "300px" }).observe(more);
  return [list, more];
}

/** Pages under a heading: the first ones, and where all are. */
function somePages(pages, address, group, words = [], order = "file_order") {
  const most = 12;
  return [
    notShown(),
    pages.length > 1 && h("p.facts", {}, t(order)),
    h("ol.rows", {}, pages.slice(0, most).map((page) => pageRow(page, words, group?.(page)))),
    pages.length > most && h("p.on", {}, link(address, t("all_pages", { n: pages.length }))),
  ];
}

/** Of very many pages a report shows some, sampled by content. */
const sampled = () => data.counts.pages > P.page.length;
const notShown = () => sampled() && h("p.facts", {}, t("not_shown", { shown: P.page.length, pages: data.counts.pages, ...data.tables }));

/** Where groups are those of paragraphs, more pages speak of one than are mostly about it. */
const mostly = (own, n) => own < n && !sampled() && h("p.facts", {}, t("mostly_about", { own, n }));

const pagesWhere = (is) => P.page.map((_, i) => i).filter(is);
const empty = (text) => h("p.empty", {}, text);
const heading = (title, ...rest) => h("header.head", {}, h("h1", {}, title), rest);
