// Pages: a list to search and filter; and the pages whose judgement is unsure.

const DOUBTFUL = 50; // thousandths of the characters judged by a narrow margin: 11 of 308 real pages have more

const ORDERS = {
  name: (a, b) => a - b,
  noise: (a, b) => P.noise[b] - P.noise[a] || a - b,
  clean: (a, b) => P.noise[a] - P.noise[b] || a - b,
  date: (a, b) => (P.date[b] < P.date[a] ? -1 : P.date[b] > P.date[a] ? 1 : a - b),
  doubt: (a, b) => P.doubt[b] - P.doubt[a] || a - b,
};

/** The pages that a query asks for, in its order. */
function filtered(query) {
  const words = wordsOf(query.get("q") || "");
  const [topic, cluster] = ["topic", "cluster"].map((key) => (query.has(key) ? Number(query.get(key)) : null));
  const site = query.has("site") ? data.sitePlace.get(query.get("site")) ?? -2 : null;
  const order = Object.hasOwn(ORDERS, query.get("by")) ? ORDERS[query.get("by")] : ORDERS.name;
  return pagesWhere((page) => (topic === null || topicOf(page) === topic) && (cluster === null || clusterOf(page) === cluster)
    && (site === null || P.site[page] === site) && isOf(page, words)).sort(order);
}

function pages(_, query) {
  const list = h("div"), told_ = h("p.facts", { role: "status", "aria-live": "polite" }), inLines = h("div");
  const box = h("input", { type: "search", id: "pagefilter", value: query.get("q") || "", placeholder: t("filter_pages"), "aria-label": t("filter_pages"), autocomplete: "off", spellcheck: "false" });
  const pick = (name, options, all, first = all) => {
    const select = h("select", { "aria-label": all, onchange: () => goWith({ [name]: select.value === "" ? null : select.value }) },
      h("option", { value: "" }, first), options.map(([value, label]) => h("option", { value, selected: query.get(name) === String(value) }, flat(label))));
    return select;
  };
  function draw() {
    const found = filtered(query), words = wordsOf(query.get("q") || "");
    told_.textContent = t(words.length ? "found_pages" : found.length < P.page.length ? "filtered_pages" : "in_all_pages", { n: found.length, of: P.page.length });
    show(list, found.length ? growing(found, (page) => pageRow(page, words)) : empty(t(words.length ? "no_such_page" : "nothing_found")));
    show(inLines, words.length > 0 && lineHits(words));
  }
  box.addEventListener("input", () => {
    if (box.value) query.set("q", box.value);
    else query.delete("q");
    keepAddress("#/pages", query);
    draw();
  });
  draw();
  return h("div.pages", {}, heading(t("nav_pages")),
    h("div.filters", {}, box,
      pick("topic", topicIds().map((id) => [id, topicName(id)]), t("any_topic")),
      pick("cluster", clusterIds().map((id) => [id, clusterName(id)]), t("any_cluster")),
      P.sites.length > 1 && pick("site", P.sites.map((name, i) => [name, siteName(i)]), t("any_site")),
      pick("by", ["noise", "clean", "date", "doubt"].map((key) => [key, t(`order_${key}`)]), t("order"), t("order_name"))),
    told_, notShown(), inLines, list);
}

const FIRST_LINES = 6; // found in lines, of which more are shown when asked for

/** Lines of pages that have the words; where lines lie beside the report they are read when asked for. */
function lineHits(words) {
  const box = h("details.hits", { open: true }), body = h("div"), title = h("summary", {}, t("in_lines"));
  add(box, [title, body]);
  const hits = [];
  let stopped = false;
  async function look() {
    try {
      for (let i = 0; i < nBlocks() && hits.length < 200 && !stopped; i++) {
        hits.push(...(await searchBlock(i, words, 200 - hits.length)));
        title.textContent = t("in_lines_found", { n: hits.length >= 200 ? "200+" : hits.length });
        if (data.beside) stopped = !box.isConnected;
      }
      show(body, hits.length ? growing(hits, ([page, line, text, kept]) => h("li.row.hit", {},
        h("a", { href: pageAddress(page, line) }, marked(around(text, words), words)),
        h("span.facts", {}, h("span", { class: kept ? "kept" : "dropped" }, t(kept ? "kept" : "dropped")), " · ", told(pageTitle(page)))), undefined, FIRST_LINES, hits.length >= 200 ? "+" : "") : empty(t("nothing_found")));
    } catch (error) {
      show(body, empty(error.message));
    }
  }
  if (data.beside) show(body, button(t("read_all_lines"), look));
  else look();
  return box;
}

/** The part of a text around the first word that is found in it. */
function around(text, words, width = 60) {
  const low = text.toLowerCase(), word = words.find((one) => low.includes(one)) ?? "", at = low.indexOf(word);
  const from = Math.max(0, at - width / 2), to = at + word.length + width;
  return (from ? "…" : "") + text.slice(from, to) + (to < text.length ? "…" : "");
}

/** Why the judgement on a page is unsure; nothing for one that is not. */
function doubtOf(page) {
  if (P.review[page]) return told(either(P.review[page]), chosen.lang);
  if (data.reviewed) return null; // what follows guesses at what the tables of earlier versions do not say
  if (P.lines[page] > 0 && P.kept[page] === 0) return t("nothing_kept");
  if (P.doubt[page] >= DOUBTFUL) return t("narrow", { share: percent(P.doubt[page] / 1000) });
  return null;
}

const unsurePages = () => pagesWhere((page) => doubtOf(page) !== null).sort(ORDERS.doubt);

function review() {
  const unsure = unsurePages();
  return h("div", {},
    heading(t("nav_review"), h("p.lead", {}, unsure.length ? t("review_lead", { n: unsure.length }) : t("review_none")), notShown()),
    unsure.length === 0 && h("p", {}, link("#/pages", t("all_pages", { n: P.page.length }))),
    growing(unsure, (page) => h("li.row", {}, h("a.title", { href: pageAddress(page) }, told(pageTitle(page))),
      pageFacts(page, [], [doubtOf(page)]),
      h("span.marks", {}, h("span.facts", {}, t("kept_of", { kept: P.kept[page], n: P.lines[page] })), noiseMark(page, "noise_share_of"))), { class: "rows unsure" }));
}
