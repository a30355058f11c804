/** Query expansion: the other standard, full forms, synonyms, compounds and their parts. Pure. */

import { tokenize } from "./query-syntax.js";
import { base, stem } from "./words.js";

/**
 * @typedef {import("./words.js").Outline} Outline
 * @typedef {{ words: string[], weight: number, exact?: boolean }} Alternative Words that must all be there; `exact`
 *   where longer words that begin so are something else.
 * @typedef {{ text: string, alternatives: Alternative[], light?: boolean }} Concept What the reader means by one word;
 *   `light`: it is a stop word, which alone finds nothing.
 * @typedef {object} Group Words and phrases that may replace one another.
 * @property {string[][]} members
 * @property {number} weight
 * @property {Set<string[]>} reduced Those that are phrases of which one word is left without stop words, such as «de samme
 *   som svarer»: the word is too common to be looked for in place of another.
 * @typedef {{ group: Group, member: string[] }} Membership
 */

/** What alternatives count for, where the word itself counts 1; docs/developer/search.md says how they were chosen. */
export const WEIGHTS = {
  same: 0.92, // a word that means the same: of the other standard, an abbreviation, its full form
  near: 0.5, // a synonym
  rule: 0.9, // the same word by a regular difference between the standards
  joined: 1, // the compound of two words beside each other
  parts: 0.8, // the parts of a compound that the site does not have
  part: 0.15, // one of them
  compound: 0.35, // a compound that ends in the word
  decimal: 2, // two numbers as one, as the index has them: 17,5, 2/2011, H-5/18
  law: 3, // a section of a law, which is seldom one word among others
  lawful: 0.3, // the name of the law beside its section
  kind: 1, // the name of a kind of page
  author: 0.6,
  theme: 0.25,
};

/** Two numbers that may be one. */
const DECIMAL = /^\p{L}?\d+ \d+$/u;

/** Words so short are abbreviations: longer words that begin so have nothing to do with them. */
const SHORT = 3;

/**
 * Return the functions that expand the words of a query.
 *
 * @param {{ same: string[][], near: string[][] }} data Groups of words and phrases.
 * @param {[string, string][]} labels
 * @param {Set<string>} stop
 * @param {Set<string>} off
 */
