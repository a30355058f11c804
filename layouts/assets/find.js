/**
 * From a query and filters to pages: all that knows Pagefind.
 *
 * Pagefind looks up each word by itself. What the reader meant is for question.js to say, which page is best for
 * rank.js, and what of it is shown for passage.js.
 *
 * @typedef {Record<string, string[]>} Filters The chosen values by filter: any of one filter, and all filters.
 * @typedef {Record<string, Record<string, number>>} Counts The number of pages by filter and value.
 * @typedef {{ title: string, href: string }} Part A section of a page, or another chapter of the same article.
 * @typedef {{ text: string, marked: boolean }} Piece A stretch of plain text, and whether the reader searched for it.
 * @typedef {object} Page
 * @property {string} title
 * @property {string} href
 * @property {string} kind
 * @property {string[]} themes
 * @property {string} date
 * @property {string} byline
 * @property {string} lang nb, nn or "".
 * @property {Piece[]} excerpt The best passage; of a question, the beginning of its answer.
 * @property {boolean} answer Whether the excerpt is the beginning of an answer.
 * @property {Part[]} parts The sections that have most of what was searched for.
 * @property {Part[]} chapters Other chapters of the same article that were found too.
 * @property {boolean} pinned Whether an editor pinned the page to the query.
 * @typedef {() => Promise<Page>} Hit What fetches one page.
 * @typedef {object} Found
 * @property {Hit[]} hits The best first, or the newest.
 * @property {Counts} counts How many pages each value would give.
 * @property {Counts} values Which values there are to choose from, for the query alone.
 * @property {{ shown: string, typed: string } | undefined} correction What was searched for instead.
 * @property {Hit[]} near Where there are no hits: the questions most like it.
 * @property {string[]} themes Where there are no hits: the nearest themes.
 * @typedef {{ sort: "relevance" | "date", literal: boolean }} Choice Whether what was typed is left as it is.
 * @typedef {object} Index
 * @property {Counts} all
 * @property {(query: string, filters: Filters, choice: Choice) => Promise<Found>} find
 */

import { language } from "./question.js";
import { rank, rarity } from "./rank.js";
import { passage } from "./passage.js";

/** How Pagefind scores one word: BM25 of the text alone, since the title and the summary are weighed in rank.js. */
export const RANKING = {
  termFrequency: 1,
  termSaturation: 1.2,
  pageLength: 0.6,
  termSimilarity: 3,
  metaWeights: { title: 0, summary: 0, date: 0, image: 0, image_alt: 0, laws: 0 },
};

/**
 * @param {string} bundle
 * @param {string} words
 * @param {string[]} [off]
 * @returns {Promise<Index>}
 */
export async function openIndex(bundle, words, off = []) {
  const pagefind = await import(bundle);
  const [data] = await Promise.all([fetch(words, { cache: "no-cache" }).then((answer) => answer.json()), pagefind.options({ ranking: RANKING })]);
  const knowledge = language(data, new Set(off));
  const everything = await pagefind.search(null);
  const total = everything.results.length;
  /** @type {Map<string, any>} */
  const fetchers = new Map(everything.results.map((/** @type {any} */ each) => [each.id, each.data]));
  /** @type {Map<string, Promise<any>>} */
  const cache = new Map();

  /** @param {string} word */
  function lookUp(word) {
    let traces = cache.get(word);
    if (!traces) {
      traces = fetchTraces(pagefind, word, total);
      cache.set(word, traces);
    }
    return traces;
  }

  /** @param {string} query @param {any} filters @param {any} choice */
  async function find(query, filters, choice = {}) {
    const question = await knowledge.understand(query, choice.literal, async (word) => (await lookUp(word)).exact.size > 0);
    const needed = new Set(question.concepts.flatMap(({ alternatives }) => alternatives.flatMap(({ words }) => words)));
    const traces = new Map(await Promise.all([...needed].map(async (word) => /** @type {[string, any]} */ ([word, await lookUp(word)]))));
    const ranked = rank(question.concepts, (word) => traces.get(word), total);
    return { question, ranked, hits: ranked.map(({ id }) => async () => ({ href: (await fetchers.get(id)()).url })) };
  }
  return { all: {}, find };
}

/** @param {any} pagefind @param {string} word @param {number} total */
async function fetchTraces(pagefind, word, total) {
  const [loose, exact] = await Promise.all([pagefind.search(word), pagefind.search(`"${word}"`)]);
  const often = loose.unfilteredResultCount;
  const scale = 1.8 * rarity(often, total);
  /** @type {Map<string, any>} */
  const pages = new Map();
  for (const { id, score, words: places, matchedMetaFields = [] } of loose.results) {
    pages.set(id, {
      frequency: score / scale,
      title: matchedMetaFields.includes("title"),
      summary: matchedMetaFields.includes("summary"),
      places,
    });
  }
  for (const { id } of exact.results) if (!pages.has(id)) pages.set(id, {frequency: 0, title: false, summary: false, places: []});
  return { exact: new Set(exact.results.map((/** @type {any} */ each) => each.id)), pages };
}
