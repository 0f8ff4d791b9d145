// Regions: names on the map, those of groups from afar, words of titles nearer, titles at last.

const CROWDED = 3_000; // pages, of which names cannot but cover some
const FEW = 20; // pages, of which each has its title from afar
const ROOM = 12_500; // square pixels of the map for each name of a group
const NARROW = 500; // pixels of a map whose letters are smaller
const APART = 320; // pixels between places where the same word is written
const CELL = 170; // pixels: at most one name in about so much
const FEWEST = 0.02; // of the pages in view nearer by: a group of fewer has no name there
const STEP = 420, NEAR = 2; // of the whole map's units: a group's middle is where five steps each way hold most of it

/** Where a group is densest: [x, y] in the map's units, the mean of what lies there; nearer steps are finer. */
function middle(pages, zoom) {
  const cells = new Map(), step = STEP / zoom, key = (i, j) => 1e5 * i + j;
  const place = (page) => [Math.floor(P.x[page] / step), Math.floor(P.y[page] / step)];
  for (const page of pages) cells.set(key(...place(page)), (cells.get(key(...place(page))) || 0) + 1);
  const steps = [...Array(2 * NEAR + 1).keys()].map((n) => n - NEAR);
  let best = null, most = 0;
  for (const at of cells.keys()) {
    const i = Math.floor(at / 1e5), j = at % 1e5;
    const held = sum(steps.flatMap((di) => steps.map((dj) => cells.get(key(i + di, j + dj)))));
    if (held > most) [best, most] = [[i, j], held];
  }
  const near = pages.filter((page) => place(page).every((n, axis) => Math.abs(n - best[axis]) <= NEAR));
  return ["x", "y"].map((axis) => sum(near.map((page) => P[axis][page])) / near.length);
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
  const names = [...groups].filter(([, pages]) => (pages.length > 1 || seen.length < 40) && (view.zoom < 1.5 || pages.length >= FEWEST * seen.length)).map(([group, pages]) => {
    const [x, y] = middle(pages, Math.max(1, view.zoom));
    return { x, y, text: flat(name(group)), weight: pages.length, colour: groupColour(group), big: true };
  }).sort((a, b) => b.weight - a.weight);
  return view.zoom > 2 || view.shown.length <= FEW ? names.concat(nearNames(view, seen)) : names;
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

/** Draw names so that none lies on another, and as few points as may be under them. */
function drawNames(context, view, names, colourOf) {
  const taken = [], points = view.shown.length > CROWDED ? [] : view.shown.map((page) => view.at(page));
  view.named = []; // the names that are drawn
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  let room = Math.max(6, (view.width * view.height) / ROOM);
  for (const name of names) {
    if (name.big && room-- < 1) continue;
    context.font = `${name.big ? `600 ${view.width < NARROW ? 12.5 : 14}px` : "12px"} ${view.font}`;
    const width = context.measureText(name.text).width + 12, height = name.big ? 24 : 18;
    const [px, py] = view.place(name.x, name.y);
    if (!name.big && view.named.some((one) => one.text === name.text && Math.hypot(one.x - px, one.y - py) < APART)) continue;
    const x = Math.min(Math.max(px, width / 2), view.width - width / 2); // none is cut at the edge
    const away = view.radius + 11, least = height / 2, most = view.height - height / 2;
    const places = name.below ? [away, -away].filter((by) => py + by >= least && py + by <= most) : [-14, 14, -24, 24, -34, 34];
    const boxes = places.map((by) => {
      const y = Math.min(Math.max(py + by, least), most);
      return { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2, y };
    });
    const box = clearest(boxes.filter((one) => !taken.some((other) => meet(one, other))), points, view.radius, name.below);
    if (!box) continue;
    view.named.push({ text: name.text, x, y: box.y });
    taken.push(box);
    plate(context, name, x, box.y, width - 8, view.width < NARROW ? 16 : 20, colourOf);
    context.fillStyle = colourOf(name.below ? name.colour : `color-mix(in srgb, ${name.colour} 45%, var(--ink))`);
    context.fillText(name.text, x, box.y);
  }
}

/** What a name stands on, so that no points are seen between its letters: a plate under a group's, a halo round another. */
function plate(context, name, x, y, width, height, colourOf) {
  context.fillStyle = context.strokeStyle = colourOf("var(--card)");
  context.lineWidth = 5;
  context.strokeText(name.text, x, y);
  if (!name.big) return;
  context.globalAlpha = 0.88;
  context.beginPath();
  context.roundRect(x - width / 2, y - height / 2, width, height, 5);
  context.fill();
  context.globalAlpha = 1;
}

const meet = (one, other) => other.left < one.right && one.left < other.right && other.top < one.bottom && one.top < other.bottom;

/** The box over the fewest points, the first of equals; over none at all, where a name can do without. */
function clearest(boxes, points, radius, strict) {
  const covers = (box) => points.filter(([x, y]) => x > box.left - radius / 2 && x < box.right + radius / 2 && y > box.top - radius / 2 && y < box.bottom + radius / 2).length;
  const best = boxes.map((box) => [box, covers(box)]).sort((one, other) => one[1] - other[1])[0];
  return best && !(strict && best[1] > 0) ? best[0] : null;
}
