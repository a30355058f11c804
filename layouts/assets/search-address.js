/** What the reader wants to find, as the address of the page says it. */

/**
 * @typedef {import("./find.js").Filters} Filters
 * @typedef {import("./find.js").Choice} Choice
 * @typedef {{ query: string, filters: Filters, choice: Choice }} Wish
 */

/** How many characters of a query are searched for. */
const LONGEST = 200;

/**
 * Return what an address asks for.
 *
 * @param {string} search What follows the path: ?q=…
 * @param {string[]} names The filters that there are.
 * @returns {Wish}
 */
export function wishOf(search, names) {
  const address = new URLSearchParams(search);
  return {
    query: (address.get("q") ?? "").trim().slice(0, LONGEST),
    filters: Object.fromEntries(names.map((name) => [name, [...new Set(address.getAll(name))]])),
    choice: { sort: address.get("sorter") === "dato" ? "date" : "relevance", literal: address.has("ordrett") },
  };
}

/**
 * Return the address that asks for it; one wish has one address.
 *
 * @param {Wish} wish
 * @returns {string}
 */
export function addressOf({ query, filters, choice }) {
  const address = new URLSearchParams();
  if (query) address.set("q", query);
  for (const [name, values] of Object.entries(filters)) values.forEach((value) => address.append(name, value));
  if (String(address) && choice.sort === "date") address.set("sorter", "dato");
  if (query && choice.literal) address.set("ordrett", "1");
  return new URL(String(address) ? `?${address}` : location.pathname, location.href).href;
}

/**
 * Return how many values of filters are chosen.
 *
 * @param {Wish} wish
 * @returns {number}
 */
export function chosen({ filters }) {
  return Object.values(filters).flat().length;
}

/**
 * Return the address of the page of questions, with what was searched for.
 *
 * @param {string} ask
 * @param {Wish} wish
 * @returns {string}
 */
export function askAddress(ask, { query, filters }) {
  const address = new URL(ask, location.href);
  address.searchParams.set("sporsmal", query || Object.values(filters).flat().join(", "));
  return address.href;
}
