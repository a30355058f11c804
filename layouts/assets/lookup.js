/** What stands where in the index: all that knows Pagefind, which looks up each word by itself. */

import { rarity, saturated } from "./rank.js";

/**
 * @typedef {import("./find.js").Counts} Counts
 * @typedef {import("./narrow.js").Members} Members
 * @typedef {import("./rank.js").Traces} Traces
 * @typedef {{ id: string, data: () => Promise<any> }} Result
 */

/**
 * How Pagefind scores one word: by BM25 over the text alone. The title and the summary are weighed in rank.js, so
 * Pagefind only tells whether they have the word.
 */
export const RANKING = {
  termFrequency: 1,
  termSaturation: 1.2,
  pageLength: 0.6,
  termSimilarity: 9,
  diacriticSimilarity: 0,
  metaWeights: { title: 0, summary: 0, date: 0, image: 0, image_alt: 0, laws: 0, about: 0 },
};

/**
 * Fetch Pagefind, and which pages there are.
 *
 * @param {string} bundle The address of pagefind.js.
 * @param {(word: string) => boolean} begins Whether a word of the site begins as this one does.
 */
export async function openLookup(bundle, begins) {
  const pagefind = await import(bundle);
  await pagefind.options({ ranking: RANKING });
  const [all, every, dated] = await Promise.all([
    pagefind.filters(),
    pagefind.search(null),
    pagefind.search(null, { sort: { date: "desc" } }), // those without a date are not among them
  ]);
  return new Lookup(pagefind, begins, all, every.results, dated.results);
}

/** The index of a site. */
export class Lookup {
  /** @type {Map<string, Promise<Traces>>} */
  #traces = new Map();
  /** @type {Promise<Members> | undefined} */
  #members;

  /**
   * @param {any} pagefind
   * @param {(word: string) => boolean} begins
   * @param {Counts} all The values of all filters.
   * @param {Result[]} every
   * @param {Result[]} dated The newest first.
   */
  constructor(pagefind, begins, all, every, dated) {
    this.pagefind = pagefind;
    this.begins = begins;
    this.all = all;
    this.total = every.length;
    this.place = new Map(dated.map(({ id }, index) => [id, index]));
    this.results = new Map(every.map((result) => [result.id, result])); // Pagefind forgets those that are let go
  }

  /** @returns {string[]} Every page, the newest first. */
  everything() {
    return [...this.results.keys()].sort((one, other) => this.age(one) - this.age(other));
  }

  /**
   * @param {string} id
   * @returns {number} How many pages are newer; a page without a date is the oldest.
   */
  age(id) {
    return this.place.get(id) ?? this.total;
  }

  /**
   * @param {string} id
   * @returns {Promise<any>} What Pagefind keeps of a page.
   */
  async page(id) {
    return this.results.get(id)?.data();
  }

  /**
   * @param {string} word
   * @returns {Promise<Traces>} What is known of the word, fetched once.
   */
  lookUp(word) {
    const traces = this.#traces.get(word) ?? this.#fetchTraces(word);
    this.#traces.set(word, traces);
    traces.catch(() => this.#traces.delete(word));
    return traces;
  }

  /**
   * @param {string} word A word, or a label: the name of a filter and a value of it.
   * @returns {Promise<Traces>}
   */
  async #fetchTraces(word) {
    const label = word.match(/^(.+)=(.+)$/u);
    if (label) {
      const ids = (await this.membership()).get(label[1])?.get(label[2]) ?? new Set();
      const trace = { frequency: 1, title: true, summary: false, places: [] };
      return { exact: ids, pages: new Map([...ids].map((id) => [id, trace])) };
    }
    const [loose, exact] = await Promise.all([this.pagefind.search(word), this.exact(word)]);
    const scale = rarity(loose.unfilteredResultCount, this.total);
    /** @type {Traces["pages"]} */
    const pages = new Map([...exact].map((id) => [id, { frequency: 0, title: false, summary: false, places: [] }]));
    const shortened = exact.size === 0 && !this.begins(word); // Pagefind found a shorter word instead
    for (const { id, score, words, matchedMetaFields = [] } of shortened ? [] : loose.results) {
      pages.set(id, {
        frequency: exact.has(id) ? score / scale : saturated(words.length),
        title: matchedMetaFields.includes("title"),
        summary: matchedMetaFields.includes("summary"),
        places: words,
      });
    }
    return { exact, pages };
  }

  /**
   * @param {string} text
   * @returns {Promise<Set<string>>} The pages that have the text word by word.
   */
  async exact(text) {
    const { results } = await this.pagefind.search(`"${text}"`);
    return new Set(results.map((/** @type {{ id: string }} */ { id }) => id));
  }

  /** @returns {Promise<Members>} The pages of each value of each filter, found once. */
  membership() {
    const pagesOf = async (/** @type {string} */ name, /** @type {string} */ value) => {
      const { results } = await this.pagefind.search(null, { filters: { [name]: value } });
      return new Set(results.map((/** @type {{ id: string }} */ { id }) => id));
    };
    const valuesOf = async (/** @type {string} */ name) => {
      const values = Object.keys(this.all[name]);
      const pages = values.map(async (value) => /** @type {const} */ ([value, await pagesOf(name, value)]));
      return /** @type {const} */ ([name, new Map(await Promise.all(pages))]);
    };
    this.#members ??= Promise.all(Object.keys(this.all).map(valuesOf)).then((entries) => new Map(entries));
    return this.#members;
  }
}
