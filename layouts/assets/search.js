// bundle
/** The search page: from the field, the filters and the URL to results, and back into the URL. */

import { isHalfComposed } from "./composing.js";
import { openIndex } from "./find.js";
import { LostFile, editionOf } from "./index-loading.js";
import { IndexSource } from "./index-source.js";
import { counted } from "./plural.js";
import { filterPanel } from "./search-filters.js";
import { FIRST, fill, resultList } from "./search-results.js";
import { chosenValues, parseSearchParams, searchUrl } from "./search-params.js";

/**
 * @typedef {import("./find.js").Counts} Counts
 * @typedef {import("./find.js").Found} Found
 * @typedef {import("./find.js").Hit} Hit
 * @typedef {import("./find.js").Index} Index
 * @typedef {import("./find.js").Page} Page
 * @typedef {import("./index-loading.js").Reason} Reason
 * @typedef {import("./search-params.js").SearchParams} SearchParams
 */

/** How many results are shown at a time, and how many at most when one goes back to them. */
const STEP = 10;
const MOST = 100;

/** Milliseconds without a keystroke before the search begins, and before its outcome is read aloud. */
const PAUSE = 200;
const QUIET = 1000;

const root = /** @type {HTMLElement} */ (document.querySelector('[data-part="search"]'));
const words = /** @type {import("./search-results.js").Words} */ (root.dataset);
const form = /** @type {HTMLFormElement} */ (root.querySelector("form"));
const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
const status = part("search-status");
const area = part("found");
const browse = /** @type {HTMLElement} */ (document.querySelector('[data-part="browse"]'));
const themes = new Map(
  [.../** @type {NodeListOf<HTMLAnchorElement>} */ (browse.querySelectorAll("[data-theme]"))].map((link) => [
    link.text,
    link.href,
  ]),
);
const results = resultList(part, words, themes);
const panel = filterPanel(/** @type {HTMLDetailsElement} */ (part("filters")), (n) => fill(counted(words, "further", n), { n }), [...themes.keys()]);
const title = document.title;
const path = location.pathname;

const source = new IndexSource(
  editionOf(document) ?? { bundle: "", words: "", pages: "", script: "" },
  path,
  ({ bundle, words: data, pages }, again) => openIndex(bundle, data, pages, [], again ? "reload" : "default"),
  renew,
);

/** @type {Found | undefined} What is shown. */
let found;
/** @type {Counts | undefined} The values of the filters, once they are fetched. */
let all;
/** How many of its hits have been asked for. */
let asked = 0;
/** What the policy of the site must allow for the search to work, once it has refused it. */
let forbidden = "";
/** The number of the newest search: what an older one brings is thrown away. */
let latest = 0;
/** Timers: of the search that waits for typing to stop, and of the announcement of its outcome. */
let timer = 0;
let announcement = 0;
/** Whether the search of the address that the page was loaded with has begun: the page names the newest index then. */
let isLoaded = false;
/** When typing is taken to have stopped. */
let quiet = 0;
/** The address that typing must leave to the back button, and the address of what is shown. */
let settled = "";
let current = "";

/** @param {string} name */
function part(name) {
  return /** @type {HTMLElement} */ (root.querySelector(`[data-part="${name}"]`));
}

/** @returns {SearchParams} What the address says. */
function fromAddress() {
  return parseSearchParams(new URLSearchParams(location.search), panel.names, words.literal);
}

/** @returns {SearchParams} What the form says; a query is taken literally where the address says so of the same one. */
function fromForm() {
  const { query, filters, choice } = parseSearchParams(new FormData(form), panel.names, words.literal);
  const before = fromAddress();
  const literal = before.query === query && before.choice.literal;
  return { query, filters: all ? filters : before.filters, choice: { ...choice, literal } };
}

/**
 * Load the page anew for a newer script, but not twice for the same: a host may still give the older page.
 *
 * @param {string} script
 */
function renew(script) {
  const state = /** @type {{ script?: string } | null} */ (history.state);
  if (state?.script === script) return false;
  history.replaceState({ ...state, script }, "");
  location.reload();
  return true;
}

/** Give what was typed its own place in the history, after what stood there before. */
function settle() {
  const typed = searchUrl(fromAddress(), path);
  if (typed === settled) return;
  history.replaceState(null, "", settled);
  history.pushState(null, "", typed);
  settled = typed;
}

/**
 * Run a search, and show its first `shown` hits; only the newest search shows anything.
 *
 * Where a file is lost, the search is run once more: in a newer index, if a deploy has taken the old one away.
 *
 * @param {SearchParams} [params]
 * @param {number} [shown]
 * @param {() => Promise<Index>} [index]
 * @param {number} [top] How far down the page was scrolled when it was left.
 */
