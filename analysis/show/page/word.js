// Word: one word, how much of it falls to each topic, and the pages whose titles have it.

const wordAddress = (word) => `#/word/${encodeURIComponent(safe(word))}`;

/** The topics among whose words one is: [topic, share of the word that falls to it, share of the topic that is this word]. */
function topicsOfWord(word) {
  const found = topicIds().flatMap((id) => termsOf(id).filter((term) => term.word === word)
    .map(({ weight, overall }) => [id, Math.min(1, Math.round((1000 * shareOf(id) * weight) / overall) / 1000), weight / 1e6, overall / 1e6]));
  return found.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}

function word([name]) {
  const found = topicsOfWord(name);
  if (!found.length) return missing();
  const rest = 1 - sum(found.map(([, share]) => share));
  const low = name.toLowerCase(), titled = pagesWhere((page) => P.title[page].toLowerCase().includes(low));
  const inLines = `#/pages?q=${encodeURIComponent(safe(name))}`;
  return h("div.word", {},
    h("header.head", {}, h("p.up", {}, link("#/topics", t("nav_topics"))), h("h1", {}, told(name)),
      h("p.lead", {}, t("word_lead", { share: fine(found[0][3]), n: found.length }))),
    h("section", {}, h("h2", {}, t("word_topics")),
      h("ol.bars", {}, found.map(([id, share, own]) => h("li", {}, topicLink(id), bar(share, groupColour(id), t("word_falls", { share: percent(share) })),
        h("span.n", {}, percent(share), " ", h("small", {}, t("word_own", { share: fine(own) })))))),
      h("p.key", {}, t("word_key"), rest >= 0.005 && t("word_rest", { share: percent(rest) }))),
    h("section", {}, h("h2", {}, t("word_pages")), titled.length ? somePages(titled, inLines, undefined, [low]) : empty(t("no_pages")),
      h("p.on", {}, link(inLines, t("word_lines")))));
}
