// Charts: bars and lines, small and without axes where a number says it.

/** One bar in parts: [{size, colour, name}]; each part tells itself, and its share of the total. */
function stack(parts, label, className = "", total = sum(parts.map((p) => p.size)) || 1) {
  const shown = parts.filter((p) => p.size > 0), all = sum(shown.map((p) => p.size));
  return h(`div.stack${className}`, { role: "img", "aria-label": `${label}: ${shown.map((p) => `${p.name} ${percent(p.size / total)}`).join(", ")}` },
    shown.map((p, i) => h("span", {
      class: p.colour === shown[i - 1]?.colour ? "hatched" : null,
      title: `${p.name} ${percent(p.size / total)}`,
      style: { "--c": p.colour, "flex-grow": String(p.size / all) },
    })));
}

/** A bar that fills a share of its track. */
const bar = (share, colour, label) =>
  h("span.track", { role: "img", "aria-label": label ?? percent(share) }, share > 0 && h("span.fill", { style: { "--c": colour, width: `${Math.max(0, Math.min(1, share)) * 100}%` } }));

/** A bar whose length is told by others beside it: without a track, of which it would be no share. */
const bareBar = (part, colour, label) => {
  const node = bar(part, colour, label);
  node.classList.add("bare");
  return node;
};

/** A number with its name, and what it means when pointed at. */
const figure = (value, name, hint) => h("div.figure", { title: hint }, h("b", {}, value), h("span", {}, name));

/** How many there are of something, by its text's key in the plural. */
const counted = (n, key) => figure(number(n), t(n === 1 ? key.slice(0, -1) : key));

/** How wide half of a view is, or all of a narrow one, as the style sets it: what is drawn so wide keeps its letters' size. */
function columnWidth() {
  const wide = document.documentElement.clientWidth, room = Math.min(wide, 1180) - (wide > 600 ? 48 : 28);
  return Math.max(260, wide > 820 ? (room - 56) / 2 : room);
}

/** Stretches of periods that have pages: [[first, ..., last], ...]. */
function stretchesOf(pages) {
  const found = [];
  pages.forEach((n, i) => {
    if (n > 0 && pages[i - 1] > 0) found[found.length - 1].push(i);
    else if (n > 0) found.push([i]);
  });
  return found;
}

/** A line over periods with its band of one standard error, shares and errors in thousandths; a gap where no pages are. */
function trend(periods, pages, share, error, colour, label) {
  const W = columnWidth(), H = 158, left = 42, right = 28, top = 10, bottom = 30;
  const upper = share.map((s, i) => Math.min(1000, s + (error[i] || 0))), lower = share.map((s, i) => Math.max(0, s - (error[i] || 0)));
  const high = 20 * Math.max(1, Math.ceil(Math.max(...upper) / 20)); // half of it is whole percents
  const x = (i) => left + (periods.length < 2 ? 0.5 : i / (periods.length - 1)) * (W - left - right);
  const y = (s) => top + (1 - Math.max(0, s) / high) * (H - top - bottom);
  const path = (places, values) => places.map((i, k) => `${k ? "L" : "M"}${x(i).toFixed(1)} ${y(values[i]).toFixed(1)}`).join("");
  const band = (places) => `${path(places, upper)}${path([...places].reverse(), lower).replace("M", "L")}Z`;
  const step = Math.ceil(periods.length / (W < 400 ? 4 : 6));
  return h("svg:svg.trend", { viewBox: `0 0 ${W} ${H}`, role: "img", "aria-label": label },
    [0, high / 2, high].map((s) => [
      h("svg:line.grid", { x1: left, x2: W - right, y1: y(s), y2: y(s) }),
      h("svg:text.end", { x: left - 6, y: y(s) + 4 }, `${s / 10}%`),
    ]),
    stretchesOf(pages).map((places) => [
      h("svg:path.band", { d: band(places), style: { "--c": colour } }),
      h("svg:path.line", { d: path(places, share), style: { "--c": colour } }),
    ]),
    share.map((s, i) => pages[i] > 0 && h("svg:circle.point", { cx: x(i), cy: y(s), r: 3.2, style: { "--c": colour } }, h("svg:title", {}, t("period_told", { period: periods[i], share: percent(s / 1000), n: pages[i] })))),
    periods.map((p, i) => (periods.length - 1 - i) % step === 0 && h("svg:text.mid", { x: x(i), y: H - 5 }, p)));
}

/** Parts of a bar from counts by group. */
function parts(counts, colour, name) {
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([group, size]) => ({ size, colour: colour(group), name: flat(name(group)) }));
}

function count(pages, of) {
  const found = new Map();
  for (const page of pages) found.set(of(page), (found.get(of(page)) || 0) + 1);
  return found;
}

/** Names of a bar's parts with their counts, the largest. */
function legend(counts, item, most = 6) {
  const all = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const row = ([group, n]) => h("li", {}, item(group), h("span.n", {}, t("n_pages", { n })));
  const list = h("ul.legend", {}, all.slice(0, most).map(row));
  const more = button(t("and_more", { n: all.length - most }), () => {
    more.remove();
    add(list, all.slice(most).map(row));
  }, { class: "quiet" });
  return [list, all.length > most && more];
}
