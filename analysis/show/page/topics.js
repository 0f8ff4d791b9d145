// Topics: all of them, and one with its words, its lines, its time, its sites and its pages.

/** Topics as bars by share; pale are those that resamples seldom showed again. */
function topicBars(ids) {
  const most = Math.max(...ids.map(shareOf));
  return h("ol.bars", {}, ids.map((id) => h("li", { class: steady(id) ? null : "unsteady" },
    h("a.group", { href: `#/topic/${id}` }, groupDot(id), named(topicName(id))),
    bareBar(shareOf(id) / most, groupColour(id), percent(shareOf(id))),
    h("span.n", {}, percent(shareOf(id))))));
}

function topics() {
  const ids = topicIds(), most = Math.max(...ids.map(shareOf));
  return h("div", {},
    heading(t("nav_topics"), h("p.lead", {}, ids.length ? t("topics_lead", { n: ids.length }) : t("no_topics"), !ids.every(steady) && t("topics_pale", { resamples: data.resamples }))),
    h("div.cards", {}, ids.map((id) => topicCard(id, most))),
    labelTools());
}

function topicCard(id, most) {
  return h("article.card", { class: steady(id) ? null : "unsteady" },
    h("h2", {}, h("a.group", { href: `#/topic/${id}` }, groupDot(id), named(topicName(id)))),
    h("p.words", {}, data.topics.words[id].map((word) => [told(word), " "])),
    bareBar(shareOf(id) / most, groupColour(id), percent(shareOf(id))),
    h("p.facts", {}, `${t("share_is", { share: percent(shareOf(id)) })} · ${t("n_pages", { n: pagesIn(id) })} · ${t("support_is", { share: percent(data.topics.support[id] / 1000) })}`));
}

function topic([name]) {
  const id = root(Number(name));
  if (!(id in data.topics.label)) return missing();
  const own = pagesWhere((page) => topicOf(page) === id);
  const { topics: all } = data;
  return h("div.topic", {},
    h("header.head", {}, h("p.up", {}, link("#/topics", t("nav_topics")), neighbours(topicIds(), id, "topic")),
      h("h1", {}, groupDot(id), named(topicName(id))),
      !steady(id) && h("p.note", {}, t("unsteady", { n: data.resamples })),
      all.site[id] && h("p.note", {}, t("of_one_site"), siteLinkByName(all.site[id])),
      h("div.figures", {},
        figure(percent(shareOf(id)), t("share"), t("share_hint")),
        figure(number(pagesIn(id)), t(pagesIn(id) === 1 ? "page" : "pages"), t("pages_hint")),
        figure(percent(all.support[id] / 1000), t("support"), t("support_hint", { n: data.resamples })),
        figure((all.stability[id] / 1000).toFixed(2), t("stability"), t("stability_hint")),
        figure((all.coherence[id] / 1000).toFixed(2), t("coherence"), t("coherence_hint"))),
      h("details.meaning", {}, h("summary", {}, t("meaning")), h("dl", {}, [["share"], ["pages"], ["support", { n: data.resamples }], ["stability"], ["coherence"]]
        .map(([key, values]) => [h("dt", {}, t(key)), h("dd", {}, t(`${key}_hint`, values))])))),
    h("div.columns", {},
      h("section", {}, h("h2", {}, t("words")), wordBars(id)),
      h("section", {}, h("h2", {}, t("plain_lines")), quotes(id))),
    h("div.columns", {}, overTime(id), bySite(id)),
    nearTopics(id),
    h("section", {}, h("h2", {}, t("nav_pages")), mostly(own.length, pagesIn(id)), own.length ? somePages(own, `#/pages?topic=${id}`, (page) => clusterLink(clusterOf(page)), [], "file_order_rings") : empty(t("no_pages"))),
    renaming(id));
}

function siteLinkByName(name) {
  const site = data.sitePlace.get(name);
  return site === undefined ? told(name) : siteLink(site);
}

function neighbours(ids, id, kind, named_ = (one) => one) {
  const at = ids.indexOf(id);
  return h("span.neighbours", {},
    at > 0 && h("a", { href: `#/${kind}/${named_(ids[at - 1])}`, "aria-label": t("previous"), rel: null }, "←"),
    h("span", {}, `${at + 1} / ${ids.length}`),
    at < ids.length - 1 && h("a", { href: `#/${kind}/${named_(ids[at + 1])}`, "aria-label": t("next") }, "→"));
}

/** Words by relevance, with a slider between what weighs most and what sets the topic apart. */
function wordBars(id) {
  if (!termsOf(id).length) return h("p.words.large", {}, data.topics.words[id].map((word) => [told(word), " "]));
  const list = h("ol.wordbars", {}), value = h("output", { for: "balance" });
  const slider = h("input", { type: "range", id: "balance", min: 0, max: 1, step: 0.05, value: String(chosen.balance ?? 0.6), oninput: draw });
  function draw() {
    const balance = (chosen.balance = Number(slider.value)), words = relevant(id, balance, 16);
    const most = Math.max(...words.map((x) => Math.max(x.weight, x.overall)));
    value.textContent = balance.toFixed(2);
    show(list, words.map((x) => h("li", {},
      h("a", { href: wordAddress(x.word) }, told(x.word)),
      h("span.pair", { title: t("word_weights", { own: fine(x.weight / 1e6), all: fine(x.overall / 1e6) }) },
        bareBar(x.weight / most, groupColour(id), t("word_own", { share: fine(x.weight / 1e6) })),
        bareBar(x.overall / most, "var(--all)", t("word_all", { share: fine(x.overall / 1e6) }))))));
  }
  draw();
  return [
    h("div.slider", {}, h("label", { for: "balance" }, t("relevance")), value,
      h("div.ends", {}, h("span", {}, t("apart")), slider, h("span", {}, t("heavy")))),
    list,
    h("p.key.keys", {}, h("span.keyed", {}, groupDot(id), t("in_topic")), h("span.keyed", {}, dot("var(--all)"), t("in_all"))),
  ];
}

