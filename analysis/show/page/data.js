// Data: what the report holds, inflated when it is first looked at.

let data = null; // all but the lines
let P = null; // the columns of the pages
const blocks = []; // promises of lines, by block
const arriving = new Map(); // blocks whose script is on its way

async function inflate(packed) {
  const bytes = Uint8Array.fromBase64 ? Uint8Array.fromBase64(packed) : Uint8Array.from(atob(packed), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
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

/** Search the lines of one block; each hit is [page, line's number, text, kept]. */
async function searchBlock(i, wanted, most) {
  const block = await blockOf(i), hits = [];
  block.low ??= block.text.map((text) => text.toLowerCase());
  let page = 0;
  for (let row = 0; row < block.low.length && hits.length < most; row++) {
    while (row >= block.starts[page + 1]) page++;
    if (block.low[row].includes(wanted)) hits.push([data.starts[i] + page, block.step[row], block.text[row], (block.role[row] & 1) === 1]);
  }
  return hits;
}

/** Search what is told of pages: places of pages, those first whose title begins so. */
function searchPages(wanted, most = Infinity) {
  const first = [], rest = [];
  for (let i = 0; i < P.low.length && first.length < most; i++) {
    const at = P.low[i].indexOf(wanted);
    if (at >= 0) (at === 0 ? first : rest).push(i);
  }
  return first.concat(rest).slice(0, most);
}