export function queryExpansion(data, labels, stop, off) {
  const groups = [
    ...grouped(off.has("same") ? [] : data.same, WEIGHTS.same, stop),
    ...grouped(off.has("near") ? [] : data.near, WEIGHTS.near, stop),
  ];
  const byWord = byFirstWord(groups);

  /**
   * Take in what readers say in everyday words, and what the site calls that: it is looked for as related words are.
   *
   * @param {string[][][]} pairs
   */
  function learn(pairs) {
    for (const [said, means] of off.has("everyday") ? [] : pairs) {
      const [group] = grouped([means], WEIGHTS.near, stop);
      for (const text of said) indexed(byWord, group, meaningful(tokenize(text), stop));
    }
  }
  const labelled = byLabel(off.has("label") ? [] : labels, stop, byWord);

  /**
   * Return what is meant by each of some words.
   *
   * @param {string[]} words
   * @param {Outline} site
   * @returns {Concept[]}
   */
  function concepts(words, site) {
    const found = words.map((word) => ({ text: word, alternatives: ofWord(word, site) }));
    called(words, found);
    if (!off.has("joined")) joined(words, found, site);
    const mayBeFound = isOf(site);
    return found.map(({ text, alternatives: all }) => ({ text, alternatives: distinct(all.filter(mayBeFound)) }));
  }

  /**
   * @param {string} word
   * @param {Outline} site
   * @returns {Alternative[]}
   */
  function ofWord(word, site) {
    const variants = off.has("rule") ? [] : site.variants(word);
    const isHere = site.has(word);
    const parts = off.has("parts") || isHere ? [] : site.parts(word);
    const compounds = off.has("compound") || isHere ? [] : site.compounds(word);
    const bare = base(word); // koronaen, of which the site has korona: without its e that is another word
    return [
      made([word], 1),
      ...(!isHere && site.has(bare) ? [{ ...made([bare], WEIGHTS.same), exact: true }] : []),
      ...apart(word),
      ...variants.map((each) => ({ ...made([each], WEIGHTS.rule), exact: true })),
      ...(labelled.get(base(word)) ?? []),
      ...taken(parts),
      ...compounds.map((each) => made([each], WEIGHTS.compound)),
    ];
  }

  /**
   * Return what a compound leads to that is taken apart: both parts, the last one in other words too, or one of them.
   *
   * @param {string[]} parts
   * @returns {Alternative[]}
   */
  function taken(parts) {
    if (parts.length === 0) return [];
    const [head, tail] = parts;
    const both = [[tail], ...inOtherWords([tail])].map((each) => made([head, ...each], WEIGHTS.parts));
    return [...both, ...parts.map((each) => made([each], WEIGHTS.part))];
  }

  /**
   * Give every word of a known word or phrase what else that is called.
   *
   * @param {string[]} words
   * @param {Concept[]} found
   */
  function called(words, found) {
    const bases = words.map(base);
    bases.forEach((key, at) => {
      for (const { group, member } of byWord.get(key) ?? []) {
        if (member.some((each, index) => bases[at + index] !== base(each))) continue;
        const others = group.members.filter((other) => other !== member && !group.reduced.has(other));
        if (group.weight === WEIGHTS.near) others.push(...others.flatMap(inOtherWords));
        const all = others.map((other) => made(other, group.weight));
        for (const concept of found.slice(at, at + member.length)) concept.alternatives.push(...all);
      }
    });
  }

  /**
   * Return what means the same as a word that is near: the reader's word leads to it in both standards.
   *
   * @param {string[]} words
   * @returns {string[][]}
   */
  function inOtherWords(words) {
    if (words.length > 1) return [];
    return (byWord.get(base(words[0])) ?? [])
      .filter(({ group, member }) => group.weight === WEIGHTS.same && member.length === 1)
      .flatMap(({ group, member }) => group.members.filter((other) => other !== member));
  }

  /**
   * Add to two adjacent words the compound that the site makes of them, in either order.
   *
   * @param {string[]} words
   * @param {Concept[]} found
   * @param {Outline} site
   */
  function joined(words, found, site) {
    for (let at = 0; at + 1 < words.length; at += 1) {
      for (const pair of [words.slice(at, at + 2), words.slice(at, at + 2).reverse()]) {
        const whole = ["", "s", "e"].map((joint) => pair.join(joint)).find(site.has);
        const written = pair.join(" ");
        const weight = /^\p{L}{1,6} \d+$/u.test(written) ? 1 : pair[0] === words[at] && DECIMAL.test(written) ? WEIGHTS.decimal : 0;
        for (const part of weight ? found.slice(at, at + 2) : []) part.alternatives.push({ ...made([pair.join("")], weight), exact: true });
        if (!whole) continue;
        const concept = { text: whole, alternatives: ofWord(whole, site) };
        called([whole], [concept]);
        concept.alternatives[0].exact = true;
        const all = concept.alternatives.map((each) => ({ ...each, weight: each.weight * WEIGHTS.joined }));
        for (const part of found.slice(at, at + 2)) part.alternatives.push(...all);
      }
    }
  }

  return { concepts, learn, has: (/** @type {string} */ word) => byWord.has(base(word)) };
}

/**
 * Return whether an alternative is what was typed, or of words that a site has: Pagefind takes a word that it does not
 * find for a shorter one.
 *
 * @param {Outline} site
 * @returns {(alternative: Alternative) => boolean}
 */
function isOf(site) {
  const may = (/** @type {string} */ word) => /\P{L}/u.test(word) || word.length < SHORT || site.begins(stem(word));
  return ({ words, weight }) => weight === 1 || words.every(may);
}

