/**
 * From a query and filters to pages: all that knows Pagefind.
 *
 * What ranks better goes between `find` and Pagefind; the page with the form and the results need not know.
 *
 * @typedef {Record<string, string[]>} Filters The chosen values by filter: any of one filter, and all filters.
 * @typedef {Record<string, Record<string, number>>} Counts The number of pages by filter and value.
 * @typedef {object} Part A heading of a page under which a word was found.
 * @property {string} title
 * @property {string} href
 * @typedef {object} Page
 * @property {string} title
 * @property {string} href
 * @property {string} kind
 * @property {string} date
 * @property {string} byline
 * @property {string} lang nb, nn or "".
 * @property {Piece[]} excerpt
 * @property {Part[]} parts
 * @typedef {object} Piece A stretch of plain text.
 * @property {string} text
 * @property {boolean} marked Whether the reader searched for it.
 * @typedef {() => Promise<Page>} Hit What fetches one page, the best hit first.
 * @typedef {{ hits: Hit[], counts: Counts, values: Counts }} Found `counts` follow query and filters: how many
 *   pages each value would give. `values` follow the query alone: which values there are to choose from.
 * @typedef {object} Index
 * @property {Counts} all
 * @property {(query: string, filters: Filters) => Promise<Found>} find
 */

/** The codes of the languages as the filter names them. */
const LANGUAGES = { bokmål: "nb", nynorsk: "nn" };

/** How many of the headings of a page are shown. */
const MOST_PARTS = 3;

/**
 * Fetch Pagefind and the values of all filters.
 *
 * @param {string} bundle The address of pagefind.js.
 * @returns {Promise<Index>}
 */
export async function openIndex(bundle) {
  const pagefind = await import(bundle);
  /** @type {Counts} */
  const all = await pagefind.filters();
  return { all, find: (query, filters) => find(pagefind, all, query, filters) };
}

/**
 * Return the pages that have every word of the query and match the filters.
 *
 * Pagefind counts what would be left with one value more, as if all had to match. To count values of one filter as
 * alternatives, they are counted in a search without that filter.
 *
 * @param {any} pagefind
 * @param {Counts} all
 * @param {string} query
 * @param {Filters} filters
 * @returns {Promise<Found>}
 */
async function find(pagefind, all, query, filters) {
  const words = query.trim() || null;
  const chosen = Object.keys(filters).filter((name) => filters[name].length > 0);
  const any = (/** @type {string[]} */ names) => ({
    filters: Object.fromEntries(names.map((name) => [name, { any: filters[name] }])),
  });
  const [main, ...others] = await Promise.all([
    pagefind.search(words, any(chosen)),
    ...chosen.map((left) => pagefind.search(words, any(chosen.filter((name) => name !== left)))),
  ]);
  const counts = { ...main.filters };
  chosen.forEach((name, index) => (counts[name] = others[index].filters[name] ?? {}));
  return {
    hits: main.results.map((/** @type {any} */ result) => async () => page(await result.data())),
    counts,
    values: words ? main.totalFilters : all,
  };
}

/**
 * @param {any} data What Pagefind keeps of a page.
 * @returns {Page}
 */
function page(data) {
  const { title = data.url, date = "", summary = "" } = data.meta;
  const { kind = [], author = [], language = [] } = data.filters;
  const excerpt = pieces(data.excerpt);
  return {
    title,
    href: data.url,
    kind: kind.join(", "),
    date: day(date),
    byline: author.join(", "),
    lang: LANGUAGES[language[0]] ?? "",
    excerpt: summary && !excerpt.some((piece) => piece.marked) ? [{ text: summary, marked: false }] : excerpt,
    parts: parts(data.sub_results),
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

/**
 * Return an excerpt as plain text, marked or not.
 *
 * Pagefind's excerpt is HTML in which `<` and `>` of the text are escaped, `&` is not, and only its own marks are
 * left as they are. Titles and other metadata are plain text.
 *
 * @param {string} html
 * @returns {Piece[]}
 */
function pieces(html) {
  return html
    .split(/<mark>(.*?)<\/mark>/su)
    .map((text, index) => ({
      text: text.replaceAll("&lt;", "<").replaceAll("&gt;", ">"),
      marked: index % 2 === 1,
    }))
    .filter((piece) => piece.text !== "");
}

/**
 * Return the headings with most of the words, in the order of the page; ids with _ are the layout's own.
 *
 * @param {any[]} results
 * @returns {Part[]}
 */
function parts(results) {
  const own = results.filter((result) => result.anchor && !result.anchor.id.includes("_"));
  const best = new Set(
    [...own].sort((one, other) => other.locations.length - one.locations.length).slice(0, MOST_PARTS),
  );
  return own.filter((result) => best.has(result)).map((result) => ({ title: result.title, href: result.url }));
}
