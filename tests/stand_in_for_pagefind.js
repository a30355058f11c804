/**
 * What the search uses of Pagefind, over a few pages: tests put `const pages = [{ id, url, text, title, summary,
 * anchors }]` before this. A word that no page has is taken for a shorter one, as Pagefind does.
 */

/** What was asked, and how many of the next questions fail. */
export const asked = [];
export const trouble = { left: 0 };

const wordsOf = (text = "") => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

export async function options() {}

export async function init() {}

export async function search(term) {
  asked.push(term);
  if (trouble.left-- > 0) throw new Error("lost");
  let found = pages;
  if (term.startsWith('"')) found = found.filter((page) => has(page, wordsOf(term)));
  const begun = term.startsWith('"') ? "" : shortened(term);
  const results = found.map((page) => result(page, begun)).filter(({ score }) => score > 0);
  const often = results.length;
  if (begun) for (const each of results) each.score *= Math.log(1 + (pages.length - often + 0.5) / (often + 0.5));
  return { results, unfilteredResultCount: often };
}

function all({ title, summary, text }) {
  return wordsOf([title, summary, text, "kbside"].join(" | ")); // as layouts/macros.html has it
}

function has(page, phrase) {
  const words = all(page);
  return words.some((_, at) => phrase.every((word, index) => words[at + index] === word));
}

function shortened(term) {
  for (let length = term.length; length > 1; length -= 1) {
    const begun = term.slice(0, length);
    if (pages.some((page) => all(page).some((word) => word.startsWith(begun)))) return begun;
  }
  return term;
}

function result(page, begun) {
  const begins = (word) => word.startsWith(begun);
  const places = begun ? wordsOf(page.text).flatMap((word, at) => (begins(word) ? [at] : [])) : [];
  const fields = begun ? ["title", "summary"].filter((name) => wordsOf(page[name]).some(begins)) : [];
  const { id, url, text, title, summary, anchors } = page;
  return {
    id,
    score: begun ? places.length + fields.length : 1,
    words: places,
    matchedMetaFields: fields,
    data: async () => {
      asked.push(url);
      return { url, content: text, meta: { title, summary }, anchors };
    },
  };
}
