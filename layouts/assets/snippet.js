/** What of a page a hit shows: the best snippet or the beginning of an answer, and the sections that match. Pure. */

/**
 * @typedef {import("./find.js").Page} Page
 * @typedef {import("./find.js").Piece} Piece
 * @typedef {import("./find.js").Part} Part
 * @typedef {import("./lookup.js").PageData} PageData
 * @typedef {Map<number, number>} Positions Which words of the text were searched for, and what each weighs.
 * @typedef {{ id: string, element: string, text: string, location: number }} Anchor
 */

/** How many words a snippet has. */
const LENGTH = 32;

/** How many of them come before the first word that was searched for. */
const BEFORE = 6;

/** How much more another passage of an answer must be worth than its beginning to be shown instead. */
const LEAD = 1.35;

/** How much more a passage is worth for each of two words such as an answer has. */
const EXPECTED = 0.4;

/** How many sections of a page are shown. */
const MOST_PARTS = 3;

/** A word, and the punctuation before and after it. */
const AROUND = /^([^\p{L}\p{N}§]*)(.*?)([^\p{L}\p{N}]*)$/su;

/** The id of an answer in layouts/qa.html, and of how readers ask for the page in layouts/macros.html. */
const ANSWER = "svar_";
const ASKED = "asked_";

/**
 * Return the snippet with most of what was searched for, close together; of a page with an answer its beginning, where
 * another passage of it has not clearly more.
 *
 * @param {string} content Begins with the title.
 * @param {string} title
 * @param {Anchor[]} anchors
 * @param {Positions} positions
 * @param {RegExp} [expected] What the answer to such a question has: a time, a number.
 * @returns {{ excerpt: Piece[], answer: boolean }} No pieces where nothing of the text was searched for.
 */
export function snippet(content, title, anchors, positions, expected) {
  const words = content.split(/\s+/u);
  const wanted = new Set(expected ? words.flatMap((word, at) => (expected.test(word.toLowerCase()) ? [at] : [])) : []);
  const answer = anchors.find(({ id }) => id === ANSWER);
  if (answer) {
    const first = answer.location;
    const best = densest(positions, first, wanted);
    const isLead = best.start < 0 || best.worth <= LEAD * windowWorth(positions, first, wanted);
    return { excerpt: cut(words, isLead ? first : best.start, positions, first), answer: true };
  }
  const first = headingLength(words, title);
  const { start } = densest(positions, first, wanted);
  const latest = Math.max(first, words.length - LENGTH);
  return { excerpt: start < 0 ? [] : cut(words, Math.min(start, latest), positions, first), answer: false };
}

/**
 * @param {Anchor[]} anchors
 * @returns {boolean} Whether a page is a question that is answered.
 */
export function hasAnswer(anchors) {
  return anchors.some(({ id }) => id === ANSWER);
}

/**
 * Return how many words at the beginning of a page are its title, which may go on with that of its article.
 *
 * @param {string[]} words
 * @param {string} title
 */
function headingLength(words, title) {
  const titled = title.split(/\s+/u);
  const bare = (/** @type {string | undefined} */ word) => word?.replace(AROUND, "$2");
  let length = 0;
  while (length < titled.length && bare(words[length]) === bare(titled[length])) length += 1;
  return length;
}

/**
 * Return where the snippet begins that has the most of what was searched for, -1 for none, and what it is worth.
 *
 * @param {Positions} positions
 * @param {number} first Where the text begins.
 * @param {Set<number>} wanted Where there is what an answer has.
 */
function densest(positions, first, wanted) {
  let best = { start: -1, worth: 0 };
  for (const place of [...positions.keys()].sort((one, other) => one - other)) {
    const start = Math.max(first, place - BEFORE);
    const worth = place < first ? 0 : windowWorth(positions, start, wanted);
    if (worth > best.worth) best = { start, worth };
  }
  return best;
}

/**
 * Return what the words from a place on are worth: each word that was searched for once and a little more for each time
 * it comes again, the closer together the more; and what an answer has, where anything was searched for.
 *
 * @param {Positions} positions
 * @param {number} start
 * @param {Set<number>} wanted
 */
function windowWorth(positions, start, wanted) {
  const seen = new Set();
  let sum = 0;
  let from = -1;
  let to = -1;
  let answers = 0;
  for (let at = start; at < start + LENGTH; at += 1) {
    if (wanted.has(at)) answers = Math.min(2, answers + 1);
    const weight = positions.get(at);
    if (weight === undefined) continue;
    if (!seen.has(weight)) [from, to] = [from < 0 ? at : from, at];
    sum += seen.has(weight) ? weight / 8 : weight;
    seen.add(weight);
  }
  return sum * (1 - (to - from) / (8 * LENGTH) + answers * EXPECTED);
}

