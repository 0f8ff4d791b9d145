// Data: what the report holds, inflated when it is first looked at.

let data = null; // all but the lines
let P = null; // the columns of the pages
const blocks = []; // promises of lines, by block
const arriving = new Map(); // blocks whose script is on its way

async function inflate(packed) {
  const stream = new Blob([bytesOf(packed)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(textOf(new Uint8Array(await new Response(stream).arrayBuffer())));
}

/** Bytes from letters: their number, a space, then two letters for 13 bits. */
function bytesOf(packed) {
  const start = packed.indexOf(" "), bytes = new Uint8Array(Number(packed.slice(0, start))), value = new Uint8Array(128);
  for (let code = 33, n = 0; code < 127; code++) if (!'"<\\'.includes(String.fromCharCode(code))) value[code] = n++;
  for (let i = start + 1, at = 0, held = 0, bits = 0; i < packed.length; i += 2) {
    held = (held << 13) | (value[packed.charCodeAt(i)] * 91 + value[packed.charCodeAt(i + 1)]);
    for (bits += 13; bits >= 8 && at < bytes.length;) bytes[at++] = held >> (bits -= 8);
    held &= (1 << bits) - 1;
  }
  return bytes;
}

/** Text from its letters and the codes of one byte or two that stand for them. */
function textOf(bytes) {
  const n = new DataView(bytes.buffer).getUint32(0, true), letters = new Uint16Array(n);
  for (let i = 0, letter = 0; i < n; i++) letters[i] = letter += bytes[4 + i] | (bytes[4 + n + i] << 8);
  const single = 256 - Math.max(0, Math.ceil((n - 256) / 255)), units = new Uint16Array(bytes.length);
  let end = 0;
  for (let i = 4 + 2 * n; i < bytes.length; i++) {
    const code = bytes[i];
    units[end++] = letters[code < single ? code : single + (code - single) * 256 + bytes[++i]];
  }
  return new TextDecoder("utf-16le").decode(units.subarray(0, end));
}

async function loadContent() {
  data = await inflate(document.getElementById("content").textContent);
  P = data.pages;
  P.low = P.page.map((name, i) => `${P.title[i]}\n${name}\n${P.source[i]}\n${P.author[i]}`.toLowerCase());
  P.place = new Map(P.page.map((name, i) => [name, i]));
  data.sitePlace = new Map(P.sites.map((name, i) => [name, i]));
}

// Scripts beside the report call this with their lines.
window.boji = (i, packed) => arriving.get(i)?.(packed);

const trusted = () => (trusted.made ??= window.trustedTypes
  ? window.trustedTypes.createPolicy("boji", { createScriptURL: (i) => address(i) })
  : { createScriptURL: (i) => address(i) });
const address = (i) => `report/lines-${String(Number(i)).padStart(4, "0")}.js`;

function fetchBlock(i) {
  return new Promise((resolve, reject) => {
    arriving.set(i, resolve);
    const script = document.createElement("script");
    script.src = trusted().createScriptURL(String(i));
    script.onerror = () => reject(new Error(t("missing_lines", { file: address(i) })));
    document.head.append(script);
  });
}

/** The lines of a block, read once. */
function blockOf(i) {
  blocks[i] ??= (data.beside ? fetchBlock(i) : Promise.resolve(document.getElementById("lines").textContent))
    .then(inflate).then(unfold);
  blocks[i].catch(() => { blocks[i] = undefined; });
  return blocks[i];
}

/** Make the columns of a block easy to read: texts in full, numbers of lines counted up, where each page starts. */
function unfold(block) {
  block.text.forEach((text, i, all) => { if (typeof text === "number") all[i] = all[text]; });
  block.starts = [0];
  for (const n of block.n) {
    const start = block.starts[block.starts.length - 1];
    for (let i = start + 1; i < start + n; i++) block.step[i] += block.step[i - 1];
    block.starts.push(start + n);
  }
  return block;
}

const blockAt = (page) => data.starts.findIndex((start, i) => page >= start && page < data.starts[i + 1]);
const nBlocks = () => data.starts.length - 1;

/** The lines of a page. */
async function linesOf(page) {
  const i = blockAt(page), block = await blockOf(i), at = page - data.starts[i];
  const found = [];
  for (let row = block.starts[at]; row < block.starts[at + 1]; row++) found.push(lineAt(block, row));
  return found;
}

/** Where the clean text of a page is another than its kept lines: [from, to, what stands there instead]. */
async function editsOf(page) {
  const i = blockAt(page), block = await blockOf(i);
  return block.edits[page - data.starts[i]] ?? [];
}

/** What pieces of evidence weigh on a line, [piece, log-odds], the heaviest first; letters hold fifths, P is none. */
const weightsAt = (letters, row) => letters.map((own, piece) => [piece, (own.charCodeAt(row) - 80) / 5])
  .filter(([, weight]) => weight).sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));

const lineAt = (block, row) => ({
  number: block.step[row],
  role: block.role[row] >> 1,
  kept: (block.role[row] & 1) === 1,
  score: block.score[row],
  why: block.reasons[block.why[row]].map((piece) => data.pieces[piece]),
  weights: weightsAt(block.weigh, row),
  topic: block.topic[row],
  text: block.text[row],
});

/** The words of a search: all of them are to be found. */
const wordsOf = (text) => [...new Set(text.toLowerCase().split(/\s+/).filter(Boolean))];

/** Search the lines of one block; each hit is [page, line's number, text, kept]. What tells of the page counts as well. */
async function searchBlock(i, words, most) {
  const block = await blockOf(i), hits = [];
  block.low ??= block.text.map((text) => text.toLowerCase());
  let page = -1, left = words;
  for (let row = 0; row < block.low.length && hits.length < most; row++) {
    const before = page;
    while (page < 0 || row >= block.starts[page + 1]) page++;
    if (page > before) left = words.filter((word) => !P.low[data.starts[i] + page].includes(word));
    const has = (word) => block.low[row].includes(word);
    if (left.length ? left.every(has) : words.some(has)) hits.push([data.starts[i] + page, block.step[row], block.text[row], (block.role[row] & 1) === 1]);
  }
  return hits;
}

const isOf = (page, words) => words.every((word) => P.low[page].includes(word));

/** Search what is told of pages: places of pages, those first whose title begins so. */
function searchPages(words) {
  const first = [], rest = [];
  for (let i = 0; i < P.low.length; i++) {
    if (isOf(i, words)) (P.low[i].startsWith(words[0]) ? first : rest).push(i);
  }
  return first.concat(rest);
}
