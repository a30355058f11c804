/** Query parameters: a search as the form or the URL has it, and the URL of a search. Pure. */

/**
 * @typedef {import("./find.js").Choice} Choice
 * @typedef {import("./find.js").Filters} Filters
 * @typedef {{ query: string, filters: Filters, choice: Choice }} SearchParams
 */

/** How many characters of a query are searched for. */
const LONGEST = 200;

/**
 * @param {URLSearchParams | FormData} fields
 * @param {string[]} names The names of the filters.
 * @param {string} [literal] What says that what was typed is left as it is.
 * @returns {SearchParams}
 */
export function parseSearchParams(fields, names, literal) {
  const values = (/** @type {string} */ name) => /** @type {string[]} */ ([...new Set(fields.getAll(name))]);
  return {
    query: (values("q")[0] ?? "").trim().slice(0, LONGEST),
    filters: Object.fromEntries(names.map((name) => [name, values(name)])),
    choice: { sort: fields.get("sort") === "date" ? "date" : "relevance", literal: fields.has(literal ?? "") && literal },
  };
}

/**
 * @param {SearchParams} params
 * @param {string} path The address of the search page.
 * @returns {string} The URL of the search; each search has exactly one.
 */
export function searchUrl({ query, filters, choice }, path) {
  const fields = new URLSearchParams();
  if (query) fields.set("q", query);
  for (const [name, values] of Object.entries(filters)) values.forEach((value) => fields.append(name, value));
  if (query && choice.literal) fields.set(choice.literal, "1");
  if (choice.sort === "date") fields.set("sort", "date");
  return query || chosenValues(filters).length ? `${path}?${fields}` : path;
}

/** @param {Filters} filters */
export function chosenValues(filters) {
  return Object.values(filters).flat();
}
