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
      figure(percent(counts.kept_share), t("kept_characters")),
      counted(topicIds().length, "topics"),
      counted(data.clusters.label.length, "clusters"),
      counts.skipped > 0 && figure(number(counts.skipped), t("skipped"))),
    h("section", {}, h("h2", {}, t("winnowed")), winnowed()),
    h("section", {}, h("h2", {}, t("nav_topics")), topicIds().length ? topicBars(topicIds().slice(0, 12)) : empty(t("no_topics")),
      topicIds().length > 12 && h("p", {}, link("#/topics", t("all_topics", { n: topicIds().length })))),
    data.notes.length > 0 && h("section", {}, h("h2", {}, t("notes")), h("ul.notes", {}, data.notes.map((note) => h("li", {}, told(either(note)))))),
    data.skipped.length > 0 && h("section", {}, h("h2", {}, t("skipped_files")), skipped()));
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
    : t("dropped_share", { share: percent(1 - counts.kept_share) }) + (lost[0] > 0 ? t(lost[0] > all / 2 ? "mostly" : "largest_part", { role: manyName(lost[1]), share: percent(lost[0] / all) }) : "") + t("stop");
  return [came, noise, subjects()];
}

function subjects() {
  const ids = topicIds();
  if (!ids.length) return t("no_topics");
  const first = { name: flat(topicName(ids[0])), share: percent(shareOf(ids[0])) };
  if (ids.length === 1) return t("one_topic", first);
  const held = ids.filter(steady).length;
  return t("many_topics", { n: ids.length, ...first }) + t(held === ids.length ? "all_steady" : "some_steady", { held, n: ids.length }) + t("stop");
}

/** All characters as one bar, and under it each role with lines to show for it. */
function winnowed() {
  const { sums } = data;
  const roles = data.roles.map((_, role) => role).filter((role) => sums.kept[role] + sums.dropped[role] > 0);
  const total = sum(sums.kept_size) + sum(sums.dropped_size) || 1;
  const kept = roles.filter((role) => sums.kept_size[role] > 0), dropped = roles.filter((role) => sums.dropped_size[role] > 0)
    .sort((a, b) => sums.dropped_size[b] - sums.dropped_size[a]);
  const bars = [
    ...kept.map((role) => ({ size: sums.kept_size[role], colour: roleColour(role), name: `${roleName(role)} (${t("kept")})` })),
    ...dropped.map((role) => ({ size: sums.dropped_size[role], colour: roleColour(role), name: `${roleName(role)} (${t("dropped")})`, hatched: !isNoise(role) })),
  ];
  const share = sampled() ? sum(sums.kept_size) / total : data.counts.kept_share; // as the sentences say it, to the last digit
  return [
    h("div.scale", {}, h("span", {}, `${t("kept")} ${percent(share)}`), h("span", {}, `${t("dropped")} ${percent(1 - share)}`)),
    stack(bars, t("winnowed"), ".big"),
    h("div.roles", {}, dropped.map((role) => roleCard(role, sums.dropped_size[role] / total))),
  ];
}

function roleCard(role, share) {
  return h("details.role", {},
    h("summary", {}, dot(roleColour(role)), h("b", {}, manyName(role)),
      h("span.n", {}, `${percent(share)} · ${t("n_lines", { n: data.sums.dropped[role] })}`)),
    h("ul.examples", {}, data.examples[role].map(([page, line, text]) => h("li", {},
      h("a", { href: pageAddress(page, line) }, told(text)), h("span.facts", {}, told(pageTitle(page)))))));
}

function skipped() {
  return growing(data.skipped, ([name, ...why]) => h("li.row.plain", {}, told(name), h("span.facts", {}, either(why))), { class: "rows short" });
}
