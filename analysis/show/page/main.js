// Main: the bar, the address, the keys.

const VIEWS = { "": overview, topics, topic, word, map, clusters, cluster, sites, site, review, pages, page: reader };
const TABS = [["", "nav_overview"], ["topics", "nav_topics"], ["map", "nav_map"], ["clusters", "nav_clusters"], ["sites", "nav_sites"], ["review", "nav_review"], ["pages", "nav_pages"]];
const TAB_OF = { topic: "topics", word: "topics", cluster: "clusters", site: "sites", page: "pages" };

const missing = () => h("div", {}, heading(t("not_found")), h("p", {}, link("#/", t("nav_overview"))));

/** The view that the address names, what it is of, and the query behind it. */
function route() {
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  const steps = path.split("/").map((step_) => {
    try {
      return decodeURIComponent(step_);
    } catch {
      return step_;
    }
  });
  return { name: steps[0], rest: steps.slice(1), query: new URLSearchParams(query) };
}

let turns = 0;
async function redraw(focus) {
  const { name, rest, query } = route(), mine = ++turns, main = document.getElementById("main");
  const view = Object.hasOwn(VIEWS, name) ? VIEWS[name] : missing;
  reading = null;
  let node;
  try {
    node = await view(rest, query);
  } catch (error) {
    node = h("div", {}, heading(t("not_found")), empty(error.message));
  }
  if (mine !== turns) return;
  document.documentElement.lang = chosen.lang === "zh" ? "zh-CN" : "en";
  main.dataset.view = name || "overview";
  main.replaceChildren(node);
  tabs(name);
  const title = node.querySelector("h1");
  document.title = flat(title && name ? `${title.textContent} · ${t("brand")}` : t("title"));
  if (focus) {
    if (!reading || !rest[1]) scrollTo(0, 0);
    main.focus({ preventScroll: true });
  }
}

/** Go on in this view with another query; null takes a name away. */
function goWith(changes) {
  const { name, rest, query } = route();
  for (const [key, value] of Object.entries(changes)) value === null ? query.delete(key) : query.set(key, value);
  keepAddress(`#/${[name, ...rest.map(encodeURIComponent)].join("/")}`, query);
  redraw();
}

function keepAddress(path, query) {
  const address_ = query.size ? `${path}?${query}` : path;
  try {
    history.replaceState(null, "", address_);
  } catch { /* an embedded report has no address of its own */ }
}

function tabs(name) {
  for (const tab of document.querySelectorAll("#bar nav a")) {
    const own = tab.getAttribute("href").slice(2);
    if (own === (TAB_OF[name] ?? name)) {
      tab.setAttribute("aria-current", "page");
      toTab(tab, tab.closest("nav"));
    } else tab.removeAttribute("aria-current");
  }
}

/** Move the row of tabs until this one is seen; after scrollIntoView Tab would go on from there, not to the content. */
function toTab(tab, row) {
  const [own, whole] = [tab, row].map((one) => one.getBoundingClientRect());
  row.scrollLeft += Math.min(0, own.left - whole.left) + Math.max(0, own.right - whole.right);
}

function drawBar() {
  const theme = () => {
    const dark = chosen.theme ? chosen.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    setTheme(dark ? "light" : "dark");
    remember("theme", chosen.theme);
    redraw();
  };
  const language = () => {
    chosen.lang = chosen.lang === "zh" ? "en" : "zh";
    remember("lang", chosen.lang);
    drawBar();
    redraw();
  };
  show(document.getElementById("bar"),
    button(t("skip"), () => document.getElementById("main").focus(), { class: "skip" }),
    h("a.brand", { href: "#/" }, t("brand")),
    searchBox(),
    h("div.switches", {},
      button(t("other_language_label"), language, { lang: chosen.lang === "zh" ? "en" : "zh" }, t("other_language")),
      button(t("theme"), theme, {}, h("svg:svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, h("svg:circle.ring", { cx: 10, cy: 10, r: 7 }), h("svg:path.half", { d: "M10 3a7 7 0 0 1 0 14Z" }))),
      button(t("keys"), () => help(), { class: "keyshelp" }, "?")),
    h("nav", { "aria-label": t("views") }, TABS.map(([path, key]) => h("a", { href: `#/${path}` }, t(key)))));
}

function setTheme(theme) {
  chosen.theme = theme;
  if (theme) document.documentElement.dataset.theme = theme;
}

function help() {
  const anywhere = [["/", "key_search"], ["1–7", "key_views"], ["Esc", "key_close"]];
  const inPages = [["j k", "key_dropped"], ["Shift+j Shift+k", "key_lines"], ["← →", "key_pages"], ["o", "key_open"], ["d", "key_changes"], ["c", "key_copy"]];
  const list = (title, rows) => [h("h3", {}, t(title)), h("dl", {}, rows.map(([key, text]) => [h("dt", {}, key.split(" ").map((one) => h("kbd", {}, one))), h("dd", {}, t(text))]))];
  const dialog = h("dialog.help", { "aria-label": t("keys") }, h("h2", {}, t("keys")), list("keys_anywhere", anywhere), list("keys_reading", inPages),
    button(t("close"), () => dialog.close()));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

const KEYS = {
  "/": () => document.getElementById("search").focus(),
  "?": help,
  j: () => step(1),
  k: () => step(-1),
  J: () => stepLine(1),
  K: () => stepLine(-1),
  ArrowLeft: () => turn(-1),
  ArrowRight: () => turn(1),
  o: () => document.querySelector(".rolekeys button")?.click(),
  d: () => document.querySelector(".changing")?.click(),
  c: () => document.querySelector(".tools button")?.click(),
  Escape: () => document.querySelector(".evidence.open .close")?.click(),
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, dialog, canvas")) return;
  const tab = TABS[Number(event.key) - 1];
  if (tab) location.hash = `#/${tab[0]}`;
  else if (Object.hasOwn(KEYS, event.key)) {
    if (event.key === "/") event.preventDefault();
    KEYS[event.key]();
  }
}

async function begin() {
  if (!window.DecompressionStream) {
    document.querySelector(".wait").textContent = "请用 2023 年以后的浏览器打开。 Please open this report with a browser of 2023 or later.";
    return;
  }
  await loadContent();
  chosen.lang = ["zh", "en"].includes(remembered("lang")) ? remembered("lang") : data.lang;
  setTheme(["light", "dark"].includes(remembered("theme")) ? remembered("theme") : "");
  Object.assign(labels, data.labels);
  drawBar();
  await redraw();
  addEventListener("hashchange", () => redraw(true));
  addEventListener("keydown", onKey);
  addEventListener("beforeprint", () => document.querySelectorAll("details.role, details.hits, details.meaning").forEach((one) => { one.open = true; }));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => redraw());
  document.documentElement.dataset.ready = performance.now().toFixed(0);
}

begin();
