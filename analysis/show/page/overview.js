// Overview: what came in, what was dropped; one picture, and sentences that the numbers write.

function overview() {
  const counts = data.counts;
  return h("div.overview", {},
    heading(t("overview_title")),
    h("p.lead", {}, sentences().map((one) => h("span.sentence", {}, one))),
    sampled() && h("p.note", {}, t("sampled", { shown: P.page.length, pages: counts.pages, share: percent(P.page.length / counts.pages), ...data.tables })),
    h("div.figures", {},
      counted(counts.pages, "pages"),
      counted(counts.lines, "lines"),
      figure(percent(keptShare()), t("kept_characters")),
      counted(topicIds().length, "topics"),
      counted(data.clusters.label.length, "clusters"),
      counts.skipped > 0 && figure(number(counts.skipped), t("skipped"))),
    h("section", {}, h("h2", {}, t("winnowed")), winnowed()),
    h("section", {}, h("h2", {}, t("nav_topics")), topicIds().length ? topicBars(topicIds().slice(0, 12)) : empty(t("no_topics")),
      !topicIds().slice(0, 12).every(steady) && h("p.key", {}, t("topics_pale", { resamples: data.resamples })),
      topicIds().length > 12 && h("p", {}, link("#/topics", t("all_topics", { n: topicIds().length })))),
    notes(),
    data.skipped.length > 0 && h("section", {}, h("h2", {}, t("skipped_files")), skipped()));
}

function notes() {
  const { review } = data.counts, shown = unsurePages().length;
  const doubts = sampled() ? review > 0 && t("note_review_all", { n: review, shown }) : shown > 0 && t("note_review", { n: shown });
  if (!data.notes.length && !doubts) return null;
  return h("section", {}, h("h2", {}, t("notes")), h("ul.notes", {},
    data.notes.map((note) => h("li", {}, coded(either(note)))),
    doubts && h("li", {}, doubts, link("#/review", t("nav_review")))));
}

/** The share of all characters that was kept: all of them only where nothing was dropped, though the run rounds it. */
function keptShare() {
  const { kept_share: share } = data.counts, { dropped_size: dropped, kept_size: kept } = data.sums;
  return Math.min(Math.max(share, sum(kept) > 0 ? 1e-5 : 0), sum(dropped) > 0 ? 1 - 1e-5 : 1);
}

/** Three sentences: what came in, what was noise, what it is about. */
function sentences() {
  const { counts, sums } = data, n = P.sites.length;
  const years = P.date.map((date) => date.slice(0, 4)).filter((year) => /^\d{4}$/.test(year)).sort();
  // of a sample nobody knows all sites and dates
  const span = years.length && !sampled() ? [years[0], years[years.length - 1]] : null;
  const came = t(n > 1 && !sampled() ? "came_sites" : "came", { pages: counts.pages, sites: n })
    + (span ? t(span[0] === span[1] ? "came_year" : "came_years", { from: span[0], to: span[1] }) : "") + t("stop");
  const lost = sums.dropped_size.map((size, role) => [size, role]).filter(([, role]) => isNoise(role)).sort((a, b) => b[0] - a[0])[0];
  const all = sum(sums.dropped_size);
  const noise = all === 0 ? t("nothing_dropped")
    : t("dropped_share", { share: inSentence(1 - keptShare()) }) + (lost[0] > 0 ? t(lost[0] === all ? "wholly" : lost[0] > all / 2 ? "mostly" : "largest_part", { role: roleName(lost[1]), share: percent(lost[0] / all) }) : "") + t("stop");
  return [came, noise, subjects()];
}

/** A share as a sentence begins with it. */
function inSentence(share) {
  const told_ = percent(share), key = { "<": "less_than", ">": "more_than" }[told_[0]];
  return key ? t(key, { share: told_.slice(1) }) : told_;
}

function subjects() {
  const ids = topicIds();
  if (!ids.length) return t("no_topics");
  const first = { name: flat(topicName(ids[0])), share: percent(shareOf(ids[0])) };
  if (ids.length === 1) return t("one_topic", first);
  const held = ids.filter(steady).length;
  return t("many_topics", { n: ids.length, ...first }) + t(held === ids.length ? "all_steady" : "some_steady", { held, resamples: data.resamples }) + (data.unclear ? t("not_clear") : "") + t("stop");
}

/** All characters as one bar, what was kept apart from what was dropped, and under it each kind with lines to show for it. */
function winnowed() {
  const { sums } = data, total = sum(sums.kept_size) + sum(sums.dropped_size) || 1;
  const kept = data.roles.map((_, role) => role).filter((role) => sums.kept_size[role] > 0), dropped = droppedRoles();
  const share = sampled() ? sum(sums.kept_size) / total : keptShare(); // as the sentences say it, to the last digit
  const part = (roles, sizes, said, own) => own > 0 && h("div", { style: { "flex-grow": String(own) } },
    stack(roles.map((role) => ({ size: sizes[role], colour: roleColour(role), name: `${roleName(role)} (${said})` })), said, ".big", total));
  const told_ = (said, own) => h("span", { style: { "flex-grow": String(own) } }, `${said} ${percent(own)}`);
  return [
    h("div.scale", { class: Math.min(share, 1 - share) < 0.2 ? "apart" : null }, told_(t("kept"), share), told_(t("dropped"), 1 - share)),
    h("div.split", {}, part(kept, sums.kept_size, t("kept"), share), part(dropped, sums.dropped_size, t("dropped"), 1 - share)),
    kept.length > 0 && h("p.key.keys", {}, t("kept_kinds"), kept.map((role) => h("span.keyed", {}, dot(roleColour(role)), `${roleName(role)} `, h("span.n", {}, percent(sums.kept_size[role] / total))))),
    dropped.length > 0 && h("p.key", {}, t("roles_key")),
    h("div.roles", {}, dropped.map((role) => roleCard(role, sums.dropped_size[role] / total))),
  ];
}

function roleCard(role, share) {
  const n = data.sums.dropped[role], shown = data.examples[role].length;
  return h("details.role", {},
    h("summary", {}, dot(roleColour(role)), h("b", {}, roleName(role)), h("span.n", {}, `${percent(share)} · ${t("n_lines", { n })}`)),
    h("div.examples", {}, shown > 0 && shown < n && h("p.facts", {}, t("examples_of", { shown, n })),
      h("ul", {}, data.examples[role].map(([page, line, text]) => h("li", {},
        h("a", { href: pageAddress(page, line) }, told(text)), h("span.facts", {}, told(pageTitle(page))))))));
}

function skipped() {
  return growing(data.skipped, ([name, ...why]) => h("li.row.plain", {}, told(name), h("span.facts", {}, either(why))), { class: "rows short" });
}
