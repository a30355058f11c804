/** From what a reader typed to what is looked up: words that matter, each with its alternatives. Pure. */

import { lexicon, stem, unpack } from "./words.js";

/**
 * @typedef {object} Data What ord.json has.
 * @property {string} stop Words that carry no meaning, with blanks between.
 * @property {string[]} same Groups of words and phrases that mean the same, with | between.
 * @property {string[]} near Groups of words and phrases that mean nearly the same, with | between.
 * @property {[string[], string][]} bets Queries, with the id of the page that comes first for them.
 * @property {string[][]} articles The ids of each article and its chapters.
 * @property {[string, string[]][]} laws The id of each law, with what it is called.
 * @property {string} words The site's vocabulary, as `unpack` reads it.
 * @typedef {{ words: string[], weight: number, exact?: boolean }} Alternative Words that must all be there.
 * @typedef {{ text: string, alternatives: Alternative[] }} Concept What the reader means by one word.
 * @typedef {object} Question
 * @property {Concept[]} concepts
 * @property {string[]} phrases What must stand there word by word.
 * @property {string[]} without What must not stand there.
 * @property {string} corrected The query with misspelt words put right; "" where there were none.
 * @typedef {object} Language
 * @property {(query: string, literal: boolean, isKnown: (word: string) => Promise<boolean>) => Promise<Question>} understand
 * @property {(word: string) => boolean} begins Whether a word of the site begins as this one does.
 * @property {(query: string) => string} bet The id of the page that an editor pinned to a query, or "".
 * @property {(question: Question) => Question} loosely The words of the site that begin most like those of a question.
 */

