/** Ranking: from the postings of each word to pages, best first. Pure. */

/**
 * @typedef {import("./question.js").Concept} Concept
 * @typedef {object} Posting One word on one page.
 * @property {number} frequency How much the text has of it, as BM25 weighs it: from 0 to about 2.
 * @property {boolean} title Whether the title has it.
 * @property {boolean} summary
 * @property {number[]} positions Where in the text, counted in words.
 * @typedef {object} Postings One word on all pages, by their ids.
 * @property {Map<string, Posting>} pages Those that have the word, or a longer one that begins so.
 * @property {Set<string>} exact Those that have the word itself.
 * @typedef {object} Ranked A page that was found.
 * @property {string} id
 * @property {number} score
 * @property {number} share How much of what was meant the page has, from 0 to 1.
 * @property {Map<number, number>} positions Which words of the text match, and what each weighs.
 * @property {number} titled How much of what was meant the title has, from 0 to 1.
 * @typedef {{ strength: number, worth: number, title: number, positions: number[] }} Match One concept on one page; `title`: its
 *   worth in the title.
 */

/** What each sign that a page is the right one counts for; docs/developer/search.md says how they were chosen. */
export const TUNING = {
  title: 1.8, // a word in the title, where one in the text counts up to 2
  summary: 0.5, // a word in the summary
  begins: 0.5, // a longer word that begins as the reader's, where the word itself counts 1
  light: 0.2, // the weight of a stop word, for each of its inverse document frequency
  rare: 0.5, // the power of the inverse document frequency: the rarest word of a query is seldom all of it
  cover: 1, // the power of the share of the query that the page has
  asked: 1.1, // a word in a question of also_asked, where the title lacks it
  whole: 2, // a title, or a question of also_asked, that has all of the query
  together: 0.5, // words of the query close to each other in the text
  beside: 0.3, // two of them one after the other, as in the query
  number: 1, // the same where one is a number: 18 prosent, 1. juli
  least: 0.34, // the share of the query, relative to the best page's, under which a page is no hit
};

/** The weight of an alternative above which it means the same as the word, and is counted with it. */
const SURE = 0.8;

/** How many words apart is still together. */
const NEAR = 12;

/** How many words a question has at most: also_asked is looked through in such stretches. */
const QUESTION = 14;

/**
 * Return the pages that have enough of what was meant, best first.
 *
 * @param {Concept[]} concepts
 * @param {(word: string) => Postings} postingsOf
 * @param {number} total How many pages there are.
 * @param {(id: string) => number} [askedFrom] From which word of its text on a page says how readers ask for it.
 * @returns {Ranked[]}
 */
export function rank(concepts, postingsOf, total, askedFrom = () => NaN) {
  const found = concepts.map((concept) => matches(concept, postingsOf));
  const weights = found.map(({ often }, at) => {
    const idf = often && rarity(often, total);
    return often && (concepts[at].light ? TUNING.light * idf : idf ** TUNING.rare) + at / 1e12; // no two alike
  });
  const summed = (/** @type {number[]} */ all) => all.reduce((one, other) => one + other, 0);
  const sum = summed(weights);
  const small = weights.filter((_, at) => concepts[at].light);
  const meant = sum - summed(small);
  /** @type {Map<string, Ranked>} */
  const pages = new Map();
  found.forEach(({ pages: matched }, index) => {
    const weight = weights[index];
    for (const [id, { strength, worth, title, positions }] of matched) {
      const page = pages.get(id) ?? unranked(id);
      page.score += strength * weight;
      if (!concepts[index].light) {
        page.share += (Math.min(1, worth) * weight) / meant;
        page.titled += (Math.min(1, title) * weight) / meant;
      }
      const before = found[index - 1]?.pages.get(id)?.positions ?? [];
      if (positions.some((at) => before.includes(at - 1))) {
        const isNumber = concepts.slice(index - 1, index + 1).some(({ text }) => /\d/u.test(text));
        page.score += (weight + weights[index - 1]) * (TUNING.beside + (isNumber ? TUNING.number : 0));
      }
      for (const at of positions) page.positions.set(at, Math.max(page.positions.get(at) ?? 0, weight * worth));
      pages.set(id, page);
    }
  });
  for (const page of pages.values()) {
    const [asked, text] = parted(page.positions, askedFrom(page.id));
    const question = closeness(asked, QUESTION, 1) / sum;
    page.score += TUNING.asked * sum * Math.max(0, question - page.titled);
    page.score *= page.share ** TUNING.cover;
    page.score += TUNING.whole * sum * Math.max(question, page.titled) ** 3 + TUNING.together * closeness(text, NEAR, 2);
    for (const [at, weight] of page.positions) if (small.includes(weight)) page.positions.delete(at); // not for the snippet
  }
  const best = Math.max(0, ...[...pages.values()].map(({ share }) => share));
  return [...pages.values()]
    .filter(({ share }) => share && share >= best * TUNING.least)
    .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
}

