/**
 * From a query and filters to pages, for the search page.
 *
 * question.js analyses the query, lookup.js reads the index, rank.js orders the pages, facets.js filters and counts
 * them, and snippet.js chooses what of a page is shown.
 *
 * @typedef {Record<string, string[]>} Filters The chosen values by filter: any of one filter, and all filters.
 * @typedef {Record<string, Record<string, number>>} Counts The number of pages by filter and value.
 * @typedef {{ title: string, href: string }} Part A section of a page, or another chapter of the same article.
 * @typedef {{ text: string, marked: boolean }} Piece A stretch of plain text, and whether the reader searched for it.
 * @typedef {object} Page
 * @property {string} title
 * @property {string} href
 * @property {string} kind
 * @property {string[]} themes
 * @property {string} date
 * @property {string} byline
 * @property {string} lang The name of the language, as the filter has it, or "".
 * @property {Piece[]} excerpt The best snippet; for a question, the beginning of its answer.
 * @property {boolean} answer Whether the excerpt is the beginning of an answer.
 * @property {Part[]} parts The sections that have most of what was searched for.
 * @property {Part[]} chapters Other chapters of the same article that were found too.
 * @property {boolean} pinned Whether an editor pinned the page to the query.
 * @property {string[]} marks What the hit must say of the page: example, archived.
 * @typedef {() => Promise<Page>} Hit Fetches one page.
 * @typedef {object} Found
 * @property {Hit[]} hits The best first, or the newest.
 * @property {Counts} counts How many pages each value would give.
 * @property {Counts} values Which values there are to choose from, for the query alone.
 * @property {{ shown: string, typed: string } | undefined} correction What was searched for instead.
 * @property {string[]} missing Words that the site does not have, where others of the query were found.
 * @property {string[]} kept Those others, and what was found in place of a word.
 * @property {Hit[]} near Where there are no hits: the questions most like it.
 * @property {string[]} themes Where there are no hits: the nearest themes.
 * @typedef {{ sort: "relevance" | "date", literal: string | false | undefined }} Choice What says that what was typed is left as it is.
 * @typedef {import("./index-loading.js").Reason} Reason
 * @typedef {import("./question.js").Data} Data
 * @typedef {import("./question.js").Question} Question
 * @typedef {import("./rank.js").Postings} Postings
 * @typedef {import("./rank.js").Ranked} Ranked
 * @typedef {import("./facets.js").Members} Members
 * @typedef {{ words: string, frequent: string, complete: boolean, everyday: string[] }} PackedRest What vanlige.json has.
 * @typedef {object} Index
 * @property {Counts} all The values of all filters.
 * @property {(query: string, filters: Filters, choice: Choice) => Promise<Found>} find
 * @property {() => Reason[]} lost Why files of the index were lost; what is found without
 *   them may be too little.
 */

import { facetCounts, groupHits, matchesFilters } from "./facets.js";
import { fetchJson, LostFile } from "./index-loading.js";
import { wordSet } from "./word-set.js";
import { openLookup } from "./lookup.js";
import { hasAnswer, shown } from "./snippet.js";
import { language } from "./question.js";
import { WEIGHTS } from "./query-expansion.js";
import { isFound, rank, unranked } from "./rank.js";
import { outline } from "./words.js";
import { tokenize } from "./query-syntax.js";

/** How many chapters of one article are hits of their own; the others are folded into the first of them. */
const OWN_CHAPTERS = 2;

/** How many other chapters a hit names, and how many pages come close where nothing was found. */
const FEW = 3;

/** The filters whose values are words to search for too. */
const LABELS = ["kind", "author", "theme"];

/** How many pages are read at most for a phrase in quotation marks, and for a title that is the query. */
const MOST_READ = 200;
const MOST_TITLES = 10;

/** How many words a query has at most that is looked for as it stands, and on how many pages. */
const SHORT = 3;
const MOST_LITERAL = 30;

/** A number with a sign in it that the index leaves out, but not 10.000, which is also written otherwise. */
const NUMBERS = /(?<![\p{L}\p{N}.,/:-])(?!\d{1,3}(?:\.\d{3})+(?!\d))\d+(?:[.,/]\d+)+(?![\p{L}\p{N}])/gu;

/** What is left of the score of a page that is kept for the record alone. */
const ARCHIVED = 0.1;

/** How many pages are looked through for the questions and the themes nearest to a query without hits. */
const CLOSE = 12;

/** What is known of the site's words where the list of them is lost. */
const NOTHING = {
  ...outline(() => false),
  alike: () => [],
  nearest: () => undefined,
  meant: () => undefined,
};