const WORD = /[\p{L}\p{N}]+/gu;
const QUOTED = /(-?)["«“”]([^"«»“”]+)["»“”]/gu;
const WITHOUT = /(?<![^\s])-(?=\p{L})([\p{L}\p{N}-]+)/gu;
const SECTION = /(?:§+|paragraf(?:en)?)\s*(\d+(?:[-–]\d+)?)\s?([a-z](?![\p{L}\p{N}]))?|(?<![\p{L}\p{N}-])(\d{1,2}[-–]\d{1,2})([a-z])?(?![\p{L}\p{N}-])/giu;

/** What alternatives count for, where the word itself counts 1. */
export const WEIGHTS = { same: 0.95, near: 0.5, rule: 0.9, joined: 1, parts: 0.6, compound: 0.35, law: 3, kind: 1, author: 0.6, theme: 0.25 };

/** The shortest word that is put right. */
const SHORTEST = 4;

/**
 * Return what makes questions of queries.
 *
 * @param {Data} data
 * @param {[string, string][]} labels
 * @param {Set<string>} off Names of what is switched off.
 * @returns {Language}
 */
export function language(data, labels, off) {
  const site = lexicon(unpack(data.words));
  const stop = new Set(off.has("stop") ? [] : data.stop.split(" "));
  const groups = [
    ...grouped(off.has("same") ? [] : data.same, WEIGHTS.same, stop),
    ...grouped(off.has("near") ? [] : data.near, WEIGHTS.near, stop),
  ];
  const byWord = indexed(groups);
  const labelled = byStem(off.has("label") ? [] : labels, stop);
  const laws = data.laws.map(([id, names]) => ({ id, names: names.map((name) => stems(wordsOf(name))) }));
  const bets = new Map(data.bets.flatMap(([queries, href]) => queries.map((query) => [essence(query), href])));

  /** @param {string} query */
  function essence(query) {
    return stems(meaningful(wordsOf(query), stop)).join(" ");
  }

  /** @type {Language["understand"]} */
  async function understand(query, literal, isKnown) {
    const { rest, phrases, without, sections } = marks(query);
    const open = /[\p{L}\p{N}]$/u.test(query); // the last word may not be finished
    const tokens = meaningful(wordsOf(rest), stop);
    /** @type {Map<string, string>} */
    const instead = new Map();
    for (const [at, word] of tokens.entries()) {
      const unfinished = open && at === tokens.length - 1 && site.begins(word);
      if (literal || off.has("correct") || unfinished || word.length < SHORTEST || /\d/u.test(word)) continue;
      if (understood(word)) continue;
      const found = site.nearest(word, site.parts(word).length > 0 ? 1 : 2);
      if (found && !stop.has(found) && !(await isKnown(word))) instead.set(word, found);
    }
    const right = tokens.map((word) => instead.get(word) ?? word);
    const concepts = right.map((word) => ({ text: word, alternatives: alternatives(word) }));
    if (!off.has("compound")) compounds(right, concepts);
    if (!off.has("same")) phrasesOf(right, concepts);
    if (!off.has("joined")) joined(right, concepts);
    const named = laws.filter(({ names }) => names.some((name) => contains(stems(wordsOf(rest)), name)));
    for (const section of sections) concepts.push(sectionConcept(section, named.map(({ id }) => id)));
    for (const concept of concepts) concept.alternatives = distinct(concept.alternatives.filter(mayBeFound));
    const corrected = instead.size ? query.replace(WORD, (word) => instead.get(word.toLowerCase()) ?? word) : "";
    return { concepts, phrases, without, corrected };
  }

  /**
   * Return whether an alternative is what was typed, or of words that the site has: Pagefind takes a word that it does
   * not find for a shorter one.
   *
   * @param {Alternative} alternative
   */
  function mayBeFound({ words, weight }) {
    return weight === 1 || words.every((word) => /[^\p{L}]/u.test(word) || word.length < 3 || site.begins(stem(word)));
  }

  /** @param {string} word */
  function understood(word) {
    return site.has(word) || byWord.has(stem(word)) || site.variants(word).length > 0;
  }

  /**
   * @param {string} word
   * @returns {Alternative[]}
   */
  function alternatives(word) {
    /** @type {Alternative[]} */
    const all = [{ words: [word], weight: 1, exact: word.length < 4 }];
    if (!off.has("rule")) all.push(...site.variants(word).map((each) => ({ words: [each], weight: WEIGHTS.rule })));
    for (const [name, value] of labelled.get(stem(word)) ?? []) {
      all.push({ words: [`${name}=${value}`], weight: WEIGHTS[name] });
    }
    if (!off.has("inside")) all.push(...inside(word));
    if (!off.has("parts") && !site.has(word)) {
      const parts = site.parts(word);
      if (parts.length > 0) all.push({ words: parts, weight: WEIGHTS.parts });
    }
    return all;
  }

  /**
   * Return the site's compounds with a part of the word exchanged for what means the same: skjenkeløyve.
   *
   * @param {string} word
   * @returns {Alternative[]}
   */
  function inside(word) {
    if (word.length < 8) return [];
    const made = new Set();
    for (const { members, weight } of groups) {
      if (weight !== WEIGHTS.same || members.some((member) => member.length > 1)) continue;
      const flat = members.map(([one]) => one);
      for (const from of flat) {
        if (from.length < 4 || from.length > word.length - 3) continue;
        for (const to of flat) {
          if (to === from) continue;
          if (word.startsWith(from)) made.add(to + word.slice(from.length));
          const last = word.lastIndexOf(from);
          if (last > 2) made.add(word.slice(0, last) + to);
        }
      }
    }
    return [...made].filter((each) => site.has(each) && stem(each) !== stem(word)).map((each) => ({ words: [each], weight: WEIGHTS.rule }));
  }

  /**
   * Give every word of a known phrase what else the phrase is called.
   *
   * @param {string[]} right
   * @param {Concept[]} concepts
   */
  function phrasesOf(right, concepts) {
    const stemmed = stems(right);
    for (const [at, key] of stemmed.entries()) {
      for (const { group, member } of byWord.get(key) ?? []) {
        const length = member.length;
        if (stems(member).some((each, index) => stemmed[at + index] !== each)) continue;
        for (const other of group.members) {
          if (other === member) continue;
          const others = [other, ...(group.weight === WEIGHTS.near ? inOtherWords(other) : [])];
          const made = others.map((words) => ({ words, weight: group.weight, exact: words.join("").length < 4 }));
          for (let each = at; each < at + length; each += 1) concepts[each].alternatives.push(...made);
        }
      }
    }
  }

  /**
   * Return what means the same as a word that is near: the reader's word leads to it in both standards.
   *
   * @param {string[]} words
   * @returns {string[][]}
   */
  function inOtherWords(words) {
    if (words.length > 1) return [];
    const found = byWord.get(stem(words[0])) ?? [];
    return found
      .filter(({ group, member }) => group.weight === WEIGHTS.same && member.length === 1)
      .flatMap(({ group, member }) => group.members.filter((other) => other !== member));
  }

  /**
   * Give two words beside each other the compound that the site makes of them, in either order.
   *
   * @param {string[]} right
   * @param {Concept[]} concepts
   */
  function joined(right, concepts) {
    for (let at = 0; at + 1 < right.length; at += 1) {
      for (const [one, other] of [
        [right[at], right[at + 1]],
        [right[at + 1], right[at]],
      ]) {
        const made = [one + other, `${one}s${other}`, `${one}e${other}`].find((word) => site.has(word));
        if (!made) continue;
        const whole = { text: made, alternatives: alternatives(made) };
        if (!off.has("same")) phrasesOf([made], [whole]);
        const others = whole.alternatives.map((each) => ({ ...each, weight: each.weight * WEIGHTS.joined }));
        for (const index of [at, at + 1]) concepts[index].alternatives.push(...others);
      }
    }
  }

  /** @type {Language["loosely"]} */
  function loosely({ concepts }) {
    const words = concepts.flatMap(({ text }) => site.alike(text));
    return {
      concepts: words.map((word) => ({ text: word, alternatives: [{ words: [word], weight: 1 }] })),
      phrases: [],
      without: [],
      corrected: "",
    };
  }

  /**
   * Give a word that stands alone, or that the site has in compounds only, those compounds.
   *
   * @param {string[]} right
   * @param {Concept[]} concepts
   */
  function compounds(right, concepts) {
    for (const [at, word] of right.entries()) {
      if (right.length > 1 && site.has(word)) continue;
      const made = site.compounds(word).map((each) => ({ words: [each], weight: WEIGHTS.compound }));
      concepts[at].alternatives.push(...made);
    }
  }

  return { understand, begins: (word) => site.begins(stem(word)), loosely, bet: (query) => (off.has("bets") ? "" : (bets.get(essence(query)) ?? "")) };
}

/**
 * @param {string} query
 * @returns {{ rest: string, phrases: string[], without: string[], sections: string[] }}
 */
function marks(query) {
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
      (minus ? without : phrases).push(phrase.trim());
      return minus ? " " : ` ${phrase} `;
    })
    .replace(WITHOUT, (_, word) => {
      without.push(word);
      return " ";
    })
    .replace(SECTION, (_, number, letter = "", bare, other = "") => {
      sections.push((number ?? bare).replace("–", "-") + (letter || other));
      return " ";
    });
  return { rest, phrases, without, sections };
}

