/** From what a reader typed to what is looked up: words that matter, each with its alternatives. Pure. */

import { meaningful, queryExpansion, WEIGHTS } from "./query-expansion.js";
import { parseQuery, tokenize, WORD } from "./query-syntax.js";
import { wordSet } from "./word-set.js";
import { base, fold, outline, plain, stem } from "./words.js";

/**
 * @typedef {import("./query-expansion.js").Concept} Concept
 * @typedef {object} Data What ord.json has.
 * @property {string[]} stop Words that carry little meaning, with blanks between, and | between forms of one word: the
 *   rarest first, last those that are not looked up.
 * @property {string[]} same Groups of words and phrases that mean the same, folded.
 * @property {string[]} near Groups of words and phrases that mean nearly the same, folded.
 * @property {string[]} everyday What readers say, folded, > and what the site calls that: what its words alone tell.
 * @property {[string[], string][]} bets Queries, with the id of the page that comes first for them.
 * @property {string[][]} laws The id of each law, and what it is called beside the groups of `same`; an id that is
 *   the first of its names, without å, æ and ø and with hyphens, is "".
 * @property {string[][]} terms The same for each term of the glossary.
 * @property {string} frequent The address of the common words that the site does not have, beside that of ord.json.
 * @property {string} answers The address of what is shown of laws and terms, likewise.
 * @property {string} words The set of the site's words, without their inflections and as stems.
 * @typedef {object} Question
 * @property {Concept[]} concepts
 * @property {string[]} phrases What a page must have word by word.
 * @property {string[]} without What a page must not have.
 * @property {RegExp} [expected] What a word of an answer to such a question is like: a time, a number.
 * @property {string} corrected The query with misspelt words put right; "" where there were none.
 * @typedef {(word: string) => Promise<boolean>} Asked Whether the index has a word.
 * @typedef {object} Rest What vanlige.json has.
 * @property {import("./lexicon.js").Lexicon} words The site's vocabulary.
 * @property {boolean} complete Whether it has all words of the site.
 * @property {string[]} everyday What readers say in words that the site scarcely has, and what it calls that.
 * @property {(word: string) => boolean} isFrequent Whether a word is a common one that the site does not have.
 * @typedef {object} Language
 * @property {(query: string, literal: boolean, isKnown: Asked) => Promise<Question>} understand
 * @property {(question: Question) => Promise<Question>} loosely The words of the site that begin most like those of a question.
 * @property {Asked} begins Whether a word of the site begins as this one does.
 * @property {Asked} has Whether the site has the word in any form, or may have it.
 * @property {(query: string) => string} essence What two queries, or titles, have in common that mean the same.
 * @property {(query: string) => string} bet The id of the page that an editor pinned to a query, or "".
 * @property {(query: string) => string[]} named The laws and terms that a query is the name of: `lov/ID`, `ord/ID`.
 */

/** What may be a section where a law is named: folkehelseloven 6. */
const NUMBER = /^\d{1,2}[a-z]?$/u;

/** What may stand beside the name of what is asked for: alt om, hva er, hva betyr, forklaring på. */
const ABOUT = new Set(
  ("alt om hva kva er betyr tyder sier seier står i og den det en et ein eit ei på med for av m v mm mv forklaring " +
    "forklar definisjon paragraf paragrafen").split(" "),
);

/**
 * What the answers to some questions have. How often, when and how long: a time; how many and how much: a number.
 *
 * @type {[RegExp, RegExp][]}
 */
const EXPECTED = [
  [
    /(?:hvor|kor) (?:ofte|lenge|lang)|(?<!\p{L})når(?!\p{L})|frist/u,
    /^(?:hvert|kvart|hver|kvar|minst|senest|seinast|innen|årl[ie]g|(?:år|uke|veke|måned|månad|dag|døgn|time|frist)\p{L}{0,4})[.,;:)]*$/u,
  ],
  [/(?:hvor|kor) (?:mange|mye|mykje|stor|høy|høg)|kva kostar|hva koster/u, /^(?:\d[\d.,]*|prosent|kroner|halvparten)[.,;:)%]*$/u],
];

/** How many stop words are looked up, the rarest of the query: each costs a file of the index. */
const LIGHT = 2;

/** The shortest word that is put right. */
const SHORTEST = 4;

/**
 * Return what makes questions of queries.
 *
 * @param {Data} data
 * @param {[string, string][]} labels Names of filters with their values.
 * @param {Set<string>} off Names of what is switched off.
 * @param {() => Promise<Rest>} fetchRest Fetches what is asked for when a word is not known.
 * @returns {Language}
 */
