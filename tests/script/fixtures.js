/** Small sites as the search's modules read them: words, pages, postings, and a stand-in for Pagefind. */

import { language } from "../../layouts/assets/question.js";
import { lexicon } from "../../layouts/assets/lexicon.js";
import { hash, wordSet } from "../../layouts/assets/word-set.js";
import { base, stem } from "../../layouts/assets/words.js";

/**
 * @typedef {import("../../layouts/assets/question.js").Data & { forms: string[] }} Data With the words that it is of.
 * @typedef {import("../../layouts/assets/question.js").Rest} Rest
 * @typedef {import("../../layouts/assets/lookup.js").Table} Table
 * @typedef {object} IndexPage A page of the index, and what it is labelled with.
 * @property {string} id
 * @property {string} url
 * @property {string} title
 * @property {string} summary
 * @property {string} text
 * @property {{ id: string, location: number }[]} anchors
 * @property {string} day Such as 20261008; "" for none.
 * @property {string} article "" for none.
 * @property {number} [asked] From which word of its text on it says how readers ask for it.
 * @property {string[]} marks
 * @property {Record<string, string[]>} labels
 */

/** The filters of the search, as kbsite/search/pages.py names them. */
const FILTERS = ["kind", "theme", "author", "year", "language"];

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/**
 * @param {Iterable<string>} words In alphabetical order.
 * @returns {string} As kbsite/search/vocabulary.py packs them; tests/test_search_words.py compares both.
 */
export function packed(words) {
  let before = "";
  let text = "";
  for (const word of words) {
    let shared = 0;
    while (shared < DIGITS.length - 1 && shared < word.length && word[shared] === before[shared]) shared += 1;
    text += DIGITS[shared] + word.slice(shared);
    before = word;
  }
  return text;
}

/**
 * @param {Iterable<string>} words
 * @returns {string} As kbsite/search/word_set.py packs them in 22 bits; tests/test_search_words.py compares both.
 */
export function packedSet(words) {
  const size = 22;
  const hashes = [...new Set([...words].map((word) => hash(word) >>> (32 - size)))].sort((one, other) => one - other);
  const rest = Math.floor(Math.log2(2 ** size / Math.max(1, hashes.length)));
  let bits = "";
  hashes.forEach((each, at) => {
    const difference = each - (at > 0 ? hashes[at - 1] : -1) - 1;
    bits += `${"1".repeat(difference >>> rest)}0${(difference % 2 ** rest).toString(2).padStart(rest, "0")}`;
  });
  bits += "1".repeat((8 - (bits.length % 8)) % 8);
  const bytes = (bits.match(/.{8}/gu) ?? []).map((byte) => String.fromCharCode(parseInt(byte, 2)));
  return size.toString(36) + rest.toString(36) + btoa(bytes.join(""));
}

/** @type {Map<string, (word: string) => boolean>} */
const sets = new Map();

/**
 * @param {[packed: string, word: string]} asked
 * @returns {boolean} Whether a word is of a set.
 */
export function among([packed, word]) {
  const has = sets.get(packed) ?? wordSet(packed);
  sets.set(packed, has);
  return has(word);
}

/**
 * @param {Iterable<string>} words
 * @returns {string[]} Each once, in alphabetical order.
 */
export function sorted(words) {
  return [...new Set(words)].sort();
}

/**
 * @param {string} line Words with | between.
 * @returns {string} As kbsite/search/data.py folds them.
 */
export function folded(line) {
  let before = "";
  const after = (/** @type {string} */ word) => {
    const alone = packed([before, word]).slice(before.length + 1); // what packed says of it after the one before
    before = word;
    return alone;
  };
  return line
    .split("|")
    .map((word, at) => (at > 0 ? after(word) : (before = word)))
    .join("|");
}

/**
 * @param {Iterable<string>} [words] The vocabulary of the site.
 * @param {Partial<Data>} [given]
 * @returns {Data} What ord.json has; all that is not given is empty.
 */
export function data(words = [], given = {}) {
  const none = { stop: [""], bets: [], laws: [], terms: [], frequent: "vanlige", answers: "", everyday: [] };
  const lists = { same: (given.same ?? []).map(folded), near: (given.near ?? []).map(folded) };
  const forms = sorted(words);
  const listed = [...(given.same ?? []), ...(given.near ?? [])].flatMap((line) => line.split(/[| ]/u)).map(stem);
  const begun = listed.filter((word) => forms.some((form) => form.startsWith(word)));
  return { ...none, ...given, ...lists, forms, words: packedSet([...forms.map(base), ...forms.map(stem), ...begun]) };
}

/**
 * @param {Data} given
 * @param {[string, string][]} [labels]
 * @param {string[]} [off]
 * @param {Partial<Rest>} [rest] What vanlige.json has instead.
 * @returns {import("../../layouts/assets/question.js").Language}
 */
export function speaking(given, labels = [], off = [], rest = {}) {
  const all = { words: lexicon(given.forms), complete: true, everyday: [], isFrequent: () => false, ...rest };
  return language(given, labels, new Set(off), () => Promise.resolve(all));
}

