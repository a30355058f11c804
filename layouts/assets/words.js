/**
 * What the search knows of Norwegian and English: stems, and regular differences between the standards. What it needs the list of
 * the site's words for is in lexicon.js. Pure: nothing here fetches anything.
 */

/**
 * @typedef {object} Outline What is known of the site's words without a list of them.
 * @property {(word: string) => boolean} has Whether the site uses the word, in any form.
 * @property {(word: string) => boolean} begins Whether a word of the site begins so.
 * @property {(word: string) => string[]} variants How the other standard, or another spelling, has the word here.
 * @property {(word: string) => string[]} parts The two words that a compound is made of, or none.
 * @property {(word: string) => string[]} compounds The site's words that end in this one.
 */

const VOWEL = "aeiouyæøå";
const REGION = new RegExp(`^[^${VOWEL}]*[${VOWEL}]+[^${VOWEL}]`, "u");
const ENDINGS =
  "hetenes hetene hetens heten heter endes ande ende edes enes erte ede ane ene ens ers ets het ast ert en ar er as" +
  " es et a e s";
const INFLECTION = new RegExp(`(?:${ENDINGS.replaceAll(" ", "|")})$`, "u");
const BARE_S = new RegExp(`(?:[bcdfghjlmnoprtvyz]|[^${VOWEL}]k)s$`, "u");
const DERIVATION = /(?:hetslov|eleg|elig|elov|slov|leg|eig|lig|els|lov|ig)$/u;

const IN_ENGLISH = /(?:ings?|ies|ied|es|ed|(?<![aiosuy])s|e|y)$/gu;
const DOUBLED = /([bdfgmnprt])\1$/u;
const DERIVED_IN_ENGLISH = /(?:ation|ment|ness|ful)$/gu;

/** Whether words are stemmed as English: on a site in that language. Without a page, as in tests, they are not. */
const language = globalThis.document?.documentElement.lang;
const english = language === "en";

/** Whether words are taken as they are written: on a site in a language that the search itself has no stems of. */
const whole = !!language && !/^(?:en|nb|nn)$/.test(language);

/** Regular differences between bokmål and nynorsk; each is tried both ways. */
export const REGULAR = [
  ["hjem", "heim"],
  ["het", "heit"],
  ["lighet", "leik"],
  ["else", "ing"],
  ["else", "nad"],
  ["ning", "nad"],
  ["ning", "ing"],
  ["lig", "leg"],
  ["hv", "kv"],
  ["for", "før"],
  ["virk", "verk"],
  ["syk", "sjuk"],
  ["selv", "sjølv"],
];

/**
 * Return the stem of a word in lower case, much as Snowball's algorithm has it (https://snowballstem.org/).
 *
 * @param {string} word
 */
export function stem(word) {
  if (whole) return word;
  if (english) return englishStem(word);
  const start = stemStart(word);
  const kept = base(word);
  return kept.slice(0, start) + kept.slice(start).replace(DERIVATION, "");
}

/** @param {string} word */
function stemStart(word) {
  return Math.max(word.match(REGION)?.[0].length ?? word.length, 3);
}

/**
 * Return a word in lower case without its inflection, but with what it is derived with: kommuneloven is kommunelov,
 * where its stem is that of kommune.
 *
 * @param {string} word
 */
export function base(word) {
  if (whole) return word;
  if (english) return englishBase(word);
  const start = stemStart(word);
  const ending = word.slice(start).match(INFLECTION)?.[0] ?? "";
  let kept = word.slice(0, word.length - ending.length);
  if (ending === "s" && !BARE_S.test(word)) kept = word;
  if (ending === "ert" || ending === "erte") kept += "er";
  return /[dv]t$/u.test(kept.slice(start)) ? kept.slice(0, -1) : kept;
}

/** @param {string} word */
export function englishStem(word) {
  return without(englishBase(word), DERIVED_IN_ENGLISH, stemStart(word));
}

/** @param {string} word */
export function englishBase(word) {
  const kept = without(word, IN_ENGLISH, stemStart(word));
  return kept !== word && DOUBLED.test(kept) ? kept.slice(0, -1) : kept;
}

/**
 * @param {string} word
 * @param {RegExp} ending
 * @param {number} start
 * @returns {string} The word without an ending that begins at `start` or later.
 */
function without(word, ending, start) {
  ending.lastIndex = Math.min(start, word.length);
  const found = ending.exec(word);
  return found ? word.slice(0, found.index) : word;
}

/**
 * Return the look-ups for words that the site has: how it takes others apart needs a list of its words.
 *
 * @param {(word: string) => boolean} filter Whether the site has a word without its inflection, or as a stem.
 * @returns {Outline}
 */
export function outline(filter) {
  const has = (/** @type {string} */ word) => filter(base(word));
  const variants = (/** @type {string} */ word) => variantsOf(word, has, REGULAR);
  return { has, begins: (word) => filter(stem(word)), variants, parts: () => [], compounds: () => [] };
}

/**
 * Return the words that a word becomes by one rule, or by two where one is not enough.
 *
 * @param {string} word
 * @param {(word: string) => boolean} has
 * @param {string[][]} rules
 */
export function variantsOf(word, has, rules) {
  const once = respelt(word, rules);
  const all = once.some(has) ? once : [...once, ...once.flatMap((each) => respelt(each, rules))];
  return distinct([...all, ...doubled(word)].filter(has), word);
}

/**
 * Return a word with one regular difference changed, in each way and place that there is.
 *
 * @param {string} word
 * @param {string[][]} rules
 * @returns {string[]}
 */
function respelt(word, rules) {
  return rules.flatMap(([one, other]) => [...replaced(word, one, other), ...replaced(word, other, one)]);
}

/**
 * Return a word with its last consonant once where it has it twice, or the other way: lærdommene, lærdom.
 *
 * @param {string} word
 * @returns {string[]}
 */
function doubled(word) {
  const end = stem(word);
  const last = end.at(-1) ?? "";
  return VOWEL.includes(last) ? [] : [end.at(-2) === last ? end.slice(0, -1) : end + last];
}

/**
 * @param {string} word
 * @param {string} from
 * @param {string} to
 * @returns {string[]}
 */
function replaced(word, from, to) {
  const made = [];
  for (let at = word.indexOf(from); at >= 0; at = word.indexOf(from, at + 1)) {
    made.push(word.slice(0, at) + to + word.slice(at + from.length));
  }
  return made;
}

/**
 * @param {string[]} words
 * @param {string} but
 * @returns {string[]} One word of each stem, without those of the stem of `but`.
 */
function distinct(words, but) {
  const seen = new Set([stem(but)]);
  return words.filter((word) => !seen.has(stem(word)) && seen.add(stem(word)));
}

/**
 * Return a word without what is most often mistyped: å, æ and ø as one letter or two, and doubled letters.
 *
 * @param {string} word
 */
export function fold(word) {
  return plain(word).replace(/(.)\1+/gu, "$1");
}

/**
 * @param {string} word
 * @returns {string} The same for a word with å, æ and ø, and for one that is written without them.
 */
export function plain(word) {
  return word.replace(/aa|å/gu, "a").replace(/ae|æ/gu, "e").replace(/oe|ø/gu, "o");
}