/**
 * @param {string[]} words
 * @param {number} start
 * @param {Positions} positions
 * @param {number} first Where the text begins that the snippet is of.
 * @returns {Piece[]}
 */
function cut(words, start, positions, first) {
  /** @type {Piece[]} */
  const pieces = [];
  const end = Math.min(words.length, start + LENGTH);
  const add = (/** @type {string} */ text, marked = false) => {
    const last = pieces.at(-1);
    if (text && last?.marked === marked) last.text += text;
    else if (text) pieces.push({ text, marked });
  };
  if (start > first) add("… ");
  for (let at = start; at < end; at += 1) {
    const [, before, word, after] = words[at].match(AROUND) ?? ["", words[at], "", ""];
    add(before);
    add(word, positions.has(at));
    add(at + 1 < end ? `${after} ` : after);
  }
  if (end < words.length) add(" …");
  return pieces;
}

/**
 * Return the sections that have most of what was searched for, in the order of the page.
 *
 * @param {string} href
 * @param {Anchor[]} anchors Those with _ in the id are the layout's own.
 * @param {Positions} positions
 * @returns {Part[]}
 */
export function sections(href, anchors, positions) {
  const headings = anchors
    .filter(({ element, id, text }) => /^h\d$/iu.test(element) && !id.includes("_") && text.trim())
    .sort((one, other) => one.location - other.location);
  const sums = headings.map(() => 0);
  for (const [place, weight] of positions) {
    const at = headings.findLastIndex(({ location }) => location <= place);
    if (at >= 0) sums[at] += weight;
  }
  const most = [...sums.keys()]
    .filter((at) => sums[at] > 0)
    .sort((one, other) => sums[other] - sums[one])
    .slice(0, MOST_PARTS);
  return headings
    .filter((_, at) => most.includes(at))
    .map(({ id, text }) => ({ title: text.trim(), href: `${href}#${id}` }));
}

/**
 * @param {PageData} data What is kept of a page.
 * @param {import("./rank.js").Ranked} ranked
 * @param {boolean} pinned
 * @param {PageData[]} chapters The same of other chapters.
 * @param {RegExp} [expected] What the answer to such a question has.
 * @returns {Page}
 */
export function shown(data, ranked, pinned, chapters, expected) {
  const { title = data.url, about = "", summary = about } = data.meta;
  const { kind, author, language, theme } = data.labels;
  const end = data.anchors.find(({ id }) => id === ASKED)?.location ?? Infinity;
  const content = data.content.split(/\s+/u).slice(0, end).join(" ");
  const positions = new Map([...ranked.positions].filter(([place]) => place < end));
  const { excerpt, answer } = snippet(content, title, data.anchors, positions, expected);
  return {
    title,
    href: data.url,
    kind: kind.join(", "),
    themes: theme,
    date: written(data.day),
    byline: author.join(", "),
    lang: language[0] ?? "",
    excerpt: excerpt.length > 0 ? excerpt : [{ text: summary, marked: false }],
    answer,
    parts: sections(data.url, data.anchors, positions),
    chapters: chapters.map(({ url, meta }) => ({ title: nameInArticle(title, meta.title ?? url), href: url })),
    pinned,
    marks: data.marks,
  };
}

/**
 * Return the title of a chapter without that of its article, where it is listed with another page of the article.
 *
 * @param {string} other
 * @param {string} title
 */
function nameInArticle(other, title) {
  const whole = ` – ${other}`;
  if (whole.endsWith(` – ${title}`)) return title; // the article itself
  const article = [...title.matchAll(/ – /gu)].find(({ index }) => index > 0 && whole.endsWith(title.slice(index)));
  return article ? title.slice(0, article.index) : title;
}

/**
 * @param {string} day Such as 20261008, 202610 or 2026; "-" for none.
 * @returns {string} The date as it is written in the language of the page, as far as it is known.
 */
function written(day) {
  const [, year, month, date] = day.match(/^(\d{4})(\d\d)?(\d\d)?$/u) ?? [];
  if (!month) return year ?? "";
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date ?? 1)));
  /** @type {Intl.DateTimeFormatOptions} */
  const style = date ? { dateStyle: "long" } : { month: "long", year: "numeric" };
  const lang = globalThis.document?.documentElement.lang ?? "nb";
  return at.toLocaleDateString(lang === "en" ? "en-GB" : lang, { ...style, timeZone: "UTC" });
}
