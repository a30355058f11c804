/**
 * From a query and filters to pages: all that knows Pagefind.
 *
 * Pagefind looks up each word by itself. What the reader meant is for question.js to say, which page is best for
 * rank.js, and what of it is shown for passage.js.
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
 * @property {string} lang nb, nn or "".
 * @property {Piece[]} excerpt The best passage; of a question, the beginning of its answer.
 * @property {boolean} answer Whether the excerpt is the beginning of an answer.
 * @property {Part[]} parts The sections that have most of what was searched for.
 * @property {Part[]} chapters Other chapters of the same article that were found too.
 * @property {boolean} pinned Whether an editor pinned the page to the query.
 * @typedef {() => Promise<Page>} Hit What fetches one page.
 * @typedef {object} Found
 * @property {Hit[]} hits The best first, or the newest.
 * @property {Counts} counts How many pages each value would give.
 * @property {Counts} values Which values there are to choose from, for the query alone.
 * @property {{ shown: string, typed: string } | undefined} correction What was searched for instead.
 * @property {Hit[]} near Where there are no hits: the questions most like it.
 * @property {string[]} themes Where there are no hits: the nearest themes.
 * @typedef {{ sort: "relevance" | "date", literal: boolean }} Choice Whether what was typed is left as it is.
 * @typedef {import("./question.js").Question} Question
 * @typedef {import("./rank.js").Traces} Traces
 * @typedef {import("./rank.js").Ranked} Ranked
 * @typedef {object} Index
 * @property {Counts} all The values of all filters.
 * @property {(query: string, filters: Filters, choice: Choice) => Promise<Found>} find
 */

import { language } from "./question.js";
import { passage, sections } from "./passage.js";
import { rank, rarity, saturated } from "./rank.js";

/** The codes of the languages as the filter names them. */
const LANGUAGES = { bokmål: "nb", nynorsk: "nn" };

/** How many chapters of one article are hits of their own; the others are folded into the first of them. */
const OWN_CHAPTERS = 2;

/** How many other chapters a hit names, and how many pages come close where nothing was found. */
const FEW = 3;

/** The filters whose values are words to search for too. */
const LABELS = ["kind", "author", "theme"];

/** How many pages are looked through for the questions and the themes nearest to a query without hits. */
const CLOSE = 12;

/**
 * How Pagefind scores one word: by BM25 over the text alone. The title and the summary are weighed in rank.js, so
 * Pagefind only tells whether they have the word.
 */
export const RANKING = {
  termFrequency: 1,
  termSaturation: 1.2,
  pageLength: 0.6,
  termSimilarity: 9,
  diacriticSimilarity: 0,
  metaWeights: { title: 0, summary: 0, date: 0, image: 0, image_alt: 0, laws: 0, about: 0 },
};

/** What can be switched off, to measure what it is worth. */
export const FEATURES = ["stop", "same", "near", "rule", "inside", "parts", "joined", "compound", "label", "correct", "bets"];

/**
 * Fetch Pagefind, and what the search knows of words.
 *
 * @param {string} bundle The address of pagefind.js.
 * @param {string} words The address of ord.json.
 * @param {string[]} [off] Names of FEATURES that are switched off.
 * @returns {Promise<Index>}
 */
export async function openIndex(bundle, words, off = []) {
  const [pagefind, data] = await Promise.all([import(bundle), fetchWords(words)]);
  await pagefind.options({ ranking: RANKING });
  const [all, every, dated] = await Promise.all([
    pagefind.filters(),
    pagefind.search(null),
    pagefind.search(null, { sort: { date: "desc" } }), // those without a date are not among them
  ]);
  const knowledge = language(data, labels(all), new Set(off));
  return new Search(pagefind, all, every.results, dated.results, knowledge, data.articles);
}

/**
 * @param {Counts} all
 * @returns {[string, string][]} What pages are labelled with: a kind, an author or a theme, each with its value.
 */
