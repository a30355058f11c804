/** Postings from the index. The only module that knows Pagefind; each word is looked up by itself. */

import { LostFile, fetchJson, importModule } from "./index-loading.js";
import { rarity, saturated } from "./rank.js";
import { base, stem } from "./words.js";

/**
 * @typedef {import("./find.js").Counts} Counts
 * @typedef {import("./facets.js").Members} Members
 * @typedef {import("./rank.js").Postings} Postings
 * @typedef {import("./snippet.js").Anchor} Anchor
 * @typedef {{ url: string, content: string, meta: Record<string, string>, anchors: Anchor[] }} Stored Of one page.
 * @typedef {Stored & { day: string, labels: Record<string, string[]>, marks: string[] }} PageData
 * @typedef {{ id: string, score: number, words: number[], matchedMetaFields?: string[], data: () => Promise<Stored> }}
 *   Result
 * @typedef {import("./index-loading.js").Reason} Reason
 * @typedef {{ results: Result[], unfilteredResultCount: number, lost?: [string, Reason][] }} Results A worker says
 *   with its results which files were lost.
 * @typedef {object} Pagefind What this module uses of pagefind.js.
 * @property {(options: object) => Promise<void>} options
 * @property {() => Promise<void>} init
 * @property {() => Promise<void>} [destroy]
 * @property {{ lost: Map<string, Reason>, retry: () => void }} [indexFiles] From kbsite/search/assets/index-files.js.
 * @property {(text: string) => Promise<void>} preload
 * @property {(text: string) => Promise<Results>} search
 * @typedef {object} Table What sider.json has: a column is a value for each page, with blanks between.
 * @property {string} pages The ids, the newest first.
 * @property {string} days Such as 20261008.
 * @property {string} asked Where in its text a page says how readers ask for it, in words.
 * @property {string} articles Numbers of the articles that pages are of.
 * @property {Record<string, string>} derived Numbers of the pages with a word that the index does not tell from others.
 * @property {[string[], string]} marks What a hit must say of its page, such as example, and the numbers of each page's.
 * @property {Record<string, [string[], string]>} filters The values of each filter, and the numbers of each page's.
 */

/**
 * How Pagefind scores one word: by BM25 over the text alone. The title and the summary are weighed in rank.js, so
 * Pagefind only says whether they have the word.
 */
export const RANKING = {
  termFrequency: 1,
  termSaturation: 1.2,
  pageLength: 0.6,
  termSimilarity: 9,
  diacriticSimilarity: 0,
  metaWeights: { title: 0, summary: 0, page: 0, image: 0, image_alt: 0, laws: 0, about: 0 },
};

/** From how many pages on a search takes so long that it is for a worker, which is as much script once more. */
const MANY = 2000;

/** What of Pagefind is used, and must be there. */
const USED = ["options", "init", "preload", "search"];

/** A word that every page has, from layouts/macros.html. Searching for nothing would fetch the whole index. */
const EVERY = "kbside";

/** The path of Pagefind below the site: the folder of the search page, of all indexes and of this one. */
const FOLDER = /([^/]+\/){3}[^/]+$/u;

/** What stands between the thousands of a number. */
const THOUSANDS = /(?<=(?<![\d.,/])\d{1,3}(?:[. ]?\d{3})*)[. ](?=\d{3}(?![\d]))/gu;

/** What is looked up as the pages of a value of a filter. */
const LABEL = /^(.+)=(.+)$/u;

/**
 * Fetch Pagefind, and which pages there are.
 *
 * @param {string} bundle The address of pagefind.js.
 * @param {string} pages The address of sider.json.
 * @param {(word: string) => Promise<boolean>} begins Whether a word of the site begins as this one does.
 * @param {(word: string) => Promise<boolean>} has Whether the site has the word in any form.
 * @param {RequestCache} [cache]
 */
export async function openLookup(bundle, pages, begins, has, cache) {
  const loaded = /** @type {Promise<Pagefind>} */ (importModule(bundle, USED));
  const [pagefind, table] = await Promise.all([loaded, fetchJson(pages, cache)]);
  const index = new Lookup(pagefind, /** @type {Table} */ (table), begins, has);
  try {
    await begin(pagefind, { noWorker: index.pages.length < MANY, baseUrl: bundle.replace(FOLDER, "") });
  } catch (error) {
    index.refuseLoss();
    throw error;
  }
  index.refuseLoss();
  return index;
}

/**
 * Let Pagefind begin, anew where it has begun before: it keeps what it once failed to fetch.
 *
 * @param {Pagefind} pagefind
 * @param {object} options
 */
async function begin(pagefind, options) {
  await pagefind.destroy?.();
  if (pagefind.indexFiles?.lost.size) pagefind.indexFiles.retry();
  await pagefind.options({ ranking: RANKING, ...options });
  await pagefind.init();
  await pagefind.options({ ranking: RANKING }); // it waits until all that Pagefind begins with is there
}