/**
 * Return whether any page has a concept, by any of its alternatives.
 *
 * @param {Concept} concept
 * @param {(word: string) => Postings} postingsOf
 */
export function isFound(concept, postingsOf) {
  return matches(concept, postingsOf).pages.size > 0;
}

/**
 * @param {string} id
 * @returns {Ranked} A page that no word was looked for in.
 */
export function unranked(id) {
  return { id, score: 0, share: 0, titled: 0, positions: new Map() };
}

/**
 * Return the pages that have a concept by any of its alternatives, the best of which counts.
 *
 * @param {Concept} concept
 * @param {(word: string) => Postings} postingsOf
 * @returns {{ pages: Map<string, Match>, often: number }} `often`: how many pages have it, synonyms apart.
 */
function matches({ alternatives }, postingsOf) {
  /** @type {Map<string, Match>} */
  const pages = new Map();
  /** @type {Set<string>} */
  const holding = new Set();
  /** @type {Set<string>} */
  const beginning = new Set();
  for (const { words, weight, exact } of alternatives) {
    const postings = words.map(postingsOf);
    for (const id of postings[0].pages.keys()) {
      const held = postings.every((each) => each.exact.has(id));
      if (exact ? !held : postings.some((each) => !each.pages.has(id))) continue;
      if (weight > SURE) (held ? holding : beginning).add(id);
      const page = pages.get(id) ?? { strength: 0, worth: 0, title: 0, positions: [] };
      const strengths = postings.map((each) => strength(each, id));
      const whole = held || postings.some((each) => each.exact.size === 0);
      page.strength = Math.max(page.strength, (weight * strengths.reduce((one, other) => one + other)) / words.length);
      const worth = weight * (whole ? 1 : TUNING.begins);
      page.worth = Math.max(page.worth, worth);
      if (postings.every((each) => each.pages.get(id)?.title)) page.title = Math.max(page.title, worth);
      page.positions.push(...postings.flatMap((each) => each.pages.get(id)?.positions ?? []));
      pages.set(id, page);
    }
  }
  return { pages, often: holding.size || beginning.size || pages.size };
}

/**
 * Return how strongly a page has a word.
 *
 * @param {Postings} postings
 * @param {string} id
 */
function strength({ exact, pages }, id) {
  const posting = pages.get(id);
  if (!posting) return 0;
  const whole = exact.size === 0 || exact.has(id) ? 1 : TUNING.begins;
  return whole * (posting.frequency + TUNING.title * Number(posting.title) + TUNING.summary * Number(posting.summary));
}

/**
 * Return the inverse document frequency of BM25, which is never below zero.
 *
 * @param {number} often
 * @param {number} total
 */
export function rarity(often, total) {
  return Math.log(1 + (total - often + 0.5) / (often + 0.5));
}

/**
 * Return how much a word weighs that a page has `times`, as BM25 has it for a page of common length.
 *
 * @param {number} times
 */
export function saturated(times) {
  return (2.2 * times) / (1.2 + times);
}

/**
 * @param {Map<number, number>} positions
 * @param {number} from
 * @returns {[number, number][][]} What is from a place on, and what is before it or where there is no such place.
 */
function parted(positions, from) {
  const sorted = [...positions].sort(([one], [other]) => one - other);
  return [sorted.filter(([place]) => place >= from), sorted.filter(([place]) => !(place >= from))];
}

/**
 * Return the weight of the query's words that are close to each other at the best place; equal weights count once.
 *
 * @param {[number, number][]} sorted
 * @param {number} near How many words apart is still close.
 * @param {number} least How many words must be there.
 */
function closeness(sorted, near, least) {
  let best = 0;
  for (let from = 0; from < sorted.length; from += 1) {
    /** @type {Set<number>} */
    const seen = new Set();
    for (let to = from; to < sorted.length && sorted[to][0] - sorted[from][0] < near; to += 1) seen.add(sorted[to][1]);
    if (seen.size >= least) best = Math.max(best, [...seen].reduce((one, other) => one + other));
  }
  return best;
}
