// Map view: the canvas with its tools, its key and the pages that were chosen.

function map(_, query) {
  if (!P.x.length || P.x.length < 3) return h("div", {}, heading(t("nav_map")), empty(t("no_map")));
  const canvas = h("canvas", { tabindex: 0, role: "application", "aria-label": t("map_label") }), pointed = h("p.unseen", { role: "status" });
  const card = h("div.hover", { hidden: true }), side = h("div.chosen"), key = h("div.mapkey"), keyTitle = h("p.facts.keytitle");
  const view = (chosen.view = new View(canvas));
  view.by = Object.hasOwn(COLOURINGS, query.get("by")) ? query.get("by") : "topic";
  const pen = button(t("lasso"), () => {
    view.drawing = !view.drawing;
    pen.setAttribute("aria-pressed", String(view.drawing));
    canvas.classList.toggle("drawing", view.drawing);
  }, { "aria-pressed": "false" });
  const box = h("input", { type: "search", placeholder: t("search_map"), "aria-label": t("search_map"), autocomplete: "off", oninput: () => {
    const words = wordsOf(box.value);
    view.found = words.length ? new Set(searchPages(words)) : null;
    choose(words.length ? [...view.found] : null, true);
    view.draw();
  } });
  const by = h("select", { "aria-label": t("colour_by"), onchange: () => { view.by = by.value; view.only = null; keepAddress("#/map", new URLSearchParams({ by: by.value })); view.rename(); view.draw(); drawKey(); } },
    Object.keys(COLOURINGS).map((name) => h("option", { value: name, selected: name === view.by }, t(`colour_${name}`))));

  /** Show the chosen pages beside the map; null for none. */
  function choose(pages, bySearch = false) {
    if (!bySearch) view.chosen = pages && new Set(pages);
    show(side, pages ? [
      h("h2", {}, t("chosen_pages", { n: pages.length })),
      pages.length > 0 && [stack(parts(count(pages, topicOf), groupColour, topicName), t("nav_topics"), ".tall"), legend(count(pages, topicOf), topicLink, 4)],
      h("p.set", {}, pages.length > 0 && button(t("download_list"), () => download("pages.txt", pages.map((page) => P.page[page]).join("\n") + "\n", "text/plain;charset=utf-8")), button(t("clear"), () => { box.value = ""; view.found = null; choose(null); view.draw(); })),
      growing(pages, (page) => h("li.row.small", {}, h("a.title", { href: pageAddress(page) }, told(pageTitle(page))))),
    ] : []);
  }

  function drawKey(most = data.colours) {
    const { of, name, colour, ordered, ring, said = "key_of", first = Infinity } = COLOURINGS[view.by], counts = count(view.shown, of);
    const last = (group) => (group < 0 ? first : group); // pages without a date come after the others
    keyTitle.textContent = t(said, { what: t(`colour_${view.by}`) });
    const rows = [...counts].sort((a, b) => (ordered ? last(a[0]) - last(b[0]) : b[1] - a[1] || a[0] - b[0])).slice(0, most);
    show(key, rows.map(([group, n]) => button("", (event) => {
      view.only = view.only === group ? null : group;
      for (const other of key.children) other.setAttribute("aria-pressed", String(other === event.currentTarget && view.only !== null));
      view.draw();
    }, { "aria-pressed": "false" }, dot(colour(group), !ordered && anew(group), ring), named(name(group)), h("span.n", {}, number(n)))),
    counts.size > rows.length && button(t("and_more", { n: counts.size - rows.length }), () => {
      drawKey(Infinity);
      key.children[most].focus();
    }, { class: "quiet" }));
    for (const one of key.querySelectorAll("button")) for (const name_ of ["title", "aria-label"]) one.removeAttribute(name_);
  }

  window.boji.map = () => ({ names: view.named?.map((one) => one.text), named: view.named, at: (page) => view.at(page) }); // for who looks at a canvas from outside: tests
  hands(view, card, choose, pointed);
  choose(null);
  drawKey();
  const wanted = query.has("page") ? P.place.get(query.get("page")) : undefined;
  new ResizeObserver(() => {
    view.size();
    view.rename();
    view.draw();
  }).observe(canvas);
  if (wanted !== undefined && P.x[wanted] !== null) Object.assign(view, { x: P.x[wanted], y: P.y[wanted], zoom: 4, pointed: wanted });
  return h("div.mapview", {}, h("h1.unseen", {}, t("nav_map")),
    h("div.maptools", {}, h("label", {}, t("colour_by"), " ", by), box, pen,
      h("span.set", {}, button(t("zoom_in"), () => view.zoomAbout(1.5), {}, "+"), button(t("zoom_out"), () => view.zoomAbout(1 / 1.5), {}, "−"), button(t("whole_map"), () => { Object.assign(view, { zoom: 1, x: 5000, y: 5000 }); view.later(); }))),
    h("div.mapbody", {}, h("div.canvas", {}, canvas, card), h("p.hint", {}, t(matchMedia("(pointer: coarse)").matches ? "map_hint_touch" : "map_hint")), h("aside.side", { "aria-label": t("chosen") }, keyTitle, key, side), pointed));
}