/**
 * @param {Iterable<string>} words
 * @returns {object} What vanlige.json has of a site with these words.
 */
export function frequent(words) {
  return { words: packed(sorted(words)), frequent: packedSet([]), everyday: [], complete: true };
}

/**
 * @param {string} name
 * @param {string} text
 * @param {{ title?: string, summary?: string, date?: string, article?: string, anchors?: IndexPage["anchors"],
 *   marks?: string[], asked?: number } &
 *   Record<string, unknown>} [others] Labels are words with blanks between: `{ theme: "Rus Helse" }`.
 * @returns {IndexPage}
 */
export function page(name, text, { title = name, summary = "", date = "", article = "", anchors = [], marks = [], asked, ...labels } = {}) {
  return {
    id: `no_${name}`,
    url: `/${name}/`,
    text,
    title,
    summary,
    anchors,
    day: date.replaceAll("-", ""),
    article,
    asked,
    marks,
    labels: Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, String(value).split(" ")])),
  };
}

/**
 * @param {IndexPage[]} pages
 * @returns {Table} What sider.json has.
 */
export function table(pages) {
  const newest = [...pages].sort((one, other) => (one.day < other.day ? 1 : one.day > other.day ? -1 : 0));
  return {
    pages: newest.map(({ id }) => id).join(" "),
    days: newest.map(({ day }) => day || "-").join(" "),
    derived: {},
    asked: newest.map(({ asked }) => asked ?? "-").join(" "),
    marks: column(newest.map(({ marks }) => marks)),
    articles: column(newest.map(({ article }) => (article ? [article] : [])))[1],
    filters: Object.fromEntries(FILTERS.map((name) => [name, column(newest.map(({ labels }) => labels[name] ?? []))])),
  };
}

/**
 * @param {string[][]} rows
 * @returns {[string[], string]} The values, each once, and a column of their numbers.
 */
function column(rows) {
  const values = [...new Set(rows.flat())];
  return [values, rows.map((row) => row.map((value) => values.indexOf(value)).join(",") || "-").join(" ")];
}

/** The word that layouts/macros.html gives every page. */
const EVERY = "kbside";

/**
 * What the search uses of Pagefind, over a few pages. A word that no page has is taken for a shorter one.
 *
 * `asked` is what was asked of it, `trouble.left` how many of the next questions fail, `begun` its options.
 *
 * @param {IndexPage[]} pages
 */
export function standIn(pages) {
  /** @type {string[]} */
  const asked = [];
  const trouble = { left: 0 };
  /** @type {{ noWorker?: boolean, ranking?: object }} */
  const begun = {};
  /** @type {object} */
  let chosen = {};
  const words = pages.map((each) => tokens([each.title, each.summary, each.text, EVERY].join(" | ")));

  /** @param {string} text */
  function fail(text) {
    asked.push(text);
    if (trouble.left-- > 0) throw new Error("lost");
  }

  /** @param {string} term */
  function shortened(term) {
    for (let length = term.length; length > 1; length -= 1) {
      const start = term.slice(0, length);
      if (words.some((all) => all.some((word) => word.startsWith(start)))) return start;
    }
    return term;
  }

  /**
   * @param {IndexPage} page
   * @param {string} start
   */
  function result(page, start) {
    const begins = (/** @type {string} */ word) => word.startsWith(start);
    const places = start ? tokens(page.text).flatMap((word, at) => (begins(word) ? [at] : [])) : [];
    const fields = start ? /** @type {const} */ (["title", "summary"]).filter((name) => tokens(page[name]).some(begins)) : [];
    const { id, url, text, title, summary, anchors } = page;
    const data = async () => {
      fail(url);
      return { url, content: text, meta: { title, summary }, anchors };
    };
    return { id, score: start ? places.length + fields.length : 1, words: places, matchedMetaFields: fields, data };
  }

  /** @param {string} term */
  async function search(term) {
    fail(term);
    const phrase = term.startsWith('"') ? tokens(term) : undefined;
    const has = (/** @type {string[]} */ all) =>
      all.some((_, at) => phrase?.every((word, index) => all[at + index] === word));
    const found = phrase ? pages.filter((_, at) => has(words[at])) : pages;
    const start = phrase ? "" : shortened(term);
    const results = found.map((each) => result(each, start)).filter(({ score }) => score > 0);
    const often = results.length;
    const rarity = Math.log(1 + (pages.length - often + 0.5) / (often + 0.5));
    if (start) for (const each of results) each.score *= rarity;
    return { results, unfilteredResultCount: often };
  }

  return {
    asked,
    trouble,
    begun,
    options: async (/** @type {object} */ given) => void (chosen = given),
    init: async () => void Object.assign(begun, chosen),
    preload: async (/** @type {string} */ term) => fail(`fetch ${term}`),
    search,
  };
}

/** @param {string} text */
function tokens(text) {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