async function search(params = fromForm(), shown = STEP, index = () => source.newest(), top) {
  const mine = ++latest;
  current = searchUrl(params, path);
  document.title = params.query ? `${params.query} – ${title}` : title;
  if (all) panel.prepare(all, params.filters);
  if (!/[\p{L}\p{N}]/u.test(params.query) && !chosenValues(params.filters).length) {
    reset("idle", words.idle);
    return;
  }
  announce("loading", words.loading);
  try {
    await answer(await index(), params, shown, mine, true);
  } catch (error) {
    source.drop();
    if (mine !== latest) return;
    try {
      if (navigator.onLine && reasonOf(error) !== "slow") await source.exchange();
      if (mine === latest) await answer(await source.open(), params, shown, mine, false);
    } catch (again) {
      failed(again, mine);
    }
  }
  if (top !== undefined && found && mine === latest) scrollTo({ top, behavior: "instant" });
}

/**
 * Ask the index, and show what it finds.
 *
 * @param {Index} index
 * @param {SearchParams} params
 * @param {number} shown
 * @param {number} mine The number of the search.
 * @param {boolean} whole Whether anything lost is an error, or only having nothing to show.
 */
async function answer(index, params, shown, mine, whole) {
  if (mine !== latest) return;
  if (!all) panel.prepare(index.all, params.filters);
  all = index.all;
  const { hits, ...about } = await index.find(params.query, params.filters, params.choice);
  refuseLoss(index, whole || !hits.length);
  const [first, near] = await Promise.all([fetched(hits.slice(0, FIRST)), fetched(about.near)]);
  refuseLoss(index, whole);
  if (mine !== latest) return;
  const text = show(params, { hits, ...about }, first, near);
  asked = Math.min(shown, hits.length);
  const rest = await fetched(hits.slice(FIRST, shown));
  refuseLoss(index, whole || (hits.length > 0 && !first.length && !rest.length));
  if (mine !== latest) return;
  results.append({ hits, ...about }, rest, asked);
  finish(index, text);
}

/**
 * Say that the answer is there, or what there is of it; then the next search begins anew.
 *
 * @param {Index} index
 * @param {string} text
 */
function finish(index, text) {
  if (!index.lost().length) {
    announce("done", text);
    return;
  }
  source.drop();
  announce("partial", `${text}. ${words.partial}`);
}

/**
 * @param {Index} index
 * @param {boolean} [strict]
 */
function refuseLoss(index, strict = true) {
  const [reason] = index.lost();
  if (reason && strict) throw new LostFile("the search index", reason);
}

/**
 * @param {Hit[]} hits
 * @returns {Promise<Page[]>} The pages of the hits, but for those that are lost.
 */
async function fetched(hits) {
  const pages = await Promise.allSettled(hits.map((hit) => hit()));
  return pages.flatMap((page) => (page.status === "fulfilled" ? [page.value] : []));
}

/** Show ten more, and move on to the first of them; where any is lost, by a new search for all that is to be shown. */
async function showMore() {
  if (!found) return;
  const mine = latest;
  const start = asked;
  const pages = status.dataset.state === "done" ? await fetched(found.hits.slice(start, start + STEP)) : [];
  if (mine !== latest || asked !== start) return;
  if (pages.length === Math.min(STEP, found.hits.length - start)) {
    asked = start + pages.length;
    results.append(found, pages, asked);
  } else {
    source.drop();
    await search(fromAddress(), start + STEP, () => source.open());
  }
  part("results").children[start]?.querySelector("a")?.focus();
  remember();
}

/**
 * Set the state at once, and the text when typing has stopped, for it is read aloud. Where there are results their
 * heading says it too, so the text is not seen.
 *
 * @param {"idle" | "loading" | "done" | "partial" | "error"} state
 * @param {string} text
 */
function announce(state, text) {
  clearTimeout(announcement);
  status.dataset.state = state;
  status.classList.toggle("visually-hidden", Boolean(found) && state !== "partial");
  if (found ? state === "loading" : status.textContent === text) return;
  const wait = (found && state !== "partial") || state === "loading" ? quiet - performance.now() : 0;
  if (wait > 0) announcement = window.setTimeout(() => (status.textContent = text), wait);
  else status.textContent = text;
}

/**
 * Take away what is shown; the focus, where it was there, goes to the field.
 *
 * @param {"idle" | "error"} state
 * @param {string} text
 */
function reset(state, text) {
  if (area.contains(document.activeElement)) field.focus();
  found = undefined;
  part("results").replaceChildren();
  area.hidden = true;
  browse.hidden = false;
  announce(state, text);
}

/**
 * @param {unknown} error
 * @param {number} mine The number of the search that failed.
 */
