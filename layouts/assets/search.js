/** The search page: from the field, the filters and the address to results, and back into the address. */

import { openIndex } from "./find.js";
import { filterPanel } from "./search-filters.js";
import { result } from "./search-results.js";

/**
 * @typedef {import("./find.js").Counts} Counts
 * @typedef {import("./find.js").Filters} Filters
 * @typedef {import("./find.js").Found} Found
 * @typedef {{ query: string, filters: Filters }} Wish What the reader wants to find.
 */

const STEP = 10; // results at a time
const PAUSE = 200; // milliseconds without a keystroke before the search begins
const LONGEST = 200; // characters of a query

const root = /** @type {HTMLElement} */ (document.querySelector('[data-part="search"]'));
const words = root.dataset;
const form = /** @type {HTMLFormElement} */ (root.querySelector("form"));
const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
const status = part("search-status");
const list = part("results");
const more = part("more");
const browse = /** @type {HTMLElement} */ (document.querySelector('[data-part="browse"]'));
const themes = [.../** @type {NodeListOf<HTMLElement>} */ (browse.querySelectorAll("[data-theme]"))].map(
  (link) => link.dataset.theme ?? "",
);
const panel = filterPanel(/** @type {HTMLDetailsElement} */ (part("filters")), words.further ?? "", themes);
const title = document.title;

/** @type {ReturnType<typeof openIndex> | undefined} */
let index;
/** @type {Found | undefined} */
let found;
/** @type {Counts | undefined} */
let all; // the values of the filters, once they are fetched
let latest = 0; // the number of the newest search: what an older one brings is thrown away
let timer = 0;
let settled = ""; // the address that typing must leave to the back button
let current = ""; // the address of what is shown

/** @param {string} name */
function part(name) {
  return /** @type {HTMLElement} */ (root.querySelector(`[data-part="${name}"]`));
}

/** @returns {ReturnType<typeof openIndex>} Pagefind, fetched once; after a failure, fetched anew. */
function opened() {
  index ??= openIndex(words.bundle ?? "").catch((error) => {
    index = undefined;
    throw error;
  });
  return index;
}

/** @returns {Wish} What the address says. */
function fromAddress() {
  const address = new URLSearchParams(location.search);
  return {
    query: (address.get("q") ?? "").slice(0, LONGEST),
    filters: Object.fromEntries(panel.names.map((name) => [name, [...new Set(address.getAll(name))]])),
  };
}

/** @returns {Wish} What the form says. */
function fromForm() {
  return { query: field.value, filters: all ? panel.chosen() : fromAddress().filters };
}

/**
 * @param {Wish} wish
 * @returns {string}
 */
function addressOf({ query, filters }) {
  const address = new URLSearchParams();
  if (query.trim()) address.set("q", query.trim());
  for (const [name, values] of Object.entries(filters)) values.forEach((value) => address.append(name, value));
  const search = address.toString();
  return new URL(search ? `?${search}` : location.pathname, location.href).href;
}

/** Give what was typed its own place in the history, after what stood there before. */
function settle() {
  const typed = addressOf(fromAddress());
  if (typed === settled) return;
  history.replaceState(null, "", settled);
  history.pushState(null, "", typed);
  settled = typed;
}

/**
 * Find what is wished for, and show `shown` of it; only the newest search shows anything.
 *
 * @param {Wish} wish
 * @param {number} [shown]
 */
async function search(wish, shown = STEP) {
  const mine = ++latest;
  const chosen = Object.values(wish.filters).flat().length;
  current = addressOf(wish);
  document.title = wish.query.trim() ? `${wish.query.trim()} – ${title}` : title;
  if (all) panel.prepare(all, wish.filters);
  if (!wish.query.trim() && chosen === 0) {
    idle();
    return;
  }
  loading();
  try {
    const pagefind = await opened();
    if (mine !== latest) return;
    if (!all) panel.prepare(pagefind.all, wish.filters);
    all = pagefind.all;
    const answer = await pagefind.find(wish.query, wish.filters);
    const pages = await Promise.all(answer.hits.slice(0, shown).map((hit) => hit()));
    if (mine !== latest) return;
    found = answer;
    list.replaceChildren(...pages.map(result));
    panel.count(answer.counts, answer.values);
    done(wish, answer.hits.length, chosen);
  } catch {
    if (mine === latest) failed();
  }
}

