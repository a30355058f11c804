/** Facets: which pages match the filters, which are hits of their own, and how many hits each value gives. Pure. */

/**
 * @typedef {import("./find.js").Filters} Filters
 * @typedef {import("./find.js").Counts} Counts
 * @typedef {Map<string, Map<string, Set<string>>>} Members The pages of each value of each filter, by their ids.
 */

/**
 * Return whether a page has one of the chosen values of every filter.
 *
 * @param {string} id
 * @param {Filters} filters
 * @param {Members} members
 * @param {string} [left] The name of a filter that does not count.
 */
export function matchesFilters(id, filters, members, left) {
  return Object.entries(filters).every(
    ([name, values]) =>
      name === left || values.length === 0 || values.some((value) => members.get(name)?.get(value)?.has(id)),
  );
}

/**
 * Return how many hits each value would give: values of one filter are alternatives, so its own do not count.
 *
 * @param {string[]} ids
 * @param {Filters} filters
 * @param {Members} members
 * @param {(ids: Iterable<string>) => number} hits How many hits pages are.
 * @returns {Counts}
 */
export function facetCounts(ids, filters, members, hits) {
  return Object.fromEntries(
    [...members].map(([name, values]) => {
      const passing = new Set(ids.filter((id) => matchesFilters(id, filters, members, name)));
      const counts = [...values].map(([value, pages]) => [value, hits([...pages].filter((id) => passing.has(id)))]);
      return [name, Object.fromEntries(counts)];
    }),
  );
}

/**
 * Return which pages are hits: of an article `most` pages are hits of their own, and others are folded into the first.
 *
 * @param {Iterable<string>} ids The best first.
 * @param {Map<string, string>} articles The article of each of its pages.
 * @param {number} most
 * @returns {Map<string, string[]>} The hits in the same order, each with the pages that are folded into it.
 */
export function groupHits(ids, articles, most) {
  /** @type {Map<string, string[]>} */
  const hits = new Map();
  /** @type {Map<string, string[]>} */
  const own = new Map();
  for (const id of ids) {
    const article = articles.get(id);
    const before = own.get(article ?? "") ?? [];
    if (before.length < most) hits.set(id, []);
    else hits.get(before[0])?.push(id);
    if (article) own.set(article, [...before, id]);
  }
  return hits;
}
