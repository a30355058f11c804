/** The search page: from the field, the filters and the address to results, and back into the address. */

import { openIndex } from "./find.js";
import { addressOf, chosen, wishOf } from "./search-address.js";
import { filterPanel } from "./search-filters.js";
import { fill, resultList } from "./search-results.js";

/**
 * @typedef {import("./find.js").Counts} Counts
 * @typedef {import("./find.js").Found} Found
 * @typedef {import("./find.js").Hit} Hit
 * @typedef {import("./find.js").Page} Page
 * @typedef {import("./search-address.js").Wish} Wish
 */

const STEP = 10; // results at a time
const MOST = 100; // results that going back shows again
const PAUSE = 200; // milliseconds without a keystroke before the search begins
const QUIET = 1000; // and before one who listens is told what came of it

const root = /** @type {HTMLElement} */ (document.querySelector('[data-part="search"]'));
const words = /** @type {import("./search-results.js").Words} */ (root.dataset);
const form = /** @type {HTMLFormElement} */ (root.querySelector("form"));
const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
const status = part("search-status");
const area = part("found");
const more = part("more");
const sorts = [.../** @type {NodeListOf<HTMLInputElement>} */ (part("sort").querySelectorAll("input"))];
const browse = /** @type {HTMLElement} */ (document.querySelector('[data-part="browse"]'));
const themes = new Map(
  [.../** @type {NodeListOf<HTMLAnchorElement>} */ (browse.querySelectorAll("[data-theme]"))].map((link) => [
    link.text,
    link.href,
  ]),
);
const results = resultList(part, words, themes);
const panel = filterPanel(/** @type {HTMLDetailsElement} */ (part("filters")), words.further, [...themes.keys()]);
const title = document.title;

/** @type {ReturnType<typeof openIndex> | undefined} */
let index;
/** @type {Found | undefined} */
let found; // what is shown
/** @type {Counts | undefined} */
let all; // the values of the filters, once they are fetched
let tries = 0;
let latest = 0; // the number of the newest search: what an older one brings is thrown away
let timer = 0; // until the search
let telling = 0; // until the status is told
let quiet = 0; // when typing is taken to have stopped
let settled = ""; // the address that typing must leave to the back button
let current = ""; // the address of what is shown

/** @param {string} name */
function part(name) {
  return /** @type {HTMLElement} */ (root.querySelector(`[data-part="${name}"]`));
}

/** @returns {ReturnType<typeof openIndex>} The index, fetched once; after a failure anew, by an address of its own. */
function opened() {
  index ??= openIndex(tries++ ? `${words.bundle}?${tries}` : words.bundle, words.words).catch((error) => {
    index = undefined;
    throw error;
  });
  return index;
}

/** @returns {Wish} What the address says. */
function fromAddress() {
  return wishOf(location.search, panel.names);
}

/** @returns {Wish} What the form says; only the query that was to be taken literally is. */
function fromForm() {
  const { query, filters, choice } = fromAddress();
  const typed = field.value.trim();
  return {
    query: typed,
    filters: all ? panel.chosen() : filters,
    choice: { sort: sorts[1].checked ? "date" : "relevance", literal: choice.literal && typed === query },
  };
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
  current = addressOf(wish);
  document.title = wish.query ? `${wish.query} – ${title}` : title;
  if (all) panel.prepare(all, wish.filters);
  if (!wish.query && chosen(wish) === 0) {
    idle();
    return;
  }
  loading();
  try {
    const opening = await opened();
    if (mine !== latest) return;
    if (!all) panel.prepare(opening.all, wish.filters);
    all = opening.all;
    const answer = await opening.find(wish.query, wish.filters, wish.choice);
    const [pages, near] = await Promise.all([fetched(answer.hits.slice(0, shown)), fetched(answer.near)]);
    if (mine === latest) done({ wish, found: answer, pages, near });
  } catch {
    if (mine === latest) failed();
  }
}

/**
 * @param {Hit[]} hits
 * @returns {Promise<Page[]>}
 */
function fetched(hits) {
  return Promise.all(hits.map((hit) => hit()));
}

/** Show ten more, and move on to the first of them. */
async function showMore() {
  if (!found) return;
  const mine = latest;
  const start = results.shown();
  try {
    const pages = await fetched(found.hits.slice(start, start + STEP));
    if (mine !== latest || results.shown() !== start) return;
    results.append(found, pages).querySelector("a")?.focus();
    history.replaceState({ shown: results.shown() }, "");
  } catch {
    if (mine === latest) failed();
  }
}

/**
 * Set the state at once, and the text that is read aloud when typing has stopped.
 *
 * @param {"idle" | "loading" | "done" | "error"} state
 * @param {string} [text]
 */
function tell(state, text) {
  clearTimeout(telling);
  status.dataset.state = state;
  status.classList.toggle("unseen", found !== undefined); // the heading of the results says it too
  if (text === undefined) return;
  const say = () => (status.textContent = text);
  const wait = state === "idle" || state === "error" ? 0 : quiet - performance.now();
  if (wait > 0) telling = window.setTimeout(say, wait);
  else if (state !== "error" || status.textContent !== text) say();
}

function loading() {
  tell("loading", found ? undefined : words.loading);
}

function idle() {
  const lost = area.contains(document.activeElement);
  found = undefined;
  part("results").replaceChildren();
  area.hidden = true;
  browse.hidden = false;
  tell("idle", words.idle);
  if (lost) field.focus();
}

function failed() {
  index = undefined;
  idle();
  tell("error", words.failed);
}

/** @param {import("./search-results.js").Answer} answer */
function done(answer) {
  found = answer.found;
  const number = chosen(answer.wish);
  area.hidden = false;
  part("clear").hidden = number === 0;
  part("chosen").textContent = number ? fill(words.chosen, { n: number }) : "";
  panel.count(found.counts, found.values);
  browse.hidden = found.hits.length > 0;
  tell("done", results.show(answer));
}

/** Search for what the address says, as when it is opened or gone back to. */
function open() {
  const wish = fromAddress();
  settled = addressOf(wish);
  field.value = wish.query;
  sorts[wish.choice.sort === "date" ? 1 : 0].checked = true;
  interrupt();
  search(wish, Math.min(Number(history.state?.shown) || STEP, MOST));
}

/** Search with the filters and the order as they now stand, in a new place of the history. */
function choose() {
  interrupt();
  settle();
  settled = addressOf(fromForm());
  history.pushState(null, "", settled);
  search(fromForm());
}

/**
 * Call off the search that waits.
 *
 * @param {number} [time] How long typing goes on, as far as one can tell.
 */
function interrupt(time = 0) {
  clearTimeout(timer);
  quiet = performance.now() + time;
}

field.addEventListener("focus", () => opened().catch(() => undefined), { once: true });
field.addEventListener("input", () => {
  interrupt(QUIET);
  latest += 1;
  loading();
  timer = window.setTimeout(() => {
    history.replaceState(null, "", addressOf(fromForm()));
    search(fromForm());
  }, PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  interrupt();
  history.replaceState(null, "", addressOf(fromForm()));
  settle();
  search(fromForm());
});
area.addEventListener("change", choose);
part("clear").addEventListener("click", () => {
  for (const box of part("filters").querySelectorAll("input")) box.checked = false;
  choose();
  part("filters").querySelector("summary")?.focus();
});
more.querySelector("button")?.addEventListener("click", showMore);
addEventListener("popstate", () => {
  if (addressOf(fromAddress()) !== current) open(); // the skip links, too, come here
});
open();