export function language(data, labels, off, fetchRest) {
  const [same, near] = [data.same, data.near].map((lines) => lines.map(unfolded));
  const site = outline(wordSet(data.words));
  /** @type {Promise<Rest> | undefined} */
  let known;
  const stops = data.stop.map((part) => part.split(" ").map((forms) => forms.split("|")));
  const stop = new Set(off.has("stop") ? [] : stops.flat(2));
  const light = new Map(
    stops.slice(0, off.has("light") ? 0 : -1).flatMap((part, rank) =>
      part.flatMap((forms) => {
        const alternatives = forms.map((form) => ({ words: [form], weight: 1, exact: true }));
        const found = { rank, concept: { text: forms[0], alternatives, light: true } };
        return forms.map((form) => /** @type {const} */ ([form, found]));
      }),
    ),
  );
  const expansion = queryExpansion({ same, near }, labels, stop, off);
  learn(data);
  const laws = data.laws.map((row) => ({
    id: idOf(row).replaceAll("-", ""),
    names: [...row.slice(1), ...same.filter((group) => group.includes(row[1])).flat()].map((name) => tokenize(name).map(base)),
  }));
  const stopByFold = new Map([...stop].filter((word) => word.length > 2).map((word) => [fold(word), word]));
  const addresses = namedAddresses();
  /** @type {Map<string, string>} */
  const bets = new Map();
  for (const [queries, id] of off.has("bets") ? [] : data.bets) {
    for (const query of queries) bets.set(essence(query), id);
  }

  /** @param {string} text */
  function key(text) {
    return meaningful(tokenize(text), ABOUT).map(base).join(" ");
  }

  /** @returns {Map<string, Set<string>>} The law or term that each name leads to, and whatever means the same. */
  function namedAddresses() {
    /** @type {Map<string, Set<string>>} */
    const found = new Map();
    const add = (/** @type {string} */ name, /** @type {string} */ address) => {
      found.set(key(name), (found.get(key(name)) ?? new Set()).add(address));
    };
    for (const row of data.laws) for (const name of row.slice(1)) add(name, `lov/${idOf(row)}`);
    for (const row of data.terms) for (const name of row.slice(1)) add(name, `ord/${idOf(row)}`);
    const own = new Map(found);
    for (const members of same) {
      const first = members.flatMap((member) => [...(own.get(key(member)) ?? [])]);
      for (const member of members) if (!own.has(key(member))) for (const address of first) add(member, address);
    }
    for (const [name, each] of [...found]) if (!found.has(plain(name))) found.set(plain(name), each); // overdosedodsfall
    return found;
  }

  /** @type {Language["named"]} */
  function named(query) {
    const { rest, phrases, without, sections } = parseQuery(query);
    if (phrases.length > 0 || without.length > 0) return [];
    const bare = rest.replace(/\([^()]*\)/gu, " "); // the short name of a law, after its title
    const lawful = (/** @type {string} */ text) => text.replace(/(?<![\p{L}\p{N}])\d+[a-z]?(?![\p{L}\p{N}])/gu, " ");
    const at = (/** @type {string} */ text) => [...(addresses.get(key(text)) ?? addresses.get(plain(key(text))) ?? [])];
    const exact = [rest, bare].flatMap(at);
    if (exact.length > 0 && sections.length === 0) return [...new Set(exact)];
    const ofLaw = [rest, bare].flatMap((text) => at(lawful(text)));
    return [...new Set(ofLaw)].filter((address) => address.startsWith("lov/"));
  }

  /**
   * @param {string} query
   * @returns {string} What two queries have in common that ask the same.
   */
  function essence(query) {
    return meaningful(tokenize(query), stop).map(stem).join(" ");
  }

  /** @type {Language["understand"]} */
  async function understand(asked, literal, isKnown) {
    const query = asked.normalize("NFC");
    const { rest, phrases, without, sections } = parseQuery(query);
    const typed = await Promise.all(tokenize(rest).map(asStopWord));
    const { ids: named, said } = lawsIn(typed);
    if (named.length > 0 && sections.length === 0) sections.push(...typed.filter((word) => NUMBER.test(word)));
    const words = meaningful(typed, stop).filter((word) => !sections.includes(word));
    const skip = literal || off.has("correct");
    const instead = await corrections(skip ? [] : words, isKnown);
    const right = words.map((word) => instead.get(word) ?? word);
    const known = right.every(isOfSite) ? site : (await everything()).words;
    const concepts = withLight(typed, words, expansion.concepts(meaningful(right, stop), known));
    for (const { text, alternatives } of sections.length > 0 && phrases.length === 0 ? concepts : []) {
      if (said.has(base(text))) for (const each of alternatives) each.weight *= WEIGHTS.lawful; // its section says it
    }
    concepts.push(...sections.map((section) => sectionOf(section, named)));
    const put = (/** @type {string} */ text) => text.replace(WORD, (word) => instead.get(word.toLowerCase()) ?? word);
    return {
      concepts,
      phrases: phrases.map(put),
      expected: EXPECTED.find(([asks]) => asks.test(query.toLowerCase()))?.[1],
      without: without.filter((word) => !stop.has(word)), // plan -og bygningsloven: a hyphen in the wrong place
      corrected: instead.size ? put(query) : "",
    };
  }

  /**
   * Return concepts with those of the rarest stop words of a query, each in its place.
   *
   * @param {string[]} typed
   * @param {string[]} words Those of `typed` that `concepts` are of.
   * @param {Concept[]} concepts
   */
  function withLight(typed, words, concepts) {
    const rest = [...concepts];
    const small = typed.map((word) => (words.includes(word) ? undefined : light.get(word)));
    const chosen = new Set([...new Set(small.filter((each) => !!each))].sort((one, other) => one.rank - other.rank).slice(0, LIGHT));
    const placed = typed.flatMap((word, at) => {
      const each = small[at];
      if (!each) return words.includes(word) ? rest.splice(0, 1) : [];
      return chosen.delete(each) ? [each.concept] : [];
    });
    return [...placed, ...rest];
  }

  /**
   * Return what was meant by each word that is misspelt: one that neither the site nor what is known of Norwegian has,
   * and that no word of the site begins as.
   *
   * @param {string[]} words
   * @param {Asked} isKnown
   */
  async function corrections(words, isKnown) {
    /** @type {Map<string, string>} */
    const instead = new Map();
    for (const word of words) {
      if (word.length < SHORTEST || /\d/u.test(word) || isOfSite(word)) continue;
      const { words: all, isFrequent } = await everything();
      if (expansion.has(word) || all.has(word) || all.has(base(word)) || all.begins(word) || isFrequent(word)) continue;
      const meant = all.meant(word);
      if (meant && !(await isKnown(word))) instead.set(word, meant);
    }
    return instead;
  }

  /**
   * @template {{ everyday: string[] }} Told
   * @param {Told} told
   */
  function learn(told) {
    expansion.learn(told.everyday.map((line) => line.split(">").map(unfolded)));
    return told;
  }

  /** @returns {Promise<Rest>} All words of the site and the common ones it lacks, fetched when first needed. */
  function everything() {
    known ??= fetchRest().then(learn);
    known.catch(() => (known = undefined)); // asked for again by the next query
    return known;
  }

  /** @type {Language["has"]} */
  async function has(word) {
    if (site.has(word)) return true;
    const { words: all, complete } = await everything();
    return !complete || all.has(word);
  }

  /** @type {Language["begins"]} */
  async function begins(word) {
    return site.begins(word) || (await everything()).words.begins(stem(word));
  }

  /** @param {string} word */
  function isOfSite(word) {
    return site.has(word) || stop.has(word);
  }

  /**
   * @param {string} word
   * @returns {Promise<string>} The stop word that it is when å, æ and ø are written out: boer is bør.
   */
  async function asStopWord(word) {
    const meant = stopByFold.get(fold(word));
    if (!meant || isOfSite(word)) return word;
    const { words: all, isFrequent } = await everything();
    return all.has(word) || all.begins(word) || isFrequent(word) ? word : meant;
  }

  /**
   * @param {string[]} typed
   * @returns {{ ids: string[], said: Set<string> }} The ids of the laws that are named, without hyphens, and by which words.
   */
  function lawsIn(typed) {
    const stems = typed.map(base);
    const isNamed = (/** @type {string[]} */ name) =>
      stems.some((_, at) => name.every((word, index) => stems[at + index] === word));
    const found = laws.map(({ id, names }) => ({ id, names: names.filter(isNamed) })).filter(({ names }) => names.length > 0);
    return { ids: found.map(({ id }) => id), said: new Set(found.flatMap(({ names }) => names.flat())) };
  }

  /** @type {Language["loosely"]} */
  async function loosely({ concepts }) {
    const { words: all } = await everything();
    const words = concepts.flatMap(({ text, light: small }) => (small ? [] : all.alike(text)));
    const loose = words.map((word) => ({ text: word, alternatives: [{ words: [word], weight: 1 }] }));
    return { concepts: loose, phrases: [], without: [], corrected: "" };
  }

  return { understand, loosely, begins, has, named, essence, bet: (query) => bets.get(essence(query)) ?? "" };
}

