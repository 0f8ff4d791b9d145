// Lists: pages as rows, a hundred at a time.

const ROWS = 60;

function pageRow(page, words, group = topicLink(topicOf(page))) {
  const facts = [P.date[page], siteName(P.site[page])].filter(Boolean);
  return h("li.row", {},
    h("a.title", { href: pageAddress(page) }, marked(pageTitle(page), words)),
    h("span.facts", {}, facts.map((fact, i) => [i ? " · " : "", told(fact)])),
    h("span.marks", {}, group, noiseMark(page)));
}

function noiseMark(page) {
  const share = P.noise[page] / 1000, said = t("noise_share", { share: percent(share) });
  return h("span.noise", {}, bar(share, "var(--drop)", said), h("span.n", { "aria-hidden": "true" }, said));
}

/** A list that grows when its end is reached or its button pressed. */
function growing(items, row, properties) {
  const list = h("ol.rows", properties);
  const more = button("", () => grow(), { class: "more" });
  let shown = 0;
  function grow() {
    add(list, items.slice(shown, shown + ROWS).map(row));
    shown = Math.min(items.length, shown + ROWS);
    more.hidden = shown >= items.length;
    more.textContent = t("more", { n: items.length - shown });
  }
  grow();
  new IntersectionObserver((seen) => { if (seen[0].isIntersecting && !more.hidden) grow(); }, { rootMargin: "300px" }).observe(more);
  return [list, more];
}

/** Pages under a heading: the first ones, and where all are. */
function somePages(pages, address, group, most = 12) {
  return [
    notShown(),
    h("ol.rows", {}, pages.slice(0, most).map((page) => pageRow(page, [], group?.(page)))),
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
