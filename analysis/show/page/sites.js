// Sites: how much of each is noise, of which kind, what its pages share, and what they are about.

function siteParts(site) {
  const { kept, dropped } = data.sites;
  return [
    { size: kept[site], colour: "var(--body)", name: t("kept") },
    ...droppedRoles().map((role) => ({ size: dropped[site][role], colour: roleColour(role), name: roleName(role) })),
  ];
}

const sizeOfSite = (site) => data.sites.kept[site] + sum(data.sites.dropped[site]);
const noiseOfSite = (site) => (P.sites.length === 1 && !sampled() ? 1 - keptShare() : 1 - data.sites.kept[site] / (sizeOfSite(site) || 1)); // of all there is the overview's number

const pagesOfSites = () => count(P.page.map((_, i) => i), (page) => P.site[page]);

function sitesBy(by, n) {
  const key = by === "noise" ? (s) => -noiseOfSite(s) : by === "name" ? () => 0 : (s) => -n.get(s);
  return P.sites.map((_, site) => site).sort((a, b) => key(a) - key(b) || a - b);
}

function sites(_, query) {
  if (P.sites.length === 1) return site([P.sites[0]]);
  const by = query.get("by") || "pages", n = pagesOfSites(), ordered = sitesBy(by, n);
  return h("div", {},
    heading(t("nav_sites"), h("p.lead", {}, t("sites_lead", { n: P.sites.length })), notShown()),
    choices("by", by, [["pages", t("by_pages")], ["noise", t("by_noise")], ["name", t("by_name")]]),
    roleKey(),
    growing(ordered, (site) => h("li.site", {}, siteLink(site), stack(siteParts(site), siteName(site)), h("span.n", {}, t("noise_share", { share: percent(noiseOfSite(site)) }), h("small", {}, t("n_pages", { n: n.get(site) })))), { class: "rows sites" }));
}

/** A choice of a few, kept in the address. */
function choices(name, now, options) {
  return h("div.choices", { role: "group" }, options.map(([value, label]) =>
    button(label, () => goWith({ [name]: value }), { "aria-pressed": String(value === now) })));
}

const roleKey = () => h("p.key.keys", {}, h("span.keyed", {}, dot("var(--body)"), t("kept")), droppedRoles().map((role) => h("span.keyed", {}, dot(roleColour(role)), roleName(role))));

function site([name]) {
  const id = data.sitePlace.get(name);
  if (id === undefined) return missing();
  const own = pagesWhere((page) => P.site[page] === id), topicsOf = count(own, topicOf);
  return h("div.siteview", {},
    h("header.head", {}, P.sites.length > 1 && h("p.up", {}, link("#/sites", t("nav_sites")), neighbours(sitesBy("pages", pagesOfSites()), id, "site", (one) => encodeURIComponent(safe(P.sites[one])))), h("h1", {}, told(siteName(id))),
      h("div.figures", {}, counted(own.length, "pages"), figure(percent(noiseOfSite(id)), t("dropped_characters")), counted(topicsOf.size, "main_topics"))),
    h("section", {}, h("h2", {}, t("winnowed")), stack(siteParts(id), siteName(id), ".tall"), roleKey()),
    h("div.columns", {},
      h("section", {}, h("h2", {}, t("template")), data.sites.shared[id].length
        ? h("ul.shared", {}, data.sites.shared[id].map(([text, pages, role]) => h("li", {}, dot(roleColour(role)), h("a", { href: `#/pages?q=${encodeURIComponent(safe(text.replace(/…$/, "")))}&text=1` }, told(text)), h("span.facts", {}, `${roleName(role)} · ${t("on_pages", { n: pages })}`))))
        : empty(t("no_template"))),
      h("section", {}, h("h2", {}, t("nav_topics")), stack(parts(topicsOf, groupColour, topicName), t("nav_topics"), ".tall"), legend(topicsOf, topicLink))),
    h("section", {}, h("h2", {}, t("nav_pages")), somePages(own, `#/pages?site=${encodeURIComponent(safe(name))}`)));
}