function labels(all) {
  return LABELS.flatMap((name) => Object.keys(all[name] ?? {}).map((value) => /** @type {[string, string]} */ ([name, value])));
}

/**
 * @param {string} address
 * @returns {Promise<any>}
 */
async function fetchWords(address) {
  const answer = await fetch(address, { cache: "no-cache" });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

/**
 * @typedef {{ id: string, data: () => Promise<any> }} Result
 * @implements {Index}
 */
class Search {
  /** @type {Map<string, Promise<Traces>>} */
  #traces = new Map();
  /** @type {Promise<Map<string, Map<string, Set<string>>>> | undefined} */
  #members;

  /**
   * @param {any} pagefind
   * @param {Counts} all
   * @param {Result[]} every
   * @param {Result[]} dated The newest first.
   * @param {import("./question.js").Language} knowledge
   * @param {string[][]} articles The ids of an article and its chapters.
   */
  constructor(pagefind, all, every, dated, knowledge, articles) {
    this.pagefind = pagefind;
    this.all = all;
    this.knowledge = knowledge;
    this.total = every.length;
    this.place = new Map(dated.map(({ id }, index) => [id, index]));
    this.results = new Map(every.map((result) => [result.id, result])); // Pagefind forgets those that are let go
    this.article = new Map(articles.flatMap((ids) => ids.map((id) => /** @type {const} */ ([id, ids[0]]))));
  }

  /** @type {Index["find"]} */
  async find(query, filters, { sort, literal }) {
    const isKnown = async (/** @type {string} */ word) => (await this.#lookUp(word)).exact.size > 0;
    const question = await this.knowledge.understand(query, literal, isKnown);
    const ranked = query.trim() ? await this.#ranked(question) : this.#everything();
    const members = await this.#membership();
    const ids = ranked.map(({ id }) => id);
    const shown = ranked.filter(({ id }) => passes(id, filters, members));
    const counts = counted(ids, this.all, members, filters);
    const pinned = query.trim() ? this.knowledge.bet(query) : "";
    if (sort === "date") shown.sort((one, other) => this.#age(one.id) - this.#age(other.id));
    else lift(shown, pinned, ranked);
    const close = shown.length === 0 ? await this.#close(question, ranked) : undefined;
    return {
      hits: this.#hits(shown, pinned, sort === "date"),
      counts,
      values: query.trim() ? counted(ids, this.all, members, {}) : this.all,
      correction: question.corrected ? { shown: question.corrected, typed: query.trim() } : undefined,
      near: close?.near ?? [],
      themes: close?.themes ?? [],
    };
  }

  /**
   * Return the pages for a question, best first.
   *
   * @param {Question} question
   * @returns {Promise<Ranked[]>}
   */
  async #ranked({ concepts, phrases, without }) {
    const words = new Set(concepts.flatMap(({ alternatives }) => alternatives.flatMap((each) => each.words)));
    const traces = new Map(
      await Promise.all([...words].map(async (word) => /** @type {const} */ ([word, await this.#lookUp(word)]))),
    );
    const quoted = (/** @type {string[]} */ texts) => Promise.all(texts.map((text) => this.#exact(text)));
    const [wanted, unwanted] = await Promise.all([quoted(phrases), quoted(without)]);
    return rank(concepts, (word) => /** @type {Traces} */ (traces.get(word)), this.total).filter(
      ({ id }) => wanted.every((ids) => ids.has(id)) && !unwanted.some((ids) => ids.has(id)),
    );
  }

  /** @returns {Ranked[]} Every page, the newest first. */
  #everything() {
    const ids = [...this.results.keys()].sort((one, other) => this.#age(one) - this.#age(other));
    return ids.map((id) => ({ id, score: 0, share: 0, places: new Map() }));
  }

  /** @param {string} id */
  #age(id) {
    return this.place.get(id) ?? this.total;
  }

  /**
   * @param {string} word
   * @returns {Promise<Traces>} What is known of the word, fetched once.
   */
  #lookUp(word) {
    const traces = this.#traces.get(word) ?? this.#fetchTraces(word);
    this.#traces.set(word, traces);
    traces.catch(() => this.#traces.delete(word));
    return traces;
  }

  /**
   * @param {string} word A word, or a label: the name of a filter and a value of it.
   * @returns {Promise<Traces>}
   */
  async #fetchTraces(word) {
    const label = word.match(/^(.+)=(.+)$/u);
    if (label) {
      const ids = (await this.#membership()).get(label[1])?.get(label[2]) ?? new Set();
      const trace = { frequency: 1, title: true, summary: false, places: [] };
      return { exact: ids, pages: new Map([...ids].map((id) => [id, trace])) };
    }
    const [loose, exact] = await Promise.all([this.pagefind.search(word), this.#exact(word)]);
    const scale = rarity(loose.unfilteredResultCount, this.total);
    /** @type {Traces["pages"]} */
    const pages = new Map([...exact].map((id) => [id, { frequency: 0, title: false, summary: false, places: [] }]));
    const shortened = exact.size === 0 && !this.knowledge.begins(word); // Pagefind found a shorter word instead
    for (const { id, score, words, matchedMetaFields = [] } of shortened ? [] : loose.results) {
      pages.set(id, {
        frequency: exact.has(id) ? score / scale : saturated(words.length),
        title: matchedMetaFields.includes("title"),
        summary: matchedMetaFields.includes("summary"),
        places: words,
      });
    }
    return { exact, pages };
  }

  /**
   * @param {string} text
   * @returns {Promise<Set<string>>} The pages that have the text word by word.
   */
  async #exact(text) {
    const { results } = await this.pagefind.search(`"${text}"`);
    return new Set(results.map((/** @type {{ id: string }} */ { id }) => id));
  }

  /** @returns {Promise<Map<string, Map<string, Set<string>>>>} The pages of each value of each filter, found once. */
  #membership() {
    const pagesOf = async (/** @type {string} */ name, /** @type {string} */ value) => {
      const { results } = await this.pagefind.search(null, { filters: { [name]: value } });
      return new Set(results.map((/** @type {{ id: string }} */ { id }) => id));
    };
    const all = Object.entries(this.all).map(async ([name, values]) => {
      const pages = Object.keys(values).map(async (value) => /** @type {const} */ ([value, await pagesOf(name, value)]));
      return /** @type {const} */ ([name, new Map(await Promise.all(pages))]);
    });
    this.#members ??= Promise.all(all).then((entries) => new Map(entries));
    return this.#members;
  }

  /**
   * Return what fetches each hit. Of an article with several chapters among them two are hits of their own.
   *
   * @param {Ranked[]} ranked
   * @param {string} pinned
   * @param {boolean} unfolded
   * @returns {Hit[]}
   */
  #hits(ranked, pinned, unfolded) {
    /** @type {Map<string, Ranked[]>} */
    const chapters = new Map();
    const own = ranked.filter((page) => {
      const article = this.article.get(page.id);
      if (!article || unfolded) return true;
      const before = chapters.get(article) ?? [];
      chapters.set(article, [...before, page]);
      return before.length < OWN_CHAPTERS;
    });
    return own.map((page) => async () => {
      const all = chapters.get(this.article.get(page.id) ?? "") ?? [];
      const folded = all[0] === page ? all.slice(OWN_CHAPTERS, OWN_CHAPTERS + FEW) : [];
      const [data, ...others] = await Promise.all([page, ...folded].map(({ id }) => this.results.get(id)?.data()));
      return shownPage(data, page, page.id === pinned, others);
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
    let pages = unfiltered.length > 0 ? unfiltered : await this.#ranked({ ...question, phrases: [], without: [] });
    if (pages.length === 0) pages = await this.#ranked(this.knowledge.loosely(question));
    const nearest = pages.slice(0, CLOSE);
    const found = await Promise.all(nearest.map(({ id }) => this.results.get(id)?.data()));
    /** @type {Map<string, number>} */
    const themes = new Map();
    for (const { filters } of found) for (const theme of filters.theme ?? []) themes.set(theme, (themes.get(theme) ?? 0) + 1);
    const near = nearest.filter((_, index) => passage("", found[index].anchors, new Map()).answer);
    return {
      near: this.#hits(near.slice(0, FEW), "", true),
      themes: [...themes].sort(([, one], [, other]) => other - one).slice(0, FEW).map(([theme]) => theme),
    };
  }
}

/**
 * Put the page that an editor pinned before the others.
 *
 * @param {Ranked[]} shown
 * @param {string} pinned
 * @param {Ranked[]} all
 */
function lift(shown, pinned, all) {
  const at = shown.findIndex(({ id }) => id === pinned);
  if (at >= 0) shown.unshift(...shown.splice(at, 1));
  else if (pinned && !all.some(({ id }) => id === pinned)) shown.unshift({ id: pinned, score: 0, share: 0, places: new Map() });
}

/**
 * @param {string} id
 * @param {Filters} filters
 * @param {Map<string, Map<string, Set<string>>>} members
 * @param {string} [left] The name of a filter that does not count.
 */
function passes(id, filters, members, left) {
  return Object.entries(filters).every(
    ([name, values]) =>
      name === left || values.length === 0 || values.some((value) => members.get(name)?.get(value)?.has(id)),
  );
}

/**
 * Return how many of the pages each value would give: values of one filter are alternatives, so its own do not count.
 *
 * @param {string[]} ids
 * @param {Counts} all
 * @param {Map<string, Map<string, Set<string>>>} members
 * @param {Filters} filters
 * @returns {Counts}
 */
function counted(ids, all, members, filters) {
  return Object.fromEntries(
    Object.entries(all).map(([name, values]) => {
      const passing = ids.filter((id) => passes(id, filters, members, name));
      const count = (/** @type {string} */ value) => passing.filter((id) => members.get(name)?.get(value)?.has(id)).length;
      return [name, Object.fromEntries(Object.keys(values).map((value) => [value, count(value)]))];
    }),
  );
}

/**
 * @param {any} data What Pagefind keeps of a page.
 * @param {Ranked} ranked
 * @param {boolean} pinned
 * @param {any[]} chapters The same of other chapters.
 * @returns {Page}
 */
function shownPage(data, { places }, pinned, chapters) {
  const { title = data.url, date = "", about = "", summary = about } = data.meta;
  const { kind = [], author = [], language = [], theme = [] } = data.filters;
  const { excerpt, answer } = passage(data.content, data.anchors, places);
  return {
    title,
    href: data.url,
    kind: kind.join(", "),
    themes: theme,
    date: day(date),
    byline: author.join(", "),
    lang: LANGUAGES[/** @type {keyof typeof LANGUAGES} */ (language[0])] ?? "",
    excerpt: excerpt.length > 0 ? excerpt : [{ text: summary, marked: false }],
    answer,
    parts: sections(data.url, data.anchors, places),
    chapters: chapters.map(({ url, meta }) => ({ title: meta.title ?? url, href: url })),
    pinned,
  };
}

/**
 * Return a day as it is written in Norwegian. Metadata is searched too, so the index has it as d20261008, which
 * no one looks for.
 *
 * @param {string} date
 * @returns {string}
 */
function day(date) {
  const digits = date.match(/^d(\d{4})(\d\d)(\d\d)$/u);
  if (!digits) return "";
  const at = new Date(Date.UTC(Number(digits[1]), Number(digits[2]) - 1, Number(digits[3])));
  return at.toLocaleDateString("nb", { dateStyle: "long", timeZone: "UTC" });
}