/**
 * @param {string} section Such as 11-1 or 1-7d.
 * @param {string[]} laws The ids of those that the query names.
 * @returns {Concept}
 */
function sectionConcept(section, laws) {
  const token = `par${section.replace("-", "x")}`;
  const named = laws.map((law) => ({ words: [law.replace(/-/gu, "") + token], weight: WEIGHTS.law, exact: true }));
  return {
    text: section,
    alternatives: [
      ...named,
      { words: [token], weight: named.length > 0 ? WEIGHTS.law / 3 : WEIGHTS.law, exact: true },
      ...(section.length > 2 ? [{ words: [section], weight: 1, exact: true }] : []),
    ],
  };
}

/**
 * @param {string[]} lines
 * @param {number} weight
 * @param {Set<string>} stop
 */
function grouped(lines, weight, stop) {
  return lines.map((line) => ({
    members: line
      .split("|")
      .map((member) => meaningful(wordsOf(member), stop))
      .filter((member) => member.length > 0),
    weight,
  }));
}

/**
 * @param {[string, string][]} labels
 * @param {Set<string>} stop
 * @returns {Map<string, [string, string][]>} The labels that have a word, by its stem.
 */
function byStem(labels, stop) {
  /** @type {Map<string, [string, string][]>} */
  const found = new Map();
  for (const label of labels) {
    for (const key of new Set(stems(meaningful(wordsOf(label[1]), stop)))) found.set(key, [...(found.get(key) ?? []), label]);
  }
  return found;
}

/**
 * @param {string[]} words
 * @param {Set<string>} stop
 * @returns {string[]} The words that carry meaning, or all where none does.
 */
function meaningful(words, stop) {
  const kept = words.filter((word) => !stop.has(word));
  return kept.length > 0 ? kept : words;
}

/** @param {ReturnType<typeof grouped>} groups */
function indexed(groups) {
  /** @type {Map<string, { group: typeof groups[0], member: string[] }[]>} */
  const index = new Map();
  for (const group of groups) {
    for (const member of group.members) {
      const key = stem(member[0]);
      if (!index.has(key)) index.set(key, []);
      index.get(key)?.push({ group, member });
    }
  }
  return index;
}

/**
 * @param {string} text
 * @returns {string[]}
 */
function wordsOf(text) {
  return text.normalize("NFC").toLowerCase().match(WORD) ?? [];
}

/**
 * @param {Alternative[]} alternatives
 * @returns {Alternative[]} One of each, the weightiest.
 */
function distinct(alternatives) {
  /** @type {Map<string, Alternative>} */
  const kept = new Map();
  for (const each of alternatives) {
    const key = stems(each.words).join(" ");
    if ((kept.get(key)?.weight ?? 0) < each.weight) kept.set(key, each);
  }
  return [...kept.values()];
}

/**
 * @param {string[]} words
 * @returns {string[]}
 */
function stems(words) {
  return words.map(stem);
}

/**
 * @param {string[]} words
 * @param {string[]} run
 */
function contains(words, run) {
  return words.some((_, at) => run.every((word, index) => words[at + index] === word));
}
