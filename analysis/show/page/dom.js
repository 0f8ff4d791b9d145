// Dom: elements made from our own words; what comes from pages goes in as text nodes alone.

const SVG = "http://www.w3.org/2000/svg";
const SAFE = /^(?:href|id|for|type|role|title|name|value|min|max|step|placeholder|tabindex|lang|dir|rows|open|hidden|disabled|checked|selected|download|autocomplete|spellcheck|viewBox|preserveAspectRatio|d|x|y|x1|x2|y1|y2|cx|cy|r|width|height|points|transform|scope|colspan|(?:aria|data)-[a-z-]+)$/;
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g; // marks that turn the direction of what follows

/** Make an element: "div.a.b" or "svg:path"; properties; children (text, elements, lists of them, nothing). */
function h(spec, properties, ...children) {
  const [name, ...classes] = spec.split(".");
  const node = name.startsWith("svg:") ? document.createElementNS(SVG, name.slice(4)) : document.createElement(name);
  if (classes.length) node.setAttribute("class", classes.join(" "));
  for (const [key, value] of Object.entries(properties || {})) set(node, key, value);
  add(node, children);
  return node;
}

function set(node, key, value) {
  if (value === null || value === undefined || value === false) return;
  if (typeof value === "function") node.addEventListener(key.replace(/^on/, ""), value);
  else if (key === "style") for (const [property, is] of Object.entries(value)) node.style.setProperty(property, is);
  else if (key === "class") node.classList.add(...value.split(" "));
  else if (!SAFE.test(key)) throw new Error(`no attribute of ours: ${key}`);
  else if (key === "href" && !/^(?:#\/|blob:)/.test(value)) throw new Error("a link leads to this report alone");
  else node.setAttribute(key, value === true ? "" : String(value));
}

function add(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/** Text of a page, kept apart from what stands beside it; marks of direction are shown by their numbers. */
function told(text, lang = "zh") {
  const node = h("bdi", { lang });
  let at = 0;
  for (const mark of String(text).matchAll(TURNING)) {
    const code = mark[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    add(node, [text.slice(at, mark.index), h("span.mark", {}, `U+${code}`)]);
    at = mark.index + 1;
  }
  add(node, [String(text).slice(at)]);
  return node;
}

/** Text of a page for places that take no elements (canvas, titles, labels). */
const flat = (text) => String(text).replace(TURNING, "");

/** Text of a page with the places marked where one of some words was found. */
function marked(text, words) {
  const low = text.toLowerCase(), parts = [];
  const next = (at) => words.map((word) => [low.indexOf(word, at), word]).filter(([i]) => i >= 0).sort((a, b) => a[0] - b[0] || b[1].length - a[1].length)[0];
  let at = 0;
  for (let found = next(0); found && parts.length < 40; found = next(at)) {
    const [i, word] = found;
    parts.push(told(text.slice(at, i)), h("mark", {}, told(text.slice(i, i + word.length))));
    at = i + word.length;
  }
  return h("bdi", {}, parts, told(text.slice(at)));
}

function show(node, ...children) {
  const fresh = document.createDocumentFragment();
  add(fresh, children);
  node.replaceChildren(fresh);
}

/** A text of ours with what is typed at the command's line set apart. */
const coded = (text) => text.split(/(boji [a-z]+ DIR --[a-z]+ [a-z.]+|--unit page|--[a-z-]+)/).map((part, i) => (i % 2 ? h("code", {}, part) : told(part, chosen.lang)));

const link = (address, ...children) => h("a", { href: address }, children);
const button = (label, press, properties, ...children) =>
  h("button", { type: "button", "aria-label": children.length ? label : null, title: children.length ? label : null, onclick: press, ...properties }, children.length ? children : label);

/** Give a file to the reader, made here. */
function download(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const a = h("a", { href: address, download: name });
  a.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const box = h("textarea.unseen", { "aria-hidden": "true" });
    box.value = text;
    document.body.append(box);
    box.select();
    document.execCommand("copy"); // where the page is opened from disk, some browsers have no clipboard
    box.remove();
  }
  say(t("copied"));
}

/** Say something short, for eyes and for screen readers. */
function say(text) {
  let toast = document.getElementById("toast");
  if (!toast) document.body.append((toast = h("div", { id: "toast", role: "status", "aria-live": "polite" })));
  toast.textContent = text;
  toast.classList.add("shown");
  clearTimeout(say.timer);
  say.timer = setTimeout(() => toast.classList.remove("shown"), 1800);
}
