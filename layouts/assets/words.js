/**
 * What the search knows of Norwegian and of the site's own words: stems, regular differences between the standards,
 * parts of compounds, and the nearest word to one that is spelt wrongly. Pure: nothing here fetches anything.
 */

/**
 * @typedef {object} Outline What is known of the site's words without a list of them.
 * @property {(word: string) => boolean} has Whether the site uses the word, in any form.
 * @property {(word: string) => boolean} begins Whether a word of the site begins so.
 * @property {(word: string) => string[]} variants How the other standard, or another spelling, has the word here.
 * @property {(word: string) => string[]} parts The two words that a compound is made of, or none.
 * @property {(word: string) => string[]} compounds The site's words that end in this one.
 * @typedef {Outline & Nearest} Lexicon
 * @typedef {object} Nearest
 * @property {(word: string) => string[]} alike The word of the site that begins most like this one, or none.
 * @property {(word: string, limit?: number) => string | undefined} nearest The word of the site that was meant, at most
 *   so many letters from this one.
 */

const VOWEL = "aeiouyæøå";
const REGION = new RegExp(`^[^${VOWEL}]*[${VOWEL}]+[^${VOWEL}]`, "u");
const ENDINGS =
  "hetenes hetene hetens heten heter endes ande ende edes enes erte ede ane ene ens ers ets het ast ert en ar er as" +
  " es et a e s";
const INFLECTION = new RegExp(`(?:${ENDINGS.replaceAll(" ", "|")})$`, "u");
const BARE_S = new RegExp(`(?:[bcdfghjlmnoprtvyz]|[^${VOWEL}]k)s$`, "u");
const DERIVATION = /(?:hetslov|eleg|elig|elov|slov|leg|eig|lig|els|lov|ig)$/u;

/** Regular differences between bokmål and nynorsk; each is tried both ways. */
const REGULAR = [
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
 * Return the stem of a word in lower case, much as Snowball's Norwegian algorithm has it (https://snowballstem.org/).
 *
 * @param {string} word
 */
export function stem(word) {
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
  const start = stemStart(word);
  const ending = word.slice(start).match(INFLECTION)?.[0] ?? "";
  let kept = word.slice(0, word.length - ending.length);
  if (ending === "s" && !BARE_S.test(word)) kept = word;
  if (ending === "ert" || ending === "erte") kept += "er";
  return /[dv]t$/u.test(kept.slice(start)) ? kept.slice(0, -1) : kept;
}

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

  return { has, begins, variants, parts, compounds, alike, nearest };
}

/**
 * Return the words that a word becomes by one rule, or by two where one is not enough.
 *
 * @param {string} word
 * @param {(word: string) => boolean} has
 * @param {string[][]} rules
 */
function variantsOf(word, has, rules) {
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