/**
 * @param {string} line Each word but the first begins with a digit in base 36: how many letters of the one before it has.
 * @returns {string[]} The words and phrases of a group.
 */
function unfolded(line) {
  let before = "";
  return line.split("|").map((each, at) => (before = at ? before.slice(0, parseInt(each[0], 36)) + each.slice(1) : each));
}

/** @param {string[]} row */
function idOf([id, name]) {
  return id || plain(name).replaceAll(" ", "-");
}

/**
 * Return what a section is looked up as: the words that kbsite/render/compose/parts.py gives a page that refers to it.
 * Of § 3-9 b the whole § 3-9 is an alternative.
 *
 * @param {string} section Such as 11-1 or 1-7d.
 * @param {string[]} laws The ids of those that the query names.
 * @returns {Concept}
 */
function sectionOf(section, laws) {
  const forms = [...new Set([section, section.replace(/[a-z]$/u, "")])];
  const all = forms.flatMap((form, at) => {
    const word = `par${form.replace("-", "x")}`;
    const weight = WEIGHTS.law / (at + 1);
    const named = laws.map((law) => ({ words: [law + word], weight, exact: true }));
    const unnamed = { words: [word], weight: laws.length > 0 ? weight / 3 : weight, exact: true };
    const inText = form.length > 2 ? [{ words: [form], weight: 1, exact: true }] : [];
    return [...named, unnamed, ...inText];
  });
  return { text: section, alternatives: all };
}
