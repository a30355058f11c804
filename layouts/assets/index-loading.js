/** Files that the search fetches by itself: each read to its end within a limit, or said to be lost, and why. */

/**
 * @typedef {"network" | "refused" | "foreign" | "slow"} Reason Why a file was lost: no answer, an answer that says no,
 *   something else than the file, or nothing within the limit.
 * @typedef {{ bundle: string, words: string, pages: string, script: string }} Edition The addresses of an index: of
 *   pagefind.js, ord.json and sider.json, and of the script that reads them.
 */

/** Milliseconds that a file may take. What Pagefind fetches has limits of its own (index-files.js). */
const LIMIT = 15_000;

/** Milliseconds that a search waits to hear whether there is a newer index. */
const SHORT_LIMIT = 5_000;

/** A file that the search cannot do without. */
export class LostFile extends Error {
  /**
   * @param {string} address
   * @param {Reason} reason
   * @param {unknown} [cause]
   */
  constructor(address, reason, cause) {
    super(`${address}: ${reason}`, { cause });
    this.reason = reason;
  }
}

/**
 * @param {string} address
 * @param {RequestCache} [cache]
 * @returns {Promise<unknown>}
 */
export async function fetchJson(address, cache = "default") {
  const text = await fetchText(address, cache, LIMIT);
  try {
    /** @type {unknown} */
    const data = JSON.parse(text);
    return data;
  } catch (error) {
    throw new LostFile(address, "foreign", error);
  }
}

/** How often each module could not be imported. @type {Map<string, number>} */
const failures = new Map();

/**
 * Import a module, after a failure by an address of its own: a browser keeps what it could not import, and a script
 * that came empty or was cut too.
 *
 * @param {string} address
 * @param {string[]} exported What a whole module exports.
 * @returns {Promise<unknown>} The module, or LostFile where it does not come or is not that script.
 */
export async function importModule(address, exported) {
  const tried = failures.get(address) ?? 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Promise<never>} */
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new LostFile(address, "slow")), LIMIT);
  });
  try {
    const loaded = /** @type {Promise<object>} */ (import(tried ? `${address}?${tried}` : address));
    const module = await Promise.race([loaded, late]);
    if (exported.some((name) => !(name in module))) throw new LostFile(address, "foreign");
    return module;
  } catch (error) {
    failures.set(address, tried + 1);
    throw error instanceof LostFile ? error : new LostFile(address, "network", error);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Return the newest edition of the index, which the search page names; nothing where it cannot be told now.
 *
 * @param {string} page The address of the search page.
 * @returns {Promise<Edition | undefined>}
 */
export async function newestEdition(page) {
  try {
    const html = await fetchText(`${page}?new`, "no-cache", SHORT_LIMIT);
    return editionOf(new DOMParser().parseFromString(html, "text/html"));
  } catch {
    return undefined;
  }
}

/**
 * @param {Document} page
 * @returns {Edition | undefined}
 */
export function editionOf(page) {
  const { bundle, words, pages } = /** @type {HTMLElement | null} */ (page.querySelector('[data-part="search"]'))?.dataset ?? {};
  const script = page.querySelector('script[src*="search.js"]')?.getAttribute("src") ?? "";
  return bundle && words && pages ? { bundle, words, pages, script } : undefined;
}

/**
 * @param {string} address
 * @param {RequestCache} cache
 * @param {number} limit
 * @returns {Promise<string>}
 */
async function fetchText(address, cache, limit) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), limit);
  /** @type {Reason} */
  let reason = "network";
  try {
    const answer = await fetch(address, { cache, signal: stop.signal });
    if (!answer.ok) reason = "refused";
    if (!answer.ok) throw new Error(String(answer.status));
    return await answer.text();
  } catch (error) {
    throw new LostFile(address, stop.signal.aborted ? "slow" : reason, error);
  } finally {
    clearTimeout(timer);
  }
}
