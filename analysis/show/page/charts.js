// Charts: bars and lines, small and without axes where a number says it.

/** One bar in parts: [{size, colour, name, address}]; each part tells itself. */
function stack(parts, label, className = "") {
  const total = sum(parts.map((p) => p.size)) || 1;
  const shown = parts.filter((p) => p.size > 0);
  return h(`div.stack${className}`, { role: "img", "aria-label": `${label}: ${shown.map((p) => `${p.name} ${percent(p.size / total)}`).join(", ")}` },
    shown.map((p, i) => h("span", {
      class: p.hatched || p.colour === shown[i - 1]?.colour ? "hatched" : null,
      title: `${p.name} ${percent(p.size / total)}`,
      style: { "--c": p.colour, "flex-grow": String(p.size / total) },
    })));
}

/** A bar that fills a share of its track. */
const bar = (share, colour, label) =>
  h("span.track", { role: "img", "aria-label": label ?? percent(share) }, share > 0 && h("span.fill", { style: { "--c": colour, width: `${Math.max(0, Math.min(1, share)) * 100}%` } }));

/** A number with its name, and what it means when pointed at. */
const figure = (value, name, hint) => h("div.figure", { title: hint }, h("b", {}, value), h("span", {}, name));

/** How many there are of something, by its text's key in the plural. */
const counted = (n, key) => figure(number(n), t(n === 1 ? key.slice(0, -1) : key));

/** How wide half of a view is, or all of a narrow one, as the style sets it: what is drawn so wide keeps its letters' size. */
function columnWidth() {
  const wide = document.documentElement.clientWidth, room = Math.min(wide, 1180) - (wide > 600 ? 48 : 28);
  return Math.max(260, wide > 820 ? (room - 56) / 2 : room);
}

/** A line over periods with its band of one standard error: shares and errors in thousandths. */
function trend(periods, share, error, colour, label) {
  const W = columnWidth(), H = 150, left = 42, right = 18, top = 10, bottom = 22;
  const upper = share.map((s, i) => Math.min(1000, s + (error[i] || 0))), lower = share.map((s, i) => Math.max(0, s - (error[i] || 0)));
  const high = 20 * Math.max(1, Math.ceil(Math.max(...upper) / 20)); // half of it is whole percents
  const x = (i) => left + (periods.length < 2 ? 0.5 : i / (periods.length - 1)) * (W - left - right);
  const y = (s) => top + (1 - Math.max(0, s) / high) * (H - top - bottom);
  const path = (values) => values.map((v, i) => `${i ? "L" : "M"}${x(i).toFixed(1)} ${y(v).toFixed(1)}`).join("");
  const back = [...lower.keys()].reverse().map((i) => `L${x(i).toFixed(1)} ${y(lower[i]).toFixed(1)}`).join("");
  const step = Math.ceil(periods.length / (W < 400 ? 4 : 6));
  return h("svg:svg.trend", { viewBox: `0 0 ${W} ${H}`, role: "img", "aria-label": label },
    [0, high / 2, high].map((s) => [
      h("svg:line.grid", { x1: left, x2: W - right, y1: y(s), y2: y(s) }),
      h("svg:text.end", { x: left - 6, y: y(s) + 4 }, percent(s / 1000)),
    ]),
    h("svg:path.band", { d: `${path(upper)}${back}Z`, style: { "--c": colour } }),
    h("svg:path.line", { d: path(share), style: { "--c": colour } }),
    share.map((s, i) => h("svg:circle.point", { cx: x(i), cy: y(s), r: 3.2, style: { "--c": colour } }, h("svg:title", {}, `${periods[i]}: ${percent(s / 1000)}`))),
    periods.map((p, i) => i % step === 0 && h("svg:text.mid", { x: x(i), y: H - 5 }, p)));
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
const legend = (counts, item, most = 6) => h("ul.legend", {},
  [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, most).map(([group, n]) => h("li", {}, item(group), h("span.n", {}, t("n_pages", { n })))),
  counts.size > most && h("li", {}, h("span.facts", {}, t("and_more", { n: counts.size - most }))));
