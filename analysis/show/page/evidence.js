// Evidence: what is told of one line, its role, its score, why, and what each piece of evidence weighed.

function evidence(line) {
  return [
    h("p.up", {}, t("line_n", { n: line.number }), h("b", { class: line.kept ? "kept" : "dropped" }, t(line.kept ? "kept" : "dropped"))),
    h("p.what", {}, dot(roleColour(line.role)), h("b", {}, roleName(line.role))),
    h("div.score", {}, h("span", {}, t("score")), bar(line.score / 100, line.kept ? "var(--body)" : "var(--drop)", t("score_is", { n: line.score })), h("span.n", {}, String(line.score)),
      h("span.scale", {}, h("span", {}, t("like_noise")), h("span", {}, t("like_article")))),
    line.out && h("p.note", {}, t("out")),
    line.why.length > 0 && [h("h2", {}, t("because")), h("ol.why", {}, line.why.map((pair) => h("li", {}, told(either(pair), chosen.lang))))],
    line.weights.length > 0 && weighing(line.weights, line.score),
    line.topic >= 0 && h("p.facts", {}, topicLink(root(line.topic))),
    h("p.text", {}, told(line.text.length > 160 ? `${line.text.slice(0, 160)}…` : line.text)),
  ];
}

const LEAST = 2; // log-odds that fill a bar's half: lines of little evidence shall look so

/** Bars from a middle: to the left what speaks for dropping the line, to the right what speaks for the article. */
function weighing(weights, score) {
  const rows = [...weights.map(([piece, weight]) => [t(`piece.${data.evidence[piece]}`), weight]), ...rest(weights, score)];
  const most = Math.max(LEAST, ...rows.map(([, weight]) => Math.abs(weight)));
  return [h("h2", {}, t("weighed")), h("p.key", {}, t("weighed_hint")), h("ol.weighed", {}, rows.map(([name, weight]) => {
    const told_ = `${weight > 0 ? "+" : "−"}${Math.abs(weight).toFixed(1)}`;
    return h("li", {}, h("span", {}, name),
      h("span.both", { role: "img", "aria-label": `${name} ${told_}` },
        h("i", { class: weight > 0 ? "for" : "against", style: { width: `${(50 * Math.abs(weight)) / most}%` } })),
      h("span.n", { "aria-hidden": "true" }, told_));
  }))];
}

/** What is left to the score: the lighter pieces and where every line starts; nothing for a score that is rounded off. */
function rest(weights, score) {
  const left = Math.log(score / (100 - score)) - sum(weights.map(([, weight]) => weight));
  return Number.isFinite(left) && Math.abs(left) >= 0.05 ? [[t("weighed_rest"), left]] : [];
}