/** What can be switched off, to measure what it is worth. */
export const FEATURES = [
  "stop",
  "light",
  "same",
  "near",
  "everyday",
  "rule",
  "parts",
  "joined",
  "compound",
  "label",
  "correct",
  "bets",
];

/**
 * Fetch Pagefind, and what the search knows of words.
 *
 * @param {string} bundle The address of pagefind.js.
 * @param {string} words The address of ord.json.
 * @param {string} pages The address of sider.json.
 * @param {string[]} [off] Names of FEATURES that are switched off.
 * @param {RequestCache} [cache]
 * @returns {Promise<Index>}
 */
export async function openIndex(bundle, words, pages, off = [], cache = "default") {
  const begins = (/** @type {string} */ word) => knowledge.begins(word);
  const has = (/** @type {string} */ word) => knowledge.has(word);
  const [json, index] = await Promise.all([fetchJson(words, cache), openLookup(bundle, pages, begins, has, cache)]);
  const data = /** @type {Data} */ (json);
  /** @type {Map<string, Reason>} */
  const lost = new Map();
  /** @type {<T>(name: string, read: (json: unknown) => T) => Promise<T>} */
  const beside = async (name, read) => {
    const address = words.replace(/[^/]*$/u, name);
    try {
      return read(await fetchJson(address, cache));
    } catch (error) {
      lost.set(address, error instanceof LostFile ? error.reason : "foreign");
      throw error;
    }
  };
  const knowledge = language(data, labels(index.all), new Set(off), async () => {
    try {
      const [{ lexicon, unpack }, rest] = await Promise.all([importLexicon(lost), beside(data.frequent, (json) => json)]);
      const { words: listed, frequent, ...others } = /** @type {PackedRest} */ (rest);
      return { ...others, words: lexicon(unpack(listed)), isFrequent: wordSet(frequent) };
    } catch {
      return { words: NOTHING, complete: false, everyday: [], isFrequent: () => true }; // no word is taken for misspelt
    }
  });
  return new Search(index, knowledge, () => beside(data.answers, (json) => json), lost);
}

/**
 * Fetch what takes words apart, where a word is not known.
 *
 * @param {Map<string, Reason>} lost
 */
async function importLexicon(lost) {
  try {
    return await import("./lexicon.js");
  } catch (error) {
    lost.set("lexicon.js", "foreign");
    throw error;
  }
}

/**
 * @param {Counts} all
 * @returns {[string, string][]} What pages are labelled with: a kind, an author or a theme, each with its value.
 */
function labels(all) {
  const valuesOf = (/** @type {string} */ name) => Object.keys(all[name] ?? {});
  return LABELS.flatMap((name) => valuesOf(name).map((value) => /** @type {[string, string]} */ ([name, value])));
}

/** @implements {Index} */
class Search {
  #newest = 0; // the number of the newest query: an older one goes no further

  /**
   * @param {import("./lookup.js").Lookup} index
   * @param {import("./question.js").Language} knowledge
   * @param {() => Promise<unknown>} fetchAnswers Fetches what is shown of laws and terms.
   * @param {Map<string, Reason>} missed Which files beside ord.json were lost.
   */
  constructor(index, knowledge, fetchAnswers, missed) {
    this.fetchAnswers = fetchAnswers;
    this.missed = missed;
    /** @type {Promise<unknown> | undefined} */
    this.rows = undefined;
    this.index = index;
    this.all = index.all;
    this.knowledge = knowledge;
  }

  /** @type {Index["lost"]} */
  lost() {
    return [...this.index.lost(), ...this.missed.values()];
  }

