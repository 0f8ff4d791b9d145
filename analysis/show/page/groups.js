// Groups: topics and clusters, their names and colours, and what the reader renamed or merged.

const labels = { names: {}, into: {} }; // of topics; as `boji report --labels` takes them

/** The topic that a topic was merged into, itself if into none. */
function root(topic) {
  for (let hops = 0; hops < 100 && labels.into[topic] !== undefined; hops++) topic = labels.into[topic];
  return topic;
}

const members = (topic) => data.topics.label.map((_, i) => i).filter((i) => root(i) === topic);
const topicOf = (page) => (P.topic[page] < 0 ? -1 : root(P.topic[page]));
const clusterOf = (page) => P.cluster[page];
const topicIds = () => data.topics.label.map((_, i) => i).filter((i) => root(i) === i)
  .sort((a, b) => shareOf(b) - shareOf(a) || a - b);
const clusterIds = () => data.clusters.label.map((_, i) => i).sort((a, b) => data.clusters.pages[b] - data.clusters.pages[a] || a - b);
const sum = (numbers) => numbers.reduce((a, b) => a + (b || 0), 0);
const shareOf = (topic) => sum(members(topic).map((i) => data.topics.share[i])) / 1000;
const pagesIn = (topic) => sum(members(topic).map((i) => data.topics.pages[i]));
const steady = (topic) => data.topics.support[topic] >= 500;

function topicName(topic) {
  if (topic < 0) return t("unassigned");
  return labels.names[topic] ?? (data.topics.label[topic] || t("topic_n", { n: topic }));
}

function clusterName(cluster) {
  if (cluster < 0) return t("unassigned");
  return data.clusters.label[cluster] || t("cluster_n", { n: cluster });
}

const groupColour = (group) => (group < 0 ? "var(--none)" : `var(--g${group % data.colours})`);
const roleColour = (role) => `var(--${data.roles[role]})`;
const roleName = (role) => t(`role.${data.roles[role]}`);
const droppedRoles = () => data.roles.map((_, role) => role).filter((role) => data.sums.dropped_size[role] > 0)
  .sort((a, b) => data.sums.dropped_size[b] - data.sums.dropped_size[a]); // in one order in all views
const IS_NOISE = new Set(["navigation", "related", "advert", "widget", "legal", "marker"]);
const isNoise = (role) => IS_NOISE.has(data.roles[role]);

/** Whether a group's colour is that of one before it: its mark is another then. */
const anew = (group) => Math.floor(Math.max(0, group) / data.colours) % 2 === 1;
const dot = (colour, turned = false, ring = false) => h("i.dot", { class: [turned && "anew", ring && "ring"].filter(Boolean).join(" ") || null, style: { "--c": colour } });
const groupDot = (group) => dot(groupColour(group), anew(group));
const clusterDot = (cluster) => dot(groupColour(cluster), anew(cluster), true); // a ring: a topic of the same number has the same colour
/** The name of a group, which is broken behind its marks alone, not within words. */
const named = (name) => h("bdi.name", {}, String(name).split("·").flatMap((word, i) => [i > 0 && ["·", h("wbr")], told(word)]));
const topicLink = (topic) => topic < 0 ? h("span.quiet", {}, topicName(-1)) : h("a.group", { href: `#/topic/${topic}` }, groupDot(topic), named(topicName(topic)));
const clusterLink = (cluster) => cluster < 0 ? h("span.quiet", {}, clusterName(-1)) : h("a.group", { href: `#/cluster/${cluster}` }, clusterDot(cluster), named(clusterName(cluster)));
const ENDINGS = /\.(?:jsonl|ndjson|json|csv|tsv|parquet|xlsx|warc|zip|tar|txt|html?|md)?(?:\.(?:gz|zst|bz2|xz))?$/i; // where the pages of one file are a site
const siteLink = (site) => h("a", { href: `#/site/${encodeURIComponent(P.sites[site])}` }, told(siteName(site)));
const siteName = (site) => (P.sites[site] === "." ? t("top_folder") : P.sites[site].replace(ENDINGS, "") || P.sites[site]);
const pageAddress = (page, line) => `#/page/${encodeURIComponent(safe(P.page[page]))}${line ? `/${line}` : ""}`;
const safe = (name) => name.toWellFormed?.() ?? name;
const pageTitle = (page) => P.title[page] || P.page[page];

/** Weights of the words of a topic, those of what was merged into it among them. */
function termsOf(topic) {
  const own = members(topic), total = sum(own.map((i) => data.topics.share[i])) || 1, found = new Map();
  for (const i of own) {
    for (const [word, weight, overall] of data.topics.terms[i]) {
      const known = found.get(word) ?? { word, weight: 0, overall };
      known.weight += (weight * (data.topics.share[i] || 0)) / total;
      found.set(word, known);
    }
  }
  return [...found.values()].filter((term) => term.weight > 0);
}

/** The first words by relevance (Sievert & Shirley 2014): l log(w) + (1 - l) log(w / o). */
function relevant(topic, balance, most) {
  const score = (x) => balance * Math.log(x.weight) + (1 - balance) * Math.log(x.weight / x.overall);
  return termsOf(topic).map((x) => [score(x), x]).sort((a, b) => b[0] - a[0] || b[1].weight - a[1].weight)
    .slice(0, most).map(([, x]) => x);
}
