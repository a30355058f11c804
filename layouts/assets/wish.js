/** What the reader wants to find, as the form or the address says it, and the address that asks for it. Pure. */

/**
 * @typedef {import("./find.js").Choice} Choice
 * @typedef {import("./find.js").Filters} Filters
 * @typedef {{ query: string, filters: Filters, choice: Choice }} Wish
 */

/** How many characters of a query are searched for. */
const LONGEST = 200;

/**
 * @param {URLSearchParams | FormData} fields
 * @param {string[]} names The names of the filters.
 * @returns {Wish}
 */
export function wishOf(fields, names) {
  const values = (/** @type {string} */ name) => /** @type {string[]} */ ([...new Set(fields.getAll(name))]);
  return {
    query: (values("q")[0] ?? "").trim().slice(0, LONGEST),
    filters: Object.fromEntries(names.map((name) => [name, values(name)])),
    choice: { sort: fields.get("sort") === "date" ? "date" : "relevance", literal: fields.has("ordrett") },
  };
}

/**
 * @param {Wish} wish
 * @param {string} path The address of the search page.
 * @returns {string} The address that asks for it; one wish has one address.
 */
export function addressOf({ query, filters, choice }, path) {
  const fields = new URLSearchParams();
  if (query) fields.set("q", query);
  for (const [name, values] of Object.entries(filters)) values.forEach((value) => fields.append(name, value));
  if (query && choice.literal) fields.set("ordrett", "1");
  if (choice.sort === "date") fields.set("sort", "date");
  return query || chosenIn(filters).length ? `${path}?${fields}` : path;
}

/** @param {Filters} filters */
export function chosenIn(filters) {
  return Object.values(filters).flat();
}
