// Map: pages as points on a canvas, nearer is more alike; to pan, zoom, point at, draw round and search.

const BUCKETS = 64; // on each axis, for finding the point under the pointer
const EDGE = 40; // pixels round all points
const NOISE_STEPS = 5;
const ROUND = 20_000; // points; more are squares, which a canvas fills several times as fast
const PERIODS = 6;

const COLOURINGS = {
  topic: { of: topicOf, name: topicName, colour: groupColour, said: "key_of_main" },
  cluster: { of: clusterOf, name: clusterName, colour: groupColour, ring: true, said: "key_of_main" },
  site: { of: (page) => P.site[page], name: (site) => siteName(site), colour: groupColour },
  date: { of: periodOf, name: (i) => (i < 0 ? t("undated") : periodsOfMap()[i].name), colour: (i) => (i < 0 ? "var(--undated)" : `var(--d${Math.round((i * (PERIODS - 1)) / Math.max(1, periodsOfMap().length - 1))})`), ordered: true },
  noise: { of: noiseStep, name: noiseName, colour: (i) => (i < 0 ? "var(--nz)" : `var(--n${i})`), ordered: true, first: -1 },
};

/** The step of the share of a page that was dropped, -1 where nothing was. */
function noiseStep(page) {
  if (P.kept[page] === P.lines[page]) return -1;
  return Math.min(NOISE_STEPS - 1, Math.floor((P.noise[page] / 1000) * NOISE_STEPS));
}

function noiseName(i) {
  const step_ = 100 / NOISE_STEPS;
  if (i === 0) return t("under_share", { share: `${step_}%` });
  return i < 0 ? t("nothing_dropped_here") : `${i * step_}–${(i + 1) * step_ - (i < NOISE_STEPS - 1)}%`;
}

/** Spans of time with about as many pages each: years, or where all are of one year months, or days. */
function periodsOfMap() {
  if (data.periods) return data.periods;
  const dates = P.date.filter((date) => /^\d{4}/.test(date)).sort();
  const length = [4, 7, 10].find((n) => new Set(dates.map((date) => date.slice(0, n))).size > 1) ?? 4;
  const counts = [...count(dates, (date) => date.slice(0, length))], spans = [];
  let before = 0;
  for (const [name, n] of counts) {
    const place = counts.length <= PERIODS ? spans.length : Math.floor(((before + n / 2) / dates.length) * PERIODS), last = spans[spans.length - 1];
    if (last?.place === place) Object.assign(last, { to: name, name: `${last.from}${length === 4 ? "–" : " – "}${name}` });
    else spans.push({ from: name, to: name, name, place });
    before += n;
  }
  return (data.periods = spans);
}

function periodOf(page) {
  const date = P.date[page];
  return /^\d{4}/.test(date) ? periodsOfMap().findLastIndex((span) => date >= span.from) : -1;
}

/** A page as a point; as a diamond where its group's colour is that of one before. */
function trace(path, x, y, radius, many, turned) {
  const far = 1.3 * radius;
  if (turned) for (const [i, j] of [[far, 0], [0, far], [-far, 0], [0, -far]]) path[i === far ? "moveTo" : "lineTo"](x + i, y + j);
  else if (many) path.rect(x - radius, y - radius, 2 * radius, 2 * radius);
  else {
    path.moveTo(x + radius, y);
    path.arc(x, y, radius, 0, 2 * Math.PI);
  }
}

/** The canvas, what it shows, and how places on the map become places in it. */
class View {
  constructor(canvas) {
    Object.assign(this, { canvas, context: canvas.getContext("2d"), zoom: 1, x: 5000, y: 5000, by: "topic", names: [], found: null, chosen: null, only: null, lasso: null, font: getComputedStyle(document.body).fontFamily });
    this.shown = pagesWhere((page) => P.x[page] !== null && P.x[page] !== undefined);
    this.buckets = new Map();
    for (const page of this.shown) {
      const key = this.bucket(P.x[page], P.y[page]);
      if (!this.buckets.has(key)) this.buckets.set(key, []);
      this.buckets.get(key).push(page);
    }
    this.palette = new Map();
  }

  bucket = (x, y) => Math.floor((x / 10_001) * BUCKETS) * 1000 + Math.floor((y / 10_001) * BUCKETS);

  size() {
    const box = this.canvas.getBoundingClientRect(), dense = devicePixelRatio || 1;
    [this.width, this.height] = [box.width, box.height];
    [this.canvas.width, this.canvas.height] = [Math.round(box.width * dense), Math.round(box.height * dense)];
    this.context.setTransform(dense, 0, 0, dense, 0, 0);
    this.palette.clear();
  }

  get unit() { return (this.zoom * (Math.min(this.width, this.height) - 2 * EDGE)) / 10_000; }

  // A canvas that is wide, or tall, is filled: the map is stretched, at most by half.
  get wide() { return Math.min(1.5, Math.max(1, this.width / this.height)); }

  get tall() { return Math.min(1.5, Math.max(1, this.height / this.width)); }

  place(x, y) { return [this.width / 2 + (x - this.x) * this.unit * this.wide, this.height / 2 - (y - this.y) * this.unit * this.tall]; }

  at(page) { return this.place(P.x[page], P.y[page]); }

