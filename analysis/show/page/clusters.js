// Clusters: groups of pages, their words, their middle and what they are made of.

function clusters() {
  const ids = clusterIds();
  return h("div", {},
    heading(t("nav_clusters"), h("p.lead", {}, ids.length ? t("clusters_lead", { n: ids.length }) : t("no_clusters"))),
    ids.length > 0 && topicKey(),
    h("div.cards", {}, ids.map((id) => h("article.card", {},
      h("h2", {}, h("a.group", { href: `#/cluster/${id}` }, clusterDot(id), named(clusterName(id)))),
      h("p.words", {}, data.clusters.words[id].map((word) => [told(word), " "])),
      pagesOfCluster(id).length > 0 && stack(parts(count(pagesOfCluster(id), topicOf), groupColour, topicName), t("made_of_topics")),
      h("p.facts", {}, mostlyIn(id), nearest(id))))));
}

/** The topics that bars of all pages are made of, with their colours. */
const topicKey = () => h("p.key.keys", {}, topicIds().slice(0, data.colours).map((id) => h("span.keyed", {}, topicLink(id))));

const pagesOfCluster = (id) => pagesWhere((page) => P.cluster[page] === id);

/** Whether fewer pages are mostly in a cluster than it has paragraphs of. */
const inParts = (id) => pagesOfCluster(id).length < data.clusters.pages[id] && !sampled();

/** How many pages are in a cluster, and how many of them mostly. */
function mostlyIn(id) {
  const own = pagesOfCluster(id).length, n = data.clusters.pages[id];
  return inParts(id) ? t(own ? "mostly_in" : "none_mostly_in", { own, n }) : t("n_pages", { n });
}

/** What leads to the page in the middle of a cluster, or to the one that holds its most typical paragraph. */
const inTheMiddle = (id) => t(clusterOf(data.clusters.nearest[id]) === id ? "in_the_middle" : "in_the_middle_part");

function nearest(id) {
  const page = data.clusters.nearest[id];
  return page >= 0 && h("span.typical", {}, inTheMiddle(id), h("a", { href: pageAddress(page) }, told(pageTitle(page))));
}

function cluster([name]) {
  const id = Number(name);
  if (!(id in data.clusters.label)) return missing();
  const own = pagesOfCluster(id), noise = sum(own.map((page) => P.noise[page])) / (1000 * Math.max(1, own.length));
  const topicsOf = count(own, topicOf), sites = count(own, (page) => P.site[page]);
  return h("div.cluster", {},
    h("header.head", {}, h("p.up", {}, link("#/clusters", t("nav_clusters")), neighbours(clusterIds(), id, "cluster")),
      h("h1", {}, clusterDot(id), named(clusterName(id))),
      h("p.words.large", {}, data.clusters.words[id].map((word) => [told(word), " "])),
      h("div.figures", {}, counted(sampled() ? data.clusters.pages[id] : own.length, "pages"), counted(sites.size, "sites"), figure(percent(noise), t("mean_noise"))),
      data.clusters.nearest[id] >= 0 && h("p.facts", {}, inTheMiddle(id), h("a", { href: pageAddress(data.clusters.nearest[id]) }, told(pageTitle(data.clusters.nearest[id]))))),
    h("div.columns", {},
      h("section", {}, h("h2", {}, t("nav_topics")), stack(parts(topicsOf, groupColour, topicName), t("made_of_topics"), ".tall"), legend(topicsOf, topicLink)),
      h("section", {}, h("h2", {}, t("nav_sites")), legend(sites, siteLink, 8))),
    h("section", {}, h("h2", {}, t("nav_pages")), inParts(id) && h("p.facts", {}, mostlyIn(id), t("stop")), somePages(own, `#/pages?cluster=${id}`)));
}
