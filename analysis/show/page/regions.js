// Regions: names on the map, those of groups from afar, words of titles nearer, titles at last.

const CELL = 170; // pixels: at most one name in about so much
const DENSEST = 24; // cells on each axis in which a group's middle is looked for

/** The middle of a group, where it is dense there, else where it is densest: [x, y] in the map's units. */
function middle(pages) {
  const half = (axis) => pages.map((page) => P[axis][page]).sort((a, b) => a - b)[pages.length >> 1], at = [half("x"), half("y")];
  const near = pages.filter((page) => Math.hypot(P.x[page] - at[0], P.y[page] - at[1]) < 600);
  return near.length > pages.length / 8 ? at : densest(pages);
}

function densest(pages) {
  const cells = new Map();
  for (const page of pages) {
    const key = Math.floor((P.x[page] / 10_001) * DENSEST) * DENSEST + Math.floor((P.y[page] / 10_001) * DENSEST);
    if (!cells.has(key)) cells.set(key, []);
    cells.get(key).push(page);
  }
  const best = [...cells.values()].sort((a, b) => b.length - a.length)[0];
  return [sum(best.map((page) => P.x[page])) / best.length, sum(best.map((page) => P.y[page])) / best.length];
}

/** The names to draw for what is in view: {x, y, text, size, colour}, the weightiest first. */
function regionNames(view, of, name) {
  const seen = view.shown.filter((page) => view.inside(page));
  const groups = new Map();
  for (const page of seen) {
    if (of(page) < 0) continue;
    if (!groups.has(of(page))) groups.set(of(page), []);
    groups.get(of(page)).push(page);
  }
  const names = [...groups].filter(([, pages]) => pages.length > 1 || seen.length < 40).map(([group, pages]) => {
    const [x, y] = middle(pages);
    return { x, y, text: flat(name(group)), weight: pages.length, colour: groupColour(group), big: true };
  }).sort((a, b) => b.weight - a.weight);
  return view.zoom > 2 ? names.concat(nearNames(view, seen)) : names;
}

/** Names within groups: the word of a cell's topic that most of its titles share, or the title of a page alone. */
function nearNames(view, seen) {
  const cells = new Map();
  for (const page of seen) {
    const [x, y] = view.at(page), key = `${Math.floor(x / CELL)} ${Math.floor(y / (CELL / 2))}`;
    if (!cells.has(key)) cells.set(key, []);
    cells.get(key).push(page);
  }
  return [...cells.values()].flatMap((pages) => (pages.length > 3 ? sharedWord(pages) : pages.map(ownTitle))).sort((a, b) => b.weight - a.weight);
}

function sharedWord(pages) {
  const [topic] = [...count(pages, topicOf)].sort((a, b) => b[1] - a[1])[0];
  if (topic < 0) return [];
  let best = null;
  for (const { word, overall } of termsOf(topic)) {
    if (word.length < 2) continue;
    const own = pages.filter((page) => P.low[page].includes(word.toLowerCase()));
    const weight = own.length * Math.log(1 + 1e6 / overall);
    if (own.length > 1 && (!best || weight > best.weight)) best = { own, weight, word };
  }
  if (!best) return [];
  const n = best.own.length;
  return [{ x: sum(best.own.map((p) => P.x[p])) / n, y: sum(best.own.map((p) => P.y[p])) / n, text: flat(best.word), weight: n, colour: groupColour(topic) }];
}

function ownTitle(page) {
  const title = flat(pageTitle(page));
  return { x: P.x[page], y: P.y[page], text: title.length > 16 ? `${title.slice(0, 15)}…` : title, weight: 0, colour: "var(--quiet)", below: true };
}

/** Draw names so that none lies on another. */
function drawNames(context, view, names, colourOf) {
  const taken = [];
  view.named = []; // the names that are drawn
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const name of names) {
    context.font = `${name.big ? "600 14px" : "12px"} ${view.font}`;
    const width = context.measureText(name.text).width + 12, height = name.big ? 24 : 18;
    const [px, py] = view.place(name.x, name.y);
    const x = Math.min(Math.max(px, width / 2), view.width - width / 2); // none is cut at the edge
    const y = (name.below ? [view.radius + 11] : [-14, 14, -34, 34]).map((by) => Math.min(Math.max(py + by, height / 2), view.height - height / 2))
      .find((at) => !taken.some((b) => b[0] < x + width / 2 && x - width / 2 < b[2] && b[1] < at + height / 2 && at - height / 2 < b[3]));
    if (y === undefined) continue;
    view.named.push(name.text);
    taken.push([x - width / 2, y - height / 2, x + width / 2, y + height / 2]);
    context.lineWidth = 4;
    context.strokeStyle = colourOf("var(--card)");
    context.strokeText(name.text, x, y);
    context.fillStyle = colourOf(name.below ? name.colour : `color-mix(in srgb, ${name.colour} ${name.big ? 55 : 70}%, var(--ink))`);
    context.fillText(name.text, x, y);
  }
}