/**
 * Return what a name of letters and a number, or a large number, is when it is written apart: IS 2824, 10 000.
 *
 * @param {string} word
 * @returns {Alternative[]}
 */
function apart(word) {
  const named = /^(?:\p{L}{1,8}\d+\p{L}?|\d+\p{L}{2,})$/u.test(word) && word.match(/\d+|\p{L}+/gu);
  const grouped = /^\d{4,}$/u.test(word) ? word.replace(/\B(?=(?:\d{3})+$)/gu, " ").split(" ") : [];
  const words = named || grouped;
  return words.length > 1 ? [{ words, weight: 0.95, exact: true }] : [];
}

/**
 * @param {string[]} words
 * @param {number} weight
 * @returns {Alternative}
 */
function made(words, weight) {
  return { words, weight, exact: words.length === 1 && words[0].length <= SHORT };
}

/**
 * @param {string[][]} groups
 * @param {number} weight
 * @param {Set<string>} stop
 * @returns {Group[]}
 */
function grouped(groups, weight, stop) {
  return groups.map((group) => {
    const typed = group.map(tokenize);
    const members = typed.map((member) => meaningful(member, stop));
    const isReduced = (/** @type {string[]} */ member, /** @type {number} */ at) => member.length === 1 && typed[at].length > 2;
    const reduced = new Set(weight === WEIGHTS.near ? members.filter(isReduced) : []);
    return { members: members.filter((member) => member.length > 0), weight, reduced };
  });
}

/**
 * @param {Group[]} groups
 * @returns {Map<string, Membership[]>} By the first word without its inflection.
 */
function byFirstWord(groups) {
  /** @type {Map<string, Membership[]>} */
  const index = new Map();
  for (const group of groups) {
    for (const member of group.members) indexed(index, group, member);
  }
  return index;
}

/**
 * @param {Map<string, Membership[]>} index
 * @param {Group} group
 * @param {string[]} member
 */
function indexed(index, group, member) {
  put(index, base(member[0]), { group, member });
}

/**
 * @param {[string, string][]} labels
 * @param {Set<string>} stop
 * @param {Map<string, Membership[]>} byWord Of groups: what a kind is called otherwise leads to it too.
 * @returns {Map<string, Alternative[]>} What a word of a label leads to, without its inflection: `kind=Kronikk`.
 */
function byLabel(labels, stop, byWord) {
  /** @type {Map<string, Alternative[]>} */
  const index = new Map();
  for (const [name, value] of labels) {
    const weight = WEIGHTS[/** @type {"kind" | "author" | "theme"} */ (name)];
    const words = tokenize(value);
    if (name === "kind" && words.length > 1) continue; // who asks what svarer means does not ask for Spørsmål og svar
    for (const word of new Set(meaningful(words, stop).map(base))) {
      put(index, word, { words: [`${name}=${value}`], weight });
      for (const { group, member } of (name === "kind" && byWord.get(word)) || []) {
        for (const [other, more] of member.length === 1 ? group.members : []) {
          if (!more) put(index, base(other), { words: [`${name}=${value}`], weight: weight * group.weight });
        }
      }
    }
  }
  return index;
}

/**
 * @template Value
 * @param {Map<string, Value[]>} index
 * @param {string} key
 * @param {Value} value
 */
function put(index, key, value) {
  index.set(key, [...(index.get(key) ?? []), value]);
}

/**
 * @param {string[]} words
 * @param {Set<string>} stop
 * @returns {string[]} The words that carry meaning, or all where none does.
 */
export function meaningful(words, stop) {
  const kept = words.filter((word) => !stop.has(word));
  return kept.length > 0 ? kept : words;
}

/**
 * @param {Alternative[]} all
 * @returns {Alternative[]} One of each, the weightiest.
 */
function distinct(all) {
  /** @type {Map<string, Alternative>} */
  const kept = new Map();
  for (const each of all) {
    const key = each.words.map(base).join(" ");
    if ((kept.get(key)?.weight ?? 0) < each.weight) kept.set(key, each);
  }
  return [...kept.values()];
}
