/** What of a page is shown: the best passage, or the beginning of an answer, and the sections that match. Pure. */

/**
 * @typedef {import("./find.js").Piece} Piece
 * @typedef {import("./find.js").Part} Part
 * @typedef {Map<number, number>} Places Which words of the text were searched for, and what each weighs.
 * @typedef {{ id: string, element: string, text: string, location: number }} Anchor
 */

/** How many words a passage has. */
const LENGTH = 32;

/** How many sections of a page are shown. */
const MOST_PARTS = 3;

/** The id of an answer in layouts/qa.html. */
const ANSWER = "svar_";

/**
 * Return the passage with most of what was searched for; the beginning of the answer where the page has one.
 *
 * @param {string} content
 * @param {Anchor[]} anchors
 * @param {Places} places
 * @returns {{ excerpt: Piece[], answer: boolean }} No pieces where nothing of the text was searched for.
 */
export function passage(content, anchors, places) {
  const words = content.split(/\s+/u);
  const answer = anchors.find(({ id }) => id === ANSWER);
  if (answer) return { excerpt: cut(words, answer.location, places, answer.location), answer: true };
  const start = densest(places);
  return { excerpt: start < 0 ? [] : cut(words, Math.min(start, Math.max(0, words.length - LENGTH)), places, 0), answer: false };
}

/**
 * Return where the passage begins that has the most of what was searched for, each word counted once; -1 for none.
 *
 * @param {Places} places
 */
function densest(places) {
  const sorted = [...places].sort(([one], [other]) => one - other);
  let best = -1;
  let most = 0;
  for (let from = 0; from < sorted.length; from += 1) {
    const seen = new Set();
    let sum = 0;
    for (let to = from; to < sorted.length && sorted[to][0] - sorted[from][0] < LENGTH - 6; to += 1) {
      sum += seen.has(sorted[to][1]) ? sorted[to][1] / 8 : sorted[to][1];
      seen.add(sorted[to][1]);
    }
    if (sum > most) [best, most] = [sorted[from][0], sum];
  }
  return Math.max(best < 0 ? -1 : 0, best - 6);
}

/**
 * @param {string[]} words
 * @param {number} start
 * @param {Places} places
 * @param {number} first Where the text begins that the passage is of.
 * @returns {Piece[]}
 */
function cut(words, start, places, first) {
  /** @type {Piece[]} */
  const pieces = [];
  const end = Math.min(words.length, start + LENGTH);
  for (let at = start; at < end; at += 1) {
    const marked = places.has(at);
    const last = pieces.at(-1);
    const text = at + 1 < end ? `${words[at]} ` : words[at];
    if (last?.marked === marked) last.text += text;
    else pieces.push({ text, marked });
  }
  if (start > first) pieces.unshift({ text: "… ", marked: false });
  if (end < words.length) pieces.push({ text: " …", marked: false });
  return pieces.map(({ text, marked }) => ({ text, marked }));
}

/**
 * Return the sections that have most of what was searched for, in the order of the page.
 *
 * @param {string} href
 * @param {Anchor[]} anchors Those with _ in the id are the layout's own.
 * @param {Places} places
 * @returns {Part[]}
 */
export function sections(href, anchors, places) {
  const headings = anchors
    .filter(({ element, id, text }) => /^h\d$/iu.test(element) && !id.includes("_") && text.trim())
    .sort((one, other) => one.location - other.location);
  const sums = headings.map(() => 0);
  for (const [place, weight] of places) {
    const at = headings.findLastIndex(({ location }) => location <= place);
    if (at >= 0) sums[at] += weight;
  }
  const most = [...sums].sort((one, other) => other - one)[MOST_PARTS - 1] ?? 0;
  return headings
    .filter((_, index) => sums[index] > 0 && sums[index] >= most)
    .slice(0, MOST_PARTS)
    .map(({ id, text }) => ({ title: text.trim(), href: `${href}#${id}` }));
}