/** What pointers and keys do on the map. */
function hands(view, card, choose, pointed) {
  const { canvas } = view, down = new Map();
  let moved = 0, spread = 0;
  const spot = (event) => { const box = canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
  const gap = () => { const [a, b] = [...down.values()]; return Math.hypot(a[0] - b[0], a[1] - b[1]); };
  function point(page, x) {
    view.pointed = page;
    card.hidden = page === null;
    if (page === null) return view.draw();
    show(card, h("a.title", { href: pageAddress(page) }, told(pageTitle(page))), pageFacts(page), h("span", {}, h("span.quiet", {}, t("topic")), topicLink(topicOf(page))), clusterOf(page) >= 0 && h("span", {}, h("span.quiet", {}, t("cluster")), clusterLink(clusterOf(page))), noiseMark(page));
    pointed.textContent = [pageTitle(page), P.date[page], topicName(topicOf(page))].filter(Boolean).map(flat).join(", ");
    const [px, py] = view.at(page), wide = card.offsetWidth, beside = px > view.width / 2 ? px - 14 - wide : px + 14;
    card.classList.toggle("up", py > view.height / 2); // on a narrow map in the half that is away from the page
    card.style.left = `${Math.max(4, Math.min(beside, view.width - wide - 4))}px`; // on a narrow map above or below the page
    card.style.top = py > view.height - 130 ? "auto" : `${py + 10}px`;
    card.style.bottom = py > view.height - 130 ? `${view.height - py + 10}px` : "auto";
    view.draw();
  }
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    down.set(event.pointerId, spot(event));
    moved = 0;
    if (down.size === 2) { spread = gap(); view.lasso = null; }
    else if (view.drawing || event.shiftKey) view.lasso = [spot(event)];
  });
  canvas.addEventListener("pointermove", (event) => {
    const [x, y] = spot(event), before = down.get(event.pointerId);
    if (!before) {
      const page = view.under(x, y);
      if (page !== view.pointed) point(page);
      return;
    }
    down.set(event.pointerId, [x, y]);
    moved += Math.abs(x - before[0]) + Math.abs(y - before[1]);
    if (down.size === 2) {
      const now = gap(), [a, b] = [...down.values()];
      view.zoomBy(now / (spread || now), (a[0] + b[0]) / 2, (a[1] + b[1]) / 2);
      spread = now;
    } else if (view.lasso) {
      view.lasso.push([x, y]);
      view.draw();
    } else {
      card.hidden = true;
      view.pan(x - before[0], y - before[1]);
    }
  });
  const up = (event) => {
    if (!down.delete(event.pointerId)) return;
    if (view.lasso) {
      const pages = view.lasso.length > 3 ? view.within(view.lasso) : [];
      view.lasso = null;
      choose(pages.length ? pages : null);
      view.draw();
    } else if (moved < 6) {
      const page = view.under(...spot(event), event.pointerType === "mouse" ? 14 : 24);
      if (page !== null && page === view.pointed && event.pointerType === "mouse") location.hash = pageAddress(page);
      else point(page);
    }
  };
  canvas.addEventListener("pointerup", up);
  canvas.addEventListener("pointercancel", up);
  canvas.addEventListener("wheel", (event) => { event.preventDefault(); view.zoomBy(Math.exp(-event.deltaY / 400), ...spot(event)); }, { passive: false });
  const toMiddle = () => { const page = view.central(); point(page !== null && view.inside(page) ? page : null); };
  const keys = { ArrowLeft: () => view.pan(60, 0), ArrowRight: () => view.pan(-60, 0), ArrowUp: () => view.pan(0, 60), ArrowDown: () => view.pan(0, -60), "+": () => view.zoomAbout(1.4), "=": () => view.zoomAbout(1.4), "-": () => view.zoomAbout(1 / 1.4), 0: () => { Object.assign(view, { zoom: 1, x: 5000, y: 5000 }); view.later(); }, Escape: () => point(null), " ": toMiddle, Enter: () => (view.pointed ?? -1) < 0 ? toMiddle() : (location.hash = pageAddress(view.pointed)) };
  canvas.addEventListener("keydown", (event) => {
    if (!Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    keys[event.key]();
  });
}
