/** What a reader typed, taken apart: words, quotation marks, minuses and sections of laws. Pure. */

/**
 * @typedef {object} Marked
 * @property {string} rest The query in lower case without minuses and sections; what was in quotation marks stays.
 * @property {string[]} phrases What must stand there word by word.
 * @property {string[]} without What must not stand there.
 * @property {string[]} sections Such as 11-1 or 1-7d.
 */

export const WORD = /[\p{L}\p{N}]+/gu;

const QUOTED = /(-?)["«“”„]([^"«»“”„]+)["»“”]/gu;
const WITHOUT = /(^|\s)-(?=\p{L})([\p{L}\p{N}-]+)/gu;

/**
 * A section after its sign or its word, or without either where it has a hyphen: § 5, paragraf 3-9 b, 11-1. A letter
 * may stand apart, but for i, which then is a word: § 5 i folkehelseloven.
 */
const SIGNED = String.raw`(?:§+|paragraf(?:en)?)\s*(\d+(?:[-–]\d+)?)`;
const BARE = String.raw`(^|[^\p{L}\p{N}-])(\d{1,2}[-–]\d{1,2})`;
const SECTION = new RegExp(String.raw`(?:${SIGNED}|${BARE})(?:(?!\si)\s?([a-z]))?(?![\p{L}\p{N}-])`, "gu");

/**
 * @param {string} query
 * @returns {Marked}
 */
export function marks(query) {
  /** @type {string[]} */
  const phrases = [];
  /** @type {string[]} */
  const without = [];
  /** @type {string[]} */
  const sections = [];
  const rest = query
    .normalize("NFC")
    .toLowerCase()
    .replace(QUOTED, (_, minus, phrase) => {
      if (wordsOf(phrase).length > 0) (minus ? without : phrases).push(phrase.trim());
      return minus ? " " : ` ${phrase} `;
    })
    .replace(WITHOUT, (_, before, word) => {
      without.push(word);
      return before;
    })
    .replace(SECTION, (_, signed, before = "", bare = "", letter = "") => {
      sections.push((signed ?? bare).replace("–", "-") + letter);
      return `${before} `;
    });
  return { rest, phrases, without, sections };
}

/**
 * @param {string} text
 * @returns {string[]} Its words in lower case.
 */
export function wordsOf(text) {
  return text.normalize("NFC").toLowerCase().match(WORD) ?? [];
}
