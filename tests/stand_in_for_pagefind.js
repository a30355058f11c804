/**
 * What the search uses of Pagefind, over a few pages: tests put `const pages = [{ id, url, text, title, summary,
 * anchors }]` before this. A word that no page has is taken for a shorter one, as Pagefind does.
 */

/** What was asked, how many of the next questions fail, and the options that it began with. */
export const asked = [];
export const trouble = { left: 0 };
export const begun = {};

/** The word that layouts/macros.html gives every page. */
const EVERY = "kbside";

const wordsOf = (text = "") => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

let chosen = {};

export async function options(given) {
  chosen = given;
}

export async function init() {
  Object.assign(begun, chosen);
}

export async function preload(term) {
  asked.push(`fetch ${term}`);
  if (trouble.left-- > 0) throw new Error("lost");
}

export async function search(term) {
  asked.push(term);
  if (trouble.left-- > 0) throw new Error("lost");
  const phrase = term.startsWith('"');
  const found = phrase ? pages.filter((page) => has(page, wordsOf(term))) : pages;
  const start = phrase ? "" : shortened(term);
  const results = found.map((page) => result(page, start)).filter(({ score }) => score > 0);
  const often = results.length;
  if (start) for (const each of results) each.score *= Math.log(1 + (pages.length - often + 0.5) / (often + 0.5));
  return { results, unfilteredResultCount: often };
}

function all({ title, summary, text }) {
  return wordsOf([title, summary, text, EVERY].join(" | "));
}

function has(page, phrase) {
  const words = all(page);
  return words.some((_, at) => phrase.every((word, index) => words[at + index] === word));
}

function shortened(term) {
  for (let length = term.length; length > 1; length -= 1) {
    const start = term.slice(0, length);
    if (pages.some((page) => all(page).some((word) => word.startsWith(start)))) return start;
  }
  return term;
}

function result(page, start) {
  const begins = (word) => word.startsWith(start);
  const places = start ? wordsOf(page.text).flatMap((word, at) => (begins(word) ? [at] : [])) : [];
  const fields = start ? ["title", "summary"].filter((name) => wordsOf(page[name]).some(begins)) : [];
  const { id, url, text, title, summary, anchors = [] } = page;
  return {
    id,
    score: start ? places.length + fields.length : 1,
    words: places,
    matchedMetaFields: fields,
    data: async () => {
      asked.push(url);
      return { url, content: text, meta: JSON.parse(JSON.stringify({ title, summary })), anchors };
    },
  };
}