  /** @type {Index["find"]} */
  async find(query, filters, { sort, literal }) {
    const mine = ++this.#newest;
    const asked = tokenize(query).length > 0 ? query.trim() : ""; // of a mark alone nothing can be found
    const isKnown = async (/** @type {string} */ word) => {
      const { exact } = await this.index.lookUp(word);
      return exact.size > 0 || this.lost().length > 0; // a word whose file was lost is not taken for misspelt
    };
    const named = this.knowledge.named(asked);
    const question = await this.knowledge.understand(query, !!literal || named.length > 0, isKnown);
    if (mine !== this.#newest) throw new Error("a newer query has been asked");
    const { pages: ranked, missing, instead } = asked
      ? await this.#ranked(question)
      : { pages: this.#lowered(this.index.pages.map(unranked)), missing: [], instead: [] };
    if (asked) await this.#literalFirst(ranked, asked);
    if (asked) await this.#titleFirst(ranked, asked);
    const unfiltered = Object.values(filters).every((values) => values.length === 0) && sort !== "date";
    const answers = unfiltered ? named : [];
    const pinned = asked ? this.knowledge.bet(question.corrected || query) : "";
    if (pinned && !ranked.some(({ id }) => id === pinned)) ranked.push(unranked(pinned));
    const { members } = this.index;
    const chosen = ranked.filter(({ id }) => matchesFilters(id, filters, members));
    if (sort === "date") chosen.sort((one, other) => this.index.age(one.id) - this.index.age(other.id));
    else chosen.sort((one, other) => Number(other.id === pinned) - Number(one.id === pinned));
    const most = sort === "date" ? Infinity : OWN_CHAPTERS;
    const ids = ranked.map(({ id }) => id);
    const hits = (/** @type {Iterable<string>} */ pages) => groupHits(pages, this.index.articles, most).size;
    const close = chosen.length === 0 ? await this.#close(question, ranked) : undefined;
    return {
      hits: this.#noting([
        ...answers.map((name) => () => this.#answer(name)),
        ...this.#hits(chosen, pinned, most, question.expected),
      ]),
      missing: chosen.length > 0 ? missing : [],
      kept: [
        ...question.concepts.filter(({ light }) => !light).map(({ text }) => text).filter((text) => !missing.includes(text)),
        ...instead,
      ],
      counts: facetCounts(ids, filters, members, hits),
      values: asked ? facetCounts(ids, {}, members, hits) : this.index.all,
      correction: question.corrected ? { shown: question.corrected, typed: asked } : undefined,
      near: close?.near ?? [],
      themes: close?.themes ?? [],
    };
  }

  /**
   * Return the pages for a question, best first.
   *
   * @param {Question} question
   * @returns {Promise<{ pages: Ranked[], missing: string[], instead: string[] }>} `missing`: the words that no page has;
   *   `instead`: related ones that were found in their place.
   */
  async #ranked({ concepts, phrases, without }) {
    const words = new Set(concepts.flatMap(({ alternatives }) => alternatives.flatMap((each) => each.words)));
    await this.index.prepare([...words, ...phrases, ...without]);
    const postings = new Map(
      await Promise.all([...words].map(async (word) => /** @type {const} */ ([word, await this.index.lookUp(word)]))),
    );
    const postingsOf = (/** @type {string} */ word) => /** @type {Postings} */ (postings.get(word));
    const unwanted = await Promise.all(without.map((text) => this.index.exact(text)));
    const askedFrom = (/** @type {string} */ id) => this.index.askedFrom(id);
    const pages = this.#lowered(rank(concepts, postingsOf, this.index.pages.length, askedFrom)).filter(
      ({ id }) => !unwanted.some((ids) => ids.has(id)),
    );
    const named = concepts.filter(({ text, light }) => !light && !/^\d{1,3}(?:-\d+)?[a-z]?$/u.test(text)); // sections are looked for otherwise
    /** @type {(concept: import("./question.js").Concept) => string[]} */
    const instead = ({ text, alternatives }) =>
      isFound({ text, alternatives: alternatives.filter(({ weight }) => weight > WEIGHTS.near) }, postingsOf)
        ? []
        : alternatives.filter((each) => isFound({ text, alternatives: [each] }, postingsOf)).map(({ words: each }) => each.join(" "));
    const others = named.map(instead);
    const missing = named.filter((concept, at) => others[at].length > 0 || !isFound(concept, postingsOf)).map(({ text }) => text);
    return { pages: await this.#quoted(pages, phrases), missing, instead: others.flatMap((each) => each.slice(0, FEW)) };
  }

