/** The query parsed: words, phrases in quotation marks, excluded words and sections of laws. Pure. */

/**
 * @typedef {object} ParsedQuery
 * @property {string} rest The query in lower case without minuses and sections; what was in quotation marks stays.
 * @property {string[]} phrases What a page must have word by word.
 * @property {string[]} without What a page must not have.
 * @property {string[]} sections Such as 11-1 or 1-7d.
 */

export const WORD = /[\p{L}\p{N}]+/gu;

const QUOTED = /(-?)["«“”„]([^"«»“”„]+)["»“”]/gu;
const WITHOUT = /(^|\s)-(?=\p{L})([\p{L}\p{N}-]+)/gu;

/**
 * A section after its sign or its word, or without either where it has a hyphen: § 5, paragraf 3-9 b, 11-1. A letter
 * may be separate, but for i, which then is a word: § 5 i folkehelseloven.
 */
const SIGNED = String.raw`(?:§+|paragraf(?:en)?)\s*(\d+(?:[-–]\d+)?)`;
const BARE = String.raw`(^|[^\p{L}\p{N}-])(\d{1,2}[-–]\d{1,2})`;
const SECTION = new RegExp(String.raw`(?:${SIGNED}|${BARE})(?:(?!\si)\s?([a-z]))?(?![\p{L}\p{N}-])`, "gu");

/** An abbreviation with a point after each letter: R.O.P. Of two letters in capitals alone, for others are words: m.m. */
const POINTED = /(?<![\p{L}\p{N}.])(?:(?:\p{L}\.){2,}\p{L}|(?:\p{L}\.){3,}|(?:\p{Lu}\.){2})(?![\p{L}\p{N}])\.?/gu;

/** A number in groups of three digits: 10 000, 10.000. */
const GROUPED = /(?<![\p{L}\p{N}.,-])\d{1,3}(?:[ .\u00a0\u202f]\d{3})+(?![\p{L}\p{N}-])/gu;

/** A name of letters and a number, with a hyphen: IS-2824, covid-19. */
const NUMBERED = /(?<![\p{L}\p{N}-])(\p{L}{1,8})[-–](\d+)(?![\p{L}\p{N}-])/gu;

/**
 * @param {string} query
 * @returns {ParsedQuery}
 */
export function parseQuery(query) {
  /** @type {string[]} */
  const phrases = [];
  /** @type {string[]} */
  const without = [];
  /** @type {string[]} */
  const sections = [];
  const rest = query
    .normalize("NFC")
    .replace(POINTED, (letters) => letters.replaceAll(".", ""))
    .toLowerCase()
    .replace(QUOTED, (_, /** @type {string} */ minus, /** @type {string} */ phrase) => {
      if (tokenize(phrase).length > 0) (minus ? without : phrases).push(phrase.trim());
      return minus ? " " : ` ${phrase} `;
    })
    .replace(WITHOUT, (_, /** @type {string} */ before, /** @type {string} */ word) => {
      without.push(word);
      return before;
    })
    .replace(SECTION, (_, /** @type {(string | undefined)[]} */ ...groups) => {
      const [signed, before = "", bare = "", letter = ""] = groups;
      sections.push((signed ?? bare).replace("–", "-") + letter);
      return `${before} `;
    })
    .replace(GROUPED, (number) => number.replace(/\D/gu, ""))
    .replace(NUMBERED, "$1$2");
  return { rest, phrases, without, sections };
}

/**
 * @param {string} text
 * @returns {string[]} Its words in lower case.
 */
export function tokenize(text) {
  return text.normalize("NFC").toLowerCase().match(WORD) ?? [];
}
