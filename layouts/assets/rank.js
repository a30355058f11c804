/** From what was found for each word to pages in order. Pure. */

/**
 * @typedef {import("./question.js").Concept} Concept
 * @typedef {import("./question.js").Alternative} Alternative
 * @typedef {object} Trace What one word left on one page.
 * @property {number} frequency How much the text has of it, from 0 to about 2.
 * @property {boolean} title
 * @property {boolean} summary
 * @property {number[]} places Where in the text.
 * @typedef {{ exact: Set<string>, pages: Map<string, Trace> }} Traces By the id of the page.
 * @typedef {{ id: string, score: number, share: number, places: Map<number, number> }} Ranked
 */

export const TUNING = {
  text: 1,
  title: 1.8,
  summary: 0.5,
  begins: 0.55,
  whole: 1.0,
  cover: 0.5,
  together: 0.5,
  least: 0.34,
  rare: 0.5,
  long: 0,
  sure: 0.8,
};

/**
 * Return the pages that have enough of what was meant, best first.
 *
 * @param {Concept[]} concepts
 * @param {(word: string) => Traces} tracesOf
 * @param {number} total How many pages there are.
 * @returns {Ranked[]}
 */
export function rank(concepts, tracesOf, total) {
  const found = concepts.map((concept) => strengths(concept, tracesOf));
  const weights = found.map(({ often }, index) => (often ? rarity(often, total) ** TUNING.rare * (Math.min(concepts[index].text.length, 8) / 8) ** TUNING.long : 0));
  const sum = weights.reduce((one, other) => one + other, 0);
  /** @type {Map<string, Ranked & { title: number }>} */
  const pages = new Map();
  found.forEach(({ pages: hits }, index) => {
    for (const [id, { strength, title, places, weight }] of hits) {
      const page = pages.get(id) ?? { id, score: 0, share: 0, title: 0, places: new Map() };
      page.score += strength * weights[index];
      page.share += (Math.min(1, weight) * weights[index]) / sum;
      if (title) page.title += (Math.min(1, weight) * weights[index]) / sum;
      for (const place of places) page.places.set(place, Math.max(page.places.get(place) ?? 0, weights[index] * weight));
      pages.set(id, page);
    }
  });
  for (const page of pages.values()) {
    page.score = page.score * page.share ** TUNING.cover + TUNING.whole * sum * page.title ** 2;
    page.score += TUNING.together * closeness(page.places) ;
  }
  const best = Math.max(0, ...[...pages.values()].map(({ share }) => share));
  return [...pages.values()]
    .filter(({ share }) => share >= best * TUNING.least)
    .sort((one, other) => other.score - one.score || (one.id < other.id ? -1 : 1));
}

/**
 * @param {Concept} concept
 * @param {(word: string) => Traces} tracesOf
 */
function strengths({ alternatives }, tracesOf) {
  /** @type {Map<string, { strength: number, title: boolean, places: number[], weight: number }>} */
  const pages = new Map();
  const holding = new Set();
  const beginning = new Set();
  for (const { words, weight, exact } of alternatives) {
    const traces = words.map(tracesOf);
    for (const id of traces[0].pages.keys()) {
      if (traces.some((each) => !each.pages.has(id))) continue;
      if (exact && traces.some((each) => !each.exact.has(id))) continue;
      const each = traces.map((one) => strengthOf(one, id));
      const strength = (weight * each.reduce((one, other) => one + other, 0)) / each.length;
      const held = traces.every((one) => one.exact.has(id));
      if (weight > 0.8) (held ? holding : beginning).add(id);
      const page = pages.get(id) ?? { strength: 0, title: false, places: [], weight: 0 };
      const title = traces.every((one) => one.pages.get(id)?.title);
      const worth = weight * (held || traces.some((one) => one.exact.size === 0) ? 1 : TUNING.begins);
      page.title ||= title && weight >= TUNING.sure;
      page.strength = Math.max(page.strength, strength);
      page.weight = Math.max(page.weight, worth);
      page.places.push(...traces.flatMap((one) => one.pages.get(id)?.places ?? []));
      pages.set(id, page);
    }
  }
  return { pages, often: holding.size || beginning.size || pages.size };
}

/**
 * @param {Traces} traces
 * @param {string} id
 */
function strengthOf({ exact, pages }, id) {
  const trace = pages.get(id);
  if (!trace) return 0;
  const whole = exact.size === 0 || exact.has(id) ? 1 : TUNING.begins;
  const { text, title, summary } = TUNING;
  return whole * (text * trace.frequency + title * Number(trace.title) + summary * Number(trace.summary));
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
 * Return how much of what was meant stands close together at the best place: the sum of weights within twelve words.
 *
 * @param {Map<number, number>} places
 */
function closeness(places) {
  const sorted = [...places].sort(([one], [other]) => one - other);
  let best = 0;
  for (let from = 0; from < sorted.length; from += 1) {
    const seen = new Set();
    let sum = 0;
    for (let to = from; to < sorted.length && sorted[to][0] - sorted[from][0] < 12; to += 1) {
      if (seen.has(sorted[to][1])) continue; // the same concept, as good as always
      seen.add(sorted[to][1]);
      sum += sorted[to][1];
    }
    if (seen.size > 1) best = Math.max(best, sum);
  }
  return best;
}