  /**
   * Return pages with the archived ones lower: a page in use comes first unless the archived one has far more.
   *
   * @param {Ranked[]} ranked
   */
  #lowered(ranked) {
    const { archived } = this.index;
    if (archived.size === 0) return ranked;
    for (const page of ranked) if (archived.has(page.id)) page.score *= ARCHIVED;
    const isArchived = (/** @type {Ranked} */ { id }) => Number(archived.has(id));
    return ranked.sort((one, other) => other.score - one.score || isArchived(one) - isArchived(other));
  }

  /**
   * Return those of some pages that have phrases exactly as they are: the index has them in any form, so what is kept
   * of each page is read, of the best pages where they are many.
   *
   * @param {Ranked[]} ranked
   * @param {string[]} phrases
   */
  async #quoted(ranked, phrases) {
    let pages = ranked;
    for (const phrase of phrases) {
      const holding = await this.index.holding(phrase);
      const ids = pages.map(({ id }) => id).filter((id) => holding.has(id));
      const exact = await this.index.literally(phrase, ids.slice(0, MOST_READ));
      pages = pages.filter(({ id }) => exact.has(id));
    }
    return pages;
  }

  /**
   * Put the pages first whose title is the query, and after them those whose title has the same words that matter: of
   * those whose title has all of it, the titles are read.
   *
   * @param {Ranked[]} ranked
   * @param {string} query
   */
  async #titleFirst(ranked, query) {
    const likely = ranked.filter(({ titled }) => titled > 0.99).slice(0, MOST_TITLES);
    if (likely.length === 0 || (likely.length === 1 && likely[0] === ranked[0])) return;
    const titles = await Promise.all(likely.map(async ({ id }) => (await this.index.readable(id))?.meta.title ?? ""));
    const whole = (/** @type {string} */ text) => tokenize(text).join(" ");
    const first = [whole, this.knowledge.essence].flatMap((norm) =>
      likely.filter((_, at) => [titles[at], titles[at].split(" – ")[0]].some((each) => norm(each) === norm(query))),
    );
    ranked.splice(0, ranked.length, ...new Set([...first, ...ranked]));
  }

  /**
   * Put those of the best pages first that have a short query with a number, a hyphen or a point as it stands, or such a
   * number of a longer one: to the index 1,8 is 18, and KoRus-Nord two words.
   *
   * @param {Ranked[]} ranked
   * @param {string} query
   */
  async #literalFirst(ranked, query) {
    const whole = tokenize(query).length <= SHORT && /\d|\p{L}[-.‐‑]\p{L}/u.test(query) && !/§|\d-\d/u.test(query);
    for (const text of [...(query.match(NUMBERS) ?? []), ...(whole ? [query] : [])]) {
      const best = ranked.slice(0, whole ? MOST_LITERAL : MOST_TITLES).map(({ id }) => id);
      const exact = await this.index.literally(text, best);
      ranked.sort((one, other) => Number(exact.has(other.id)) - Number(exact.has(one.id)));
    }
  }

  /**
   * @param {string} name Such as lov/pbl or ord/planstrategi.
   * @returns {Promise<Page>} The page of a law, or the explanation of a term.
   */
  async #answer(name) {
    this.rows ??= this.fetchAnswers();
    this.rows.catch(() => (this.rows = undefined));
    const rows = /** @type {Record<string, [string, string, string, string]>} */ (await this.rows);
    const [href, title, kind, text] = rows[name];
    const plain = { themes: [], date: "", byline: "", lang: "", answer: false, parts: [], chapters: [], pinned: false, marks: [] };
    return { ...plain, title, href, kind, excerpt: [{ text, marked: false }] };
  }

  /**
   * @param {Hit[]} hits
   * @returns {Hit[]} The same; one that cannot be fetched is a loss, whatever file or worker was to blame.
   */
  #noting(hits) {
    return hits.map((hit) => async () => {
      try {
        return await hit();
      } catch (error) {
        if (!this.lost().length) this.missed.set("", "foreign");
        throw error;
      }
    });
  }

  /**
   * Return what fetches each hit, which names some of the pages that are folded into it.
   *
   * @param {Ranked[]} ranked
   * @param {string} pinned
   * @param {number} most How many pages of an article are hits of their own.
   * @param {RegExp} [expected] What the answer to such a question has.
   * @returns {Hit[]}
   */
  #hits(ranked, pinned, most, expected) {
    const pages = new Map(ranked.map((page) => [page.id, page]));
    return [...groupHits(pages.keys(), this.index.articles, most)].map(([id, folded]) => async () => {
      const [data, ...others] = await Promise.all([id, ...folded.slice(0, FEW)].map((each) => this.index.page(each)));
      return shown(data, /** @type {Ranked} */ (pages.get(id)), id === pinned, others, expected);
    });
  }

  /**
   * Return what is nearest to a question without hits: what it finds without filters, quotation marks and minuses, or
   * what its words begin like.
   *
   * @param {Question} question
   * @param {Ranked[]} unfiltered
   */
  async #close(question, unfiltered) {
    let pages = unfiltered;
    if (pages.length === 0) pages = (await this.#ranked({ ...question, phrases: [], without: [] })).pages;
    if (pages.length === 0) pages = (await this.#ranked(await this.knowledge.loosely(question))).pages;
    const nearest = pages.slice(0, CLOSE);
    const found = await Promise.all(nearest.map(({ id }) => this.index.page(id)));
    /** @type {Map<string, number>} */
    const themes = new Map();
    for (const theme of found.flatMap(({ labels: { theme } }) => theme)) {
      themes.set(theme, (themes.get(theme) ?? 0) + 1);
    }
    const near = nearest.filter((_, index) => hasAnswer(found[index].anchors));
    return {
      near: this.#noting(this.#hits(near.slice(0, FEW), "", Infinity)),
      themes: [...themes]
        .sort(([, one], [, other]) => other - one)
        .slice(0, FEW)
        .map(([theme]) => theme),
    };
  }
}
