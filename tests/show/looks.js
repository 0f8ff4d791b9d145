([low, lowLarge, smallest, tap]) => {
  // What overlaps, is cut off or can hardly be read in the view that is open: a line a kind, with a few of its texts.
  const found = new Map();
  const say = (what, text) => found.set(what, (found.get(what) ?? []).concat(text.trim().slice(0, 30)));
  const brush = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const rgba = (colour) => {
    if (!known.has(colour)) {
      brush.clearRect(0, 0, 1, 1);
      brush.fillStyle = colour;
      brush.fillRect(0, 0, 1, 1);
      known.set(colour, [...brush.getImageData(0, 0, 1, 1).data]);
    }
    return [...known.get(colour)];
  };
  const above = (node) => {
    const chain = [];
    for (let at = node; at; at = at.parentElement) chain.push(at);
    return chain;
  };
  const over = (top, below) => below.map((b, i) => (top[i] * top[3] + b * (255 - top[3])) / 255);
  const behind = (node) => above(node).reverse().map((at) => rgba(getComputedStyle(at).backgroundColor)).reduce((below, top) => over(top, below), [255, 255, 255]);
  const light = (colour) => {
    const [r, g, b] = colour.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (node, style) => {
    const back = behind(node), own = rgba(style.color);
    own[3] *= above(node).reduce((all, at) => all * Number(getComputedStyle(at).opacity), 1);
    const [a, b] = [light(over(own, back)), light(back)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
  const floats = (node) => above(node).some((at) => ["fixed", "sticky", "absolute"].includes(getComputedStyle(at).position));

  // What is left of a box where those around it hide what reaches out of them; a corner of nothing where none is.
  const inside = (node, box) => above(node).reduce((r, at) => {
    if (getComputedStyle(at).overflowX === "visible") return r;
    const edge = at.getBoundingClientRect();
    return { left: Math.max(r.left, edge.left), right: Math.min(r.right, edge.right), top: Math.max(r.top, edge.top), bottom: Math.min(r.bottom, edge.bottom) };
  }, box);

  const boxes = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, node = text.parentElement;
    if (!text.data.trim() || node.closest("script, style, noscript, option, .unseen, .skip, #toast")) continue;
    if (!node.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const style = getComputedStyle(node), range = document.createRange();
    range.selectNodeContents(text);
    const rects = [...range.getClientRects()].map((r) => inside(node, r)).filter((r) => r.right - r.left > 1 && r.bottom - r.top > 1);
    if (!rects.length) continue;
    const drawn = node.getScreenCTM?.()?.a ?? 1; // a drawing may be scaled
    const size = Math.round(drawn * parseFloat(style.fontSize) * 10) / 10, large = size >= 24 || (size >= 18.6 && Number(style.fontWeight) >= 700);
    const seen = contrast(node, style);
    if (seen < (large ? lowLarge : low)) say(`contrast ${seen.toFixed(1)} ${node.tagName}.${node.className}`, text.data);
    if (size < smallest) say(`letters of ${size} px`, text.data);
    if (rects.some((r) => r.right > innerWidth + 1 || r.left < -1) && !node.closest("#bar nav")) say("outside the window", text.data);
    if (!floats(node)) boxes.push(...rects.map((r) => [r, text]));
  }
  boxes.sort((a, b) => a[0].top - b[0].top);
  for (let i = 0; i < boxes.length; i++) {
    const [a, text] = boxes[i];
    for (let j = i + 1; j < boxes.length && boxes[j][0].top < a.bottom - 3; j++) {
      const [b, other] = boxes[j];
      const beside = Math.min(a.right, b.right) - Math.max(a.left, b.left) < 3;
      if (text === other || beside || Math.min(a.bottom, b.bottom) - b.top < 0.35 * Math.min(a.bottom - a.top, b.bottom - b.top)) continue;
      say("overlap", `${text.data.trim().slice(0, 14)} / ${other.data.trim().slice(0, 14)}`);
    }
  }
  for (const node of document.querySelectorAll("main *, #bar *")) {
    const style = getComputedStyle(node), name = `${node.tagName}.${node.className}`;
    if (!node.checkVisibility() || !node.textContent.trim() || node.matches("select, option, input, textarea, .unseen")) continue;
    const hides = ["hidden", "clip"].includes(style.overflowX) && style.textOverflow !== "ellipsis";
    if ((hides || node.tagName === "BUTTON") && node.scrollWidth > node.clientWidth + 1) say(`cut ${name}`, node.textContent);
    const pressed = node.matches("button, select, nav a, summary");
    if (innerWidth < 600 && pressed && node.getBoundingClientRect().height < tap) say(`lower than ${tap} px: ${name}`, node.textContent);
  }
  return [...found].map(([what, texts]) => `${what} (${texts.length}): ${[...new Set(texts)].slice(0, 3).join(" | ")}`);
}