/** The index of a site. */
export class Lookup {
  /** @type {Map<string, Promise<Postings>>} */
  #postings = new Map();
  /** @type {Map<string, Result>} */
  #results = new Map(); // Pagefind forgets those that are let go
  /** @type {Map<string, Reason>} */
  #lost = new Map(); // as its worker says

  /**
   * @param {Pagefind} pagefind
   * @param {Table} table
   * @param {(word: string) => Promise<boolean>} begins
   * @param {(word: string) => Promise<boolean>} has
   */
  constructor(pagefind, table, begins, has) {
    this.pagefind = pagefind;
    this.begins = begins;
    this.has = has;
    this.pages = table.pages.split(" ");
    this.place = new Map(this.pages.map((id, index) => [id, index]));
    this.days = table.days.split(" ");
    this.asked = table.asked.split(" ").map(Number); // NaN where it does not say that
    this.derived = new Map(Object.entries(table.derived));
    const ofArticles = rows(table.articles).map(([article], at) => /** @type {const} */ ([this.pages[at], article]));
    this.articles = new Map(ofArticles.filter(([, article]) => article));
    this.columns = Object.entries(table.filters).map(
      ([name, [values, column]]) => /** @type {const} */ ([name, values, rows(column)]),
    );
    this.marks = table.marks[0];
    this.marked = rows(table.marks[1]);
    const archive = String(this.marks.indexOf("archived"));
    this.archived = new Set(this.pages.filter((_, at) => this.marked[at].includes(archive)));
    this.members = membersOf(this.pages, this.columns);
    this.all = /** @type {Counts} */ ({});
    for (const [name, values] of this.members) {
      this.all[name] = Object.fromEntries([...values].map(([value, ids]) => [value, ids.size]));
    }
  }

  /**
   * @param {string} id
   * @returns {number} How many pages are newer; a page without a date is the oldest.
   */
  age(id) {
    return this.place.get(id) ?? this.pages.length;
  }

  /**
   * @param {string} id
   * @returns {number} From which word on a page says how readers ask for it.
   */
  askedFrom(id) {
    return this.asked[this.age(id)];
  }

