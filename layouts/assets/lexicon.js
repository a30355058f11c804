/**
 * What the search knows of the site's own words when it has the list of them: parts of compounds, and the nearest word to
 * one that is spelt wrongly. Fetched when a word is not known. Pure.
 */

import { base, fold, REGULAR, stem, variantsOf } from "./words.js";

/**
 * @typedef {import("./words.js").Outline & Nearest} Lexicon
 * @typedef {object} Nearest
 * @property {(word: string) => string[]} alike The word of the site that begins most like this one, or none.
 * @property {(word: string, limit?: number) => string | undefined} nearest The word of the site that was meant, at most
 *   so many letters from this one.
 * @property {(word: string) => string | undefined} meant The same, where it is not rather another spelling of a word.
 */

/** What differs less regularly, and is tried only with a word that the site does not use. */
const LOOSE = [
  ...REGULAR,
  ["tj", "t"],
  ["gj", "g"],
  ["skj", "sk"],
  ["e", "ei"],
  ["i", "e"],
  ["ø", "au"],
  ["ø", "øy"],
  ["o", "u"],
  ["o", "å"],
  ["ig", "eg"],
];

/** The longest word that is cut in two: looking takes time. */
const LONGEST = 40;

/** From how many letters on one of them may be wrong; of so few only one that is left out, doubled or swapped. */
const SHORT = 4;

/** From how many letters on two of them may be wrong. */
const LONG = 9;

/** How many compounds a part of them leads to. */
const MOST_COMPOUNDS = 5;

/**
 * Return the words of a vocabulary in alphabetical order, of which each says in base 36, in a capital or a digit, how
 * many letters it has in common with the one before: `0plan4er4strategi` is plan, planer and planstrategi.
 *
 * @param {string} packed
 * @returns {string[]}
 */
export function unpack(packed) {
  let word = "";
  return [...packed.matchAll(/([0-9A-Z])([^0-9A-Z]*)/gu)].map(
    ([, shared, rest]) => (word = word.slice(0, parseInt(shared, 36)) + rest),
  );
}

/**
 * Return the look-ups in the site's vocabulary.
 *
 * @param {string[]} forms In alphabetical order.
 * @returns {Lexicon}
 */
export function lexicon(forms) {
  const known = new Set(forms);
  const folded = forms.map(fold);
  const stems = forms.map(stem);
  /** @type {Map<string, number>} How many forms each stem has. */
  const families = new Map();
  for (const each of stems) families.set(each, (families.get(each) ?? 0) + 1);
  const bases = new Set(forms.map(base));
  const has = (/** @type {string} */ word) => known.has(word) || bases.has(base(word));

  /** @param {string} word */
  function begins(word) {
    let low = 0;
    let high = forms.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (forms[middle] < word) low = middle + 1;
      else high = middle;
    }
    return forms[low]?.startsWith(word) ?? false;
  }

  /** @param {string} word */
  function variants(word) {
    return variantsOf(word, has, has(word) || word.length < 5 ? REGULAR : LOOSE);
  }

  /** @param {string} word */
  function parts(word) {
    if (word.length > LONGEST) return [];
    for (let cut = word.length - 3; cut >= 4; cut -= 1) {
      const tail = word.slice(word.length - cut);
      const head = word.slice(0, word.length - cut);
      const joint = [head, head.replace(/[se]$/u, "")].find((part) => part.length > 2 && has(part));
      if (joint && has(tail)) return [joint, tail];
    }
    return [];
  }

  /** @param {string} word */
  function compounds(word) {
    const end = stem(word);
    if (end.length < 4) return [];
    /** @type {Map<string, string>} */
    const found = new Map();
    stems.forEach((whole, at) => {
      if (whole.length - end.length > 2 && whole.endsWith(end)) found.set(whole, forms[at]);
    });
    const isHead = (/** @type {string} */ head) => has(head) || has(head.replace(/s$/u, ""));
    return [...found]
      .filter(([whole]) => isHead(whole.slice(0, -end.length)))
      .sort(([one], [other]) => (families.get(other) ?? 0) - (families.get(one) ?? 0))
      .slice(0, MOST_COMPOUNDS)
      .map(([, form]) => form);
  }

  /** @param {string} word @param {number} [limit] */
  function nearest(word, limit = 2) {
    const typed = fold(word);
    const most = Math.min(limit, word.length < SHORT ? 0 : typed.length < LONG ? 1 : 2);
    const blurred = /aa|ae|oe|(.)\1/u.test(word); // what looks like å, æ, ø or a doubled letter may be the slip itself
    let best;
    let least = most + 0.9;
    for (let at = 0; at < forms.length; at += 1) {
      const form = forms[at];
      let apart = within(typed, folded[at], most);
      if (blurred && apart > 0) apart = Math.min(apart, within(word, form, most));
      if (apart > most || (apart > 0 && word.length === SHORT && unlikely(word, form) > 0.2)) continue;
      if (apart > 0 && otherInitial(typed, folded[at])) continue;
      const family = families.get(stems[at]) ?? 0;
      const cost = apart + unlikely(word, form) - Math.min(family, 20) / 400;
      if (cost < least) [best, least] = [form, cost];
    }
    return best;
  }

  /** @param {string} word */
  function alike(word) {
    for (let length = word.length; length > 2; length -= 1) {
      const form = forms.find((each) => each.startsWith(word.slice(0, length)));
      if (form) return [form];
    }
    return [];
  }

  /** @param {string} word */
  function meant(word) {
    const found = nearest(word, parts(word).length > 0 ? 1 : 2);
    return found && (unlikely(word, found) === 0 || variants(word).length === 0) ? found : undefined;
  }

  return { has, begins, variants, parts, compounds, alike, nearest, meant };
}

/**
 * Return whether two words of the same length begin with different letters that are not swapped: that is seldom a slip.
 *
 * @param {string} typed
 * @param {string} form
 */
function otherInitial(typed, form) {
  return typed.length === form.length && typed[0] !== form[0] && typed[0] !== form[1];
}

/**
 * Return what tells how likely a slip is, from 0 for what is most common: letters left out, doubled or swapped.
 *
 * @param {string} typed
 * @param {string} form
 */
export function unlikely(typed, form) {
  const letters = (/** @type {string} */ word) => word.split("").sort().join("");
  const swapped = letters(typed) === letters(form);
  const doubled = typed.replace(/(.)\1+/gu, "$1") === form.replace(/(.)\1+/gu, "$1");
  const initial = typed[0] === form[0] ? 0 : 0.2;
  return initial + (swapped || doubled ? 0 : form.length === typed.length + 1 ? 0.1 : 0.3);
}

/**
 * Return the distance of two words, or one more than `most` where their lengths alone are further apart.
 *
 * @param {string} one
 * @param {string} other
 * @param {number} most
 */
function within(one, other, most) {
  return Math.abs(one.length - other.length) > most ? most + 1 : distance(one, other, most);
}

/**
 * Return how many letters must be put in, left out, changed or swapped with the next to make one word of the other;
 * one more than `most` where it is more than that.
 *
 * @param {string} one
 * @param {string} other
 * @param {number} most
 */
export function distance(one, other, most) {
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[other.length];
}