function quotes(id) {
  const found = members(id).flatMap((i) => data.topics.quotes[i]);
  if (!found.length) return empty(t("no_lines"));
  return h("ul.quotes", {}, found.map(([page, line, text]) => h("li", {},
    h("a", { href: pageAddress(page, line) }, told(text)), h("span.facts", {}, t("line_n", { n: line }), " · ", told(pageTitle(page))))));
}

const MOST_PEAKS = 4; // periods named that have the highest share

function overTime(id) {
  const { periods, pages, share, error } = data.topics.trend;
  if (!periods.length || !share[id].length) return null;
  const own = members(id), at = (rows, i) => own.map((k) => rows[k][i] || 0);
  const total = periods.map((_, i) => sum(at(share, i))), spread = periods.map((_, i) => Math.hypot(...at(error, i)));
  const most = percent(Math.max(...total) / 1000), peaks = periods.filter((_, i) => pages[i] > 0 && percent(total[i] / 1000) === most);
  const told_ = t("over_time_told", { period: peaks.slice(0, MOST_PEAKS).join(t("comma")) + (peaks.length > MOST_PEAKS ? " …" : ""), share: most }) + (pages.includes(0) ? t("over_time_gaps") : "");
  return h("section", {}, h("h2", {}, t("over_time")), trend(periods, pages, total, spread, groupColour(id), told_), h("p.facts", {}, told_));
}

/** How alike the words of two topics are: the cosine of their weights. */
function likeness(one, other) {
  const length = (terms) => Math.hypot(...terms.map((term) => term.weight));
  const weights = new Map(one.map((term) => [term.word, term.weight]));
  return sum(other.map((term) => term.weight * (weights.get(term.word) ?? 0))) / (length(one) * length(other) || 1);
}

/** The topics whose words are most like those of one, for who thinks of merging it. */
function nearTopics(id) {
  const own = termsOf(id), rows = topicIds().filter((other) => other !== id).map((other) => [other, likeness(own, termsOf(other))])
    .filter(([, share]) => share >= 0.05).sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 5);
  if (!rows.length) return null;
  return h("section", {}, h("h2", {}, t("near_topics")),
    h("ol.bars", {}, rows.map(([other, share]) => h("li", {}, topicLink(other), bar(share, groupColour(other), share.toFixed(2)), h("span.n", {}, share.toFixed(2))))),
    h("p.key", {}, t("near_key")));
}

function bySite(id) {
  const found = new Map();
  for (const [site, share, pages] of members(id).flatMap((i) => data.topics.sites[i])) {
    found.set(site, { share: (found.get(site)?.share || 0) + share / 1000, pages });
  }
  if (found.size < 2) return null; // of one site it would be what is told of all
  const rows = [...found].sort((a, b) => b[1].share * b[1].pages - a[1].share * a[1].pages).slice(0, 8);
  return h("section", {}, h("h2", {}, t("by_site")),
    h("ol.bars", {}, rows.map(([site, { share, pages }]) => h("li", {}, siteLinkByName(site),
      bar(share, groupColour(id), percent(share)), h("span.n", {}, percent(share), " ", h("small", {}, t("n_pages", { n: pages })))))),
    h("p.key", {}, t("by_site_key")));
}

/** What the reader may change: the name, and into which topic this one is merged. */
function renaming(id) {
  const name = h("input", { type: "text", id: "rename", value: topicName(id), autocomplete: "off" });
  const into = h("select", { id: "into" }, h("option", { value: "" }, t("no_merge")),
    topicIds().filter((other) => other !== id).map((other) => h("option", { value: other }, flat(topicName(other)))));
  function keep() {
    const chosenName = name.value.trim();
    if (!chosenName || chosenName === data.topics.label[id]) delete labels.names[id];
    else labels.names[id] = chosenName;
    if (into.value !== "") labels.into[id] = Number(into.value);
    redraw();
    say(t("renamed"));
  }
  const apart = members(id).filter((i) => i !== id);
  return h("section.renaming", {}, h("h2", {}, t("rename_merge")),
    h("div.fields", {}, h("label", { for: "rename" }, t("name")), name, h("label", { for: "into" }, t("merge_into")), into, button(t("keep_changes"), keep)),
    apart.length > 0 && h("p", {}, t("merged"), apart.map((i) => [" ", told(data.topics.label[i]), " ", button(t("undo_merge"), () => { delete labels.into[i]; redraw(); })])),
    labelTools(true));
}

function labelTools(always = false) {
  const changed = Object.keys(labels.names).length + Object.keys(labels.into).length > 0;
  if (!changed) return always && h("p.facts", {}, coded(t("labels_kept")));
  return h("p.note", {}, coded(t("labels_kept")), " ", button(t("download_labels"), () => download("labels.json", JSON.stringify(labels, null, 1) + "\n", "application/json")));
}