function failed(error, mine) {
  console.error(error);
  source.drop();
  if (mine === latest) reset("error", excuse(reasonOf(error)));
}

/**
 * @param {unknown} error
 * @returns {Reason}
 */
function reasonOf(error) {
  return error instanceof LostFile ? error.reason : "network";
}

/**
 * @param {Reason} reason
 * @returns {string} What the reader is told, and can do.
 */
function excuse(reason) {
  if (forbidden) return fill(words.policy, { policy: forbidden });
  if (!navigator.onLine) return words.offline;
  const { failed: network, foreign, slow } = words;
  return { network, refused: foreign, foreign, slow }[reason];
}

/**
 * Show what was found, the first of it to begin with.
 *
 * @param {SearchParams} params
 * @param {Found} answer
 * @param {Page[]} pages
 * @param {Page[]} near
 * @returns {string} The text to announce.
 */
function show({ query, filters, choice }, answer, pages, near) {
  const chosen = chosenValues(filters);
  const said = query ? (chosen.length ? "narrowed" : "found") : "filtered";
  const headline = (/** @type {number} */ n) => {
    const line = counted(words, said, n);
    return choice.sort === "date" && n > 1 ? fill(words.newest, { found: line }) : line;
  };
  const literal = searchUrl({ query, filters, choice: { ...choice, literal: words.literal } }, path);
  const question = new URLSearchParams({ sporsmal: query || chosen.join(", ") });
  found = answer;
  area.hidden = false;
  browse.hidden = answer.hits.length > 0;
  part("clear").hidden = !chosen.length;
  part("chosen").textContent = chosen.length ? fill(counted(words, "chosen", chosen.length), { n: chosen.length }) : "";
  part("search-ask").setAttribute("href", `${words.ask}?${question}`);
  panel.count(answer.counts, answer.values);
  return results.show({ found, pages, near, headline, query, literal });
}

/** Search for what the address says, as when it is opened or gone back to. */
function open() {
  const params = fromAddress();
  settled = searchUrl(params, path);
  field.value = params.query;
  /** @type {RadioNodeList} */ (form.elements.namedItem("sort")).value = params.choice.sort;
  interrupt();
  const { shown, top } = /** @type {{ shown?: number, top?: number }} */ (history.state ?? {});
  void search(params, Math.min(shown ?? STEP, MOST), isLoaded ? undefined : () => source.open(), top);
  isLoaded = true;
}

/** Keep in the history how many hits are shown and how far the page is scrolled, for who comes back to it. */
function remember() {
  const state = /** @type {object | null} */ (history.state);
  if (found) history.replaceState({ ...state, shown: Math.max(STEP, asked), top: scrollY }, "");
}

/** Search for what was typed, in the same place of the history. */
function searchTyped() {
  history.replaceState(null, "", searchUrl(fromForm(), path));
  void search();
}

/** Search with the current filters and order, as a new history entry. */
function choose() {
  interrupt();
  settle();
  settled = searchUrl(fromForm(), path);
  history.pushState(null, "", settled);
  void search();
}

/**
 * Call off the search that waits.
 *
 * @param {number} [time] How long typing goes on, as far as one can know.
 */
function interrupt(time = 0) {
  clearTimeout(timer);
  quiet = performance.now() + time;
}

document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
  forbidden = `${effectiveDirective.replace(/-elem$/u, "")} ${blockedURI === "wasm-eval" ? "'wasm-unsafe-eval'" : "'self'"}`;
});
addEventListener("online", () => {
  if (/^(?:error|partial)$/u.test(status.dataset.state ?? "")) void search();
});

/** Search when typing stops. */
function typed() {
  interrupt(QUIET);
  latest += 1;
  announce("loading", words.loading);
  timer = window.setTimeout(searchTyped, PAUSE);
}

const prefetch = () => source.open().catch((/** @type {unknown} */ error) => failed(error, 0));
field.addEventListener("focus", prefetch, { once: true });
field.addEventListener("input", (event) => {
  if (!isHalfComposed(event)) typed();
});
field.addEventListener("compositionstart", () => interrupt()); // what waits would read the half of it
field.addEventListener("compositionend", typed);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  interrupt();
  searchTyped();
  settle();
});
area.addEventListener("change", choose);
part("clear").addEventListener("click", () => {
  if (all) panel.prepare(all, {});
  choose();
  part("filters").querySelector("summary")?.focus();
});
part("more").querySelector("button")?.addEventListener("click", showMore);
history.scrollRestoration = "manual"; // the hits come later than the browser would scroll
addEventListener("pagehide", remember);
addEventListener("popstate", () => {
  /* The skip links, too, come here. */
  if (searchUrl(fromAddress(), path) !== current) open();
});
root.querySelector('[data-part="search-unstarted"]')?.remove();
open();