  /**
   * @param {string} id
   * @returns {Promise<PageData>} What is kept of a page: Pagefind's own, its day, and its labels by filter.
   */
  async page(id) {
    if (!this.#results.has(id)) this.#keep((await this.#search(`"${EVERY}"`)).results);
    const at = this.age(id);
    const result = this.#results.get(id);
    if (!result) throw new Error(`${id} is not in the index`);
    const labels = this.columns.map(([name, values, cells]) => {
      const ofPage = cells[at].map((number) => values[Number(number)]);
      return /** @type {const} */ ([name, ofPage]);
    });
    const marks = this.marked[at].map((number) => this.marks[Number(number)]);
    return { ...(await result.data()), day: this.days[at], labels: Object.fromEntries(labels), marks };
  }

  /**
   * @param {string} id
   * @returns {Promise<PageData | undefined>} The same; nothing where its file is lost, which `lost` then says.
   */
  async readable(id) {
    try {
      return await this.page(id);
    } catch (error) {
      if (this.lost().length > 0) return undefined;
      throw error;
    }
  }

  /** @returns {Reason[]} Why files were lost that were asked for. What is found without them may be too little. */
  lost() {
    return [...new Map([...this.#lost, ...(this.pagefind.indexFiles?.lost ?? [])]).values()];
  }

  /** Throw LostFile where there has been a loss. */
  refuseLoss() {
    const [reason] = this.lost();
    if (reason) throw new LostFile("the search index", reason);
  }

  /**
   * @param {string} text
   * @returns {Promise<Results>}
   */
  async #search(text) {
    const found = await this.pagefind.search(text);
    for (const [file, reason] of found.lost ?? []) this.#lost.set(file, reason);
    return found;
  }

  /** @param {Result[]} results */
  #keep(results) {
    for (const result of results) if (!this.#results.has(result.id)) this.#results.set(result.id, result);
  }

  /**
   * Fetch the parts of the index that have these words and phrases, before any is looked up. Pagefind finds the longer
   * words that begin as a word does in all it has fetched until then, so the order of look-ups would change the result.
   *
   * @param {string[]} texts
   */
  async prepare(texts) {
    const fresh = texts.filter((text) => !this.#postings.has(text) && !LABEL.test(text));
    await Promise.all(fresh.map((text) => this.pagefind.preload(text)));
  }

  /**
   * @param {string} word
   * @returns {Promise<Postings>} What is known of the word, fetched once.
   */
  lookUp(word) {
    const postings = this.#postings.get(word) ?? this.#fetchPostings(word);
    this.#postings.set(word, postings);
    postings.catch(() => this.#postings.delete(word));
    return postings;
  }

  /**
   * @param {string} word A word, or a label: the name of a filter and a value of it.
   * @returns {Promise<Postings>}
   */
  async #fetchPostings(word) {
    const label = word.match(LABEL);
    if (label) {
      const ids = this.withChapters(this.members.get(label[1])?.get(label[2]) ?? new Set());
      const posting = { frequency: 1, title: true, summary: false, positions: [] };
      return { exact: ids, pages: new Map([...ids].map((id) => [id, posting])) };
    }
    const [loose, exact] = await Promise.all([this.#search(word), this.exact(word)]);
    this.#keep(loose.results);
    const scale = rarity(loose.unfilteredResultCount, this.pages.length);
    /** @type {Postings["pages"]} */
    const pages = new Map([...exact].map((id) => [id, { frequency: 0, title: false, summary: false, positions: [] }]));
    const derived = await this.#derived(word);
    if (derived) {
      for (const id of pages.keys()) if (!derived.has(id)) pages.delete(id);
      for (const id of exact) if (!derived.has(id)) exact.delete(id);
    }
    const shortened = exact.size === 0 && !(await this.begins(word)); // Pagefind found a shorter word instead
    for (const { id, score, words, matchedMetaFields = [] } of shortened ? [] : loose.results) {
      if (derived && !derived.has(id)) continue;
      pages.set(id, {
        frequency: exact.has(id) ? score / scale : saturated(words.length),
        title: matchedMetaFields.includes("title"),
        summary: matchedMetaFields.includes("summary"),
        positions: words,
      });
    }
    return { exact, pages };
  }

  /**
   * @param {Set<string>} ids
   * @returns {Set<string>} Pages with their chapters; chapters, which are several of one article, as they are.
   */
  withChapters(ids) {
    const own = [...ids].flatMap((id) => this.articles.get(id) ?? []);
    const articles = new Set(own);
    if (articles.size < own.length) return ids;
    return new Set([...ids, ...[...this.articles].filter(([, article]) => articles.has(article)).map(([id]) => id)]);
  }

  /**
   * @param {string} word
   * @returns {Promise<Set<string> | undefined>} The pages that have a word which the index takes for others of its stem, such as
   *   kommuneloven for kommune; none where the site has the others alone.
   */
  async #derived(word) {
    const own = base(word);
    if (own === stem(word)) return undefined;
    const numbers = this.derived.get(own);
    if (numbers === undefined) return /els$/u.test(own) || (await this.has(word)) ? undefined : new Set(); // fornyelse is fornye
    return new Set(numbers.split(" ").map((number) => this.pages[Number(number)]));
  }

  /**
   * Return which of some pages have a text exactly: letters, digits, hyphens and signs as they are, in lower case.
   *
   * @param {string} text
   * @param {string[]} ids
   * @returns {Promise<Set<string>>}
   */
  async literally(text, ids) {
    const sought = literal(text);
    const wanted = new RegExp(
      `(?<![\\p{L}\\p{N}])${sought.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&")}(?![\\p{L}\\p{N}])`,
      "u",
    );
    const found = await Promise.all(
      ids.map(async (id) => {
        const page = await this.readable(id);
        return page !== undefined && wanted.test(literal([page.meta.title, page.meta.summary, page.content].join("\n")));
      }),
    );
    return new Set(ids.filter((_, at) => found[at]));
  }

  /**
   * @param {string} text
   * @returns {Promise<Set<string>>} The pages that have the words of a text, each in some form.
   */
  async holding(text) {
    const words = text.split(/\s+/u).map((word) => word.replace(/[^\p{L}\p{N}]/gu, ""));
    const sets = await Promise.all(words.filter((word) => word).map((word) => this.exact(word)));
    return sets.reduce((one, other) => new Set([...one].filter((id) => other.has(id))));
  }

  /**
   * @param {string} text
   * @returns {Promise<Set<string>>} The pages that have the text word by word.
   */
  async exact(text) {
    const { results } = await this.#search(`"${text}"`);
    return new Set(results.map(({ id }) => id));
  }
}

/**
 * @param {string} text
 * @returns {string} The text in lower case, each blank and each hyphen as one of its kind; 10 000 and 10.000 as 10000.
 */
function literal(text) {
  const even = text.normalize("NFC").toLowerCase().replace(/[‐‑–]/gu, "-").replace(/(?<=§)\s*|\s+/gu, " ").trim();
  return even.replace(THOUSANDS, "");
}

/**
 * @param {string} column
 * @returns {string[][]} The numbers of each page, none where it has none.
 */
function rows(column) {
  return column.split(" ").map((cell) => (cell === "-" ? [] : cell.split(",")));
}

/**
 * @param {string[]} pages
 * @param {(readonly [string, string[], string[][]])[]} columns
 * @returns {Members}
 */
function membersOf(pages, columns) {
  const entries = columns.map(([name, values, cells]) => {
    const members = values.map((value) => /** @type {[string, Set<string>]} */ ([value, new Set()]));
    cells.forEach((numbers, at) => numbers.forEach((number) => members[Number(number)][1].add(pages[at])));
    return /** @type {const} */ ([name, new Map(members)]);
  });
  return new Map(entries);
}