  back(px, py) { return [this.x + (px - this.width / 2) / (this.unit * this.wide), this.y - (py - this.height / 2) / (this.unit * this.tall)]; }

  inside(page) {
    const [x, y] = this.at(page);
    return x >= 0 && y >= 0 && x <= this.width && y <= this.height;
  }

  /** The colour that a variable of the style stands for now. */
  colour = (variable) => {
    if (!this.palette.has(variable)) {
      this.canvas.style.color = variable;
      this.palette.set(variable, getComputedStyle(this.canvas).color);
    }
    return this.palette.get(variable);
  };

  zoomBy(factor, px = this.width / 2, py = this.height / 2) {
    const [x, y] = this.back(px, py);
    this.zoom = Math.min(60, Math.max(0.6, this.zoom * factor));
    const [nx, ny] = this.back(px, py);
    this.x += x - nx;
    this.y += y - ny;
    this.later();
  }

  /** The page that is nearest to the middle, or null. */
  central() {
    const far = (page) => Math.hypot(...this.at(page).map((v, i) => v - [this.width, this.height][i] / 2));
    let best = null, least = Infinity;
    for (const page of this.shown) if (far(page) < least) [best, least] = [page, far(page)];
    return best;
  }

  /** Zoom about that page, so that nobody ends up where nothing is. */
  zoomAbout(factor) {
    const best = this.central();
    this.zoomBy(factor, ...(best === null ? [] : this.at(best)));
  }

  pan(dx, dy) {
    this.x -= dx / (this.unit * this.wide);
    this.y += dy / (this.unit * this.tall);
    this.later();
  }

  later() {
    this.waiting ??= requestAnimationFrame(() => { this.waiting = null; this.draw(); });
    clearTimeout(this.settling);
    this.settling = setTimeout(() => { this.rename(); this.draw(); }, 90);
  }

  rename() {
    const named = ["topic", "cluster"].includes(this.by), by = COLOURINGS[named ? this.by : "topic"];
    this.names = regionNames(this, by.of, by.name);
    if (!named) for (const name of this.names) name.colour = "var(--ink)"; // what is coloured are not these groups
  }

  /** Whether a page stands out, where something was searched, chosen or picked in the legend. */
  stands(page, of) {
    return (!this.found || this.found.has(page)) && (!this.chosen || this.chosen.has(page)) && (this.only === null || of(page) === this.only);
  }

  draw() {
    if (!this.canvas.isConnected || !this.width) return;
    const { context, width, height } = this, { of, colour, ordered } = COLOURINGS[this.by];
    context.clearRect(0, 0, width, height);
    const radius = Math.min(6, (this.shown.length > ROUND ? 1 : this.shown.length > 3000 ? 1.7 : this.shown.length > 600 ? 2.6 : 4) * (this.width < NARROW ? 0.8 : 1) * Math.sqrt(Math.max(1, this.zoom / 1.5)));
    this.radius = radius;
    const paths = new Map(), pale = new Path2D();
    for (const page of this.shown) {
      const [x, y] = this.at(page);
      if (x < -9 || y < -9 || x > width + 9 || y > height + 9) continue;
      let path = pale;
      if (this.stands(page, of)) {
        const key = colour(of(page));
        if (!paths.has(key)) paths.set(key, new Path2D());
        path = paths.get(key);
      }
      trace(path, x, y, radius, this.shown.length > ROUND, !ordered && anew(of(page)));
    }
    context.globalAlpha = 0.25;
    context.fillStyle = this.colour("var(--none)");
    context.fill(pale);
    context.globalAlpha = 0.85;
    for (const [key, path] of paths) {
      context.fillStyle = this.colour(key);
      context.fill(path);
    }
    context.globalAlpha = 1;
    drawNames(context, this, this.names, this.colour);
    this.drawOver(radius);
  }

  drawOver(radius) {
    const { context } = this;
    context.strokeStyle = this.colour("var(--ink)");
    context.lineWidth = 2;
    if (this.pointed !== null && this.pointed !== undefined) {
      const [x, y] = this.at(this.pointed);
      context.beginPath();
      context.arc(x, y, radius + 4, 0, 2 * Math.PI);
      context.stroke();
    }
    if (this.lasso) {
      context.beginPath();
      this.lasso.forEach(([x, y], i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
      context.closePath();
      context.stroke();
    }
  }

  /** The page under the pointer, or null. */
  under(px, py, reach = 14) {
    const [x, y] = this.back(px, py), around = 10_001 / BUCKETS, far = Math.min(8, Math.ceil(reach / (this.unit * around)));
    let best = null, gap = reach * reach;
    for (let i = -far; i <= far; i++) {
      for (let j = -far; j <= far; j++) {
        for (const page of this.buckets.get(this.bucket(x + i * around, y + j * around)) ?? []) {
          const [qx, qy] = this.at(page), d = (qx - px) ** 2 + (qy - py) ** 2;
          if (d < gap) [best, gap] = [page, d];
        }
      }
    }
    return best;
  }

  /** The pages inside a line drawn round them. */
  within(line) {
    return this.shown.filter((page) => {
      const [x, y] = this.at(page);
      let inside = false;
      for (let i = 0, j = line.length - 1; i < line.length; j = i++) {
        const [xi, yi] = line[i], [xj, yj] = line[j];
        if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
      }
      return inside;
    });
  }
}
