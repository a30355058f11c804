/**
 * What the search uses of Pagefind, over a few pages: tests put `const pages = [{ id, url, text, title, summary, date,
 * anchors, filters }]` before this. A word that no page has is taken for a shorter one, as Pagefind does.
 */

/** What was asked, and how many of the next questions fail. */
export const asked = [];
export const trouble = { left: 0 };

const wordsOf = (text = "") => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

export async function options() {}

export async function filters() {
  const counts = {};
  for (const page of pages) {
    for (const [name, values] of Object.entries(page.filters ?? {})) {
      counts[name] ??= {};
      for (const value of values) counts[name][value] = (counts[name][value] ?? 0) + 1;
    }
  }
  return counts;
}

export async function search(term, { filters: chosen = {}, sort } = {}) {
  asked.push(term);
  if (trouble.left-- > 0) throw new Error("lost");
  let found = pages.filter((page) =>
    Object.entries(chosen).every(([name, value]) => page.filters?.[name]?.includes(value)),
  );
  if (sort) found = found.filter(({ date }) => date).sort((one, other) => (one.date < other.date ? 1 : -1));
  if (term?.startsWith('"')) found = found.filter((page) => has(page, wordsOf(term)));
  const begun = term === null || term.startsWith('"') ? "" : shortened(term);
  const results = found.map((page) => result(page, begun)).filter(({ score }) => score > 0);
  const often = results.length;
  if (begun) for (const each of results) each.score *= Math.log(1 + (pages.length - often + 0.5) / (often + 0.5));
  return { results, unfilteredResultCount: often };
}

function all({ title, summary, text }) {
  return wordsOf([title, summary, text].join(" | "));
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
  const { id, url, text, title, summary, date, anchors = [], filters: values = {} } = page;
  const meta = { title, summary, date };
  return {
    id,
    score: begun ? places.length + fields.length : 1,
    words: places,
    matchedMetaFields: fields,
    data: async () => {
      asked.push(url);
      return { url, content: text, meta: JSON.parse(JSON.stringify(meta)), anchors, filters: values };
    },
  };
}
