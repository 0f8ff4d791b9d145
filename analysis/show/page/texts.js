// Texts: what the report itself says, in the language chosen; numbers as they are written in both.

const chosen = { lang: "zh", theme: "" };

/** A text by its key; {name} is filled in, {name:page|pages} is the number and the word that goes with it, on one line. */
function t(key, values) {
  const pair = data.texts[key];
  if (!pair) return key;
  return either(pair).replace(/\} (?=\p{Script=Han})/gu, "}\u00a0").replace(/\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g, (_, name, one, more) => {
    const value = values[name];
    if (one === undefined) return typeof value === "number" ? number(value) : value;
    return `${number(value)}\u00a0${value === 1 ? one : more}`;
  });
}

const number = (n) => n.toLocaleString("en-US");
const either = (pair) => pair[chosen.lang === "zh" ? 0 : 1];

/** A share, 0..1, in percent: whole from 10 on, else with one decimal; nothing and all are said of nothing and all alone. */
function percent(share) {
  const p = 100 * share;
  if (p <= 0 || p >= 100) return `${Math.round(p)}%`;
  if (p < 0.05) return "<0.1%";
  if (p >= 99.95) return ">99.9%";
  return `${p < 9.95 || p >= 99.5 ? p.toFixed(1) : Math.round(p)}%`;
}

/** A share of a word, 0..1, in percent: small ones, so with two decimals. */
const fine = (share) => `${(100 * share).toFixed(2)}%`;

/** Remember a choice where the browser lets a file do so. */
function remember(name, value) {
  try {
    localStorage.setItem(`boji.${name}`, value);
  } catch { /* then it holds until the report is closed */ }
}

function remembered(name) {
  try {
    return localStorage.getItem(`boji.${name}`);
  } catch {
    return null;
  }
}