/** Show ten more, and move on to the first of them. */
async function showMore() {
  const mine = latest;
  const start = list.children.length;
  try {
    const pages = await Promise.all((found?.hits ?? []).slice(start, start + STEP).map((hit) => hit()));
    if (mine !== latest || list.children.length !== start) return;
    list.append(...pages.map(result));
  } catch {
    if (mine === latest) failed();
    return;
  }
  history.replaceState({ shown: list.children.length }, "");
  showRest();
  list.children[start]?.querySelector("a")?.focus();
}

function showRest() {
  const total = found?.hits.length ?? 0;
  more.hidden = list.children.length >= total;
  const counted = (words.shown ?? "").replace("{shown}", String(list.children.length)).replace("{n}", String(total));
  /** @type {HTMLElement} */ (more.querySelector("span")).textContent = counted;
}

/**
 * @param {"idle" | "loading" | "done" | "error"} state
 * @param {string} [text]
 */
function say(state, text) {
  if (text !== undefined) status.textContent = text;
  status.dataset.state = state;
}

function loading() {
  say("loading", status.dataset.state === "done" || status.dataset.state === "loading" ? undefined : words.loading);
}

function idle() {
  found = undefined;
  list.replaceChildren();
  for (const name of ["filters", "found", "nothing"]) part(name).hidden = true;
  browse.hidden = false;
  say("idle", words.idle);
}

function failed() {
  idle();
  say("error", words.failed);
}

/**
 * @param {Wish} wish
 * @param {number} total
 * @param {number} chosen
 */
function done({ query, filters }, total, chosen) {
  const sentence = (query.trim() ? (chosen ? words.narrowed : words.found) : words.filtered) ?? "";
  const number = total ? total.toLocaleString(document.documentElement.lang) : (words.nothing ?? "");
  part("filters").hidden = false;
  part("found").hidden = total === 0;
  part("nothing").hidden = total > 0;
  part("clear").hidden = chosen === 0;
  part("chosen").textContent = chosen ? (words.chosen ?? "").replace("{n}", String(chosen)) : "";
  browse.hidden = total > 0;
  /** @type {HTMLAnchorElement} */ (part("search-ask")).href = askAddress(query, filters);
  showRest();
  say("done", sentence.replace("{n}", number).replace("{query}", () => query.trim()));
}

/**
 * @param {string} query
 * @param {Filters} filters
 * @returns {string} The page of questions, with what was searched for.
 */
function askAddress(query, filters) {
  const address = new URL(words.ask ?? "", location.href);
  const text = query.trim() || Object.values(filters).flat().join(", ");
  address.searchParams.set("sporsmal", text);
  return address.href;
}

/** Search for what the address says, as when it is opened or gone back to. */
function open() {
  clearTimeout(timer);
  const wish = fromAddress();
  settled = addressOf(wish);
  field.value = wish.query;
  search(wish, Math.min(Number(history.state?.shown) || STEP, 100));
}

/** @param {Event} event */
function changed(event) {
  const box = event.target;
  if (!(box instanceof HTMLInputElement) || box.type !== "checkbox") return;
  choose();
}

/** Search with the filters as they now stand, in a new place of the history. */
function choose() {
  clearTimeout(timer);
  settle();
  settled = addressOf(fromForm());
  history.pushState(null, "", settled);
  search(fromForm());
}

field.addEventListener("focus", () => opened().catch(() => undefined), { once: true });
field.addEventListener("input", () => {
  clearTimeout(timer);
  latest += 1;
  loading();
  timer = window.setTimeout(() => {
    history.replaceState(null, "", addressOf(fromForm()));
    search(fromForm());
  }, PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  history.replaceState(null, "", addressOf(fromForm()));
  settle();
  search(fromForm());
});
root.addEventListener("change", changed);
part("clear").addEventListener("click", () => {
  for (const box of part("filters").querySelectorAll("input")) box.checked = false;
  choose();
  part("filters").querySelector("summary")?.focus();
});
more.querySelector("button")?.addEventListener("click", showMore);
addEventListener("popstate", () => {
  if (addressOf(fromAddress()) !== current) open(); // the skip link, too, comes here
});
open();
