/** The list of results. Built from DOM nodes, so that nothing of a page's text can be taken for HTML. */

/**
 * @typedef {import("./find.js").Found} Found
 * @typedef {import("./find.js").Page} Page
 * @typedef {{ title: string, href: string, lang?: string }} Target Where a link leads.
 * @typedef {Record<string, string>} Words The words of the page, with {placeholders} in them.
 * @typedef {object} Answer
 * @property {Found} found
 * @property {Page[]} pages Those of the hits that are shown.
 * @property {Page[]} near
 * @property {(n: number) => string} headline The words for so many hits, with {n} and {query}.
 * @property {string} query
 * @property {string} literal The address of a search for what was typed.
 * @typedef {object} Results
 * @property {(answer: Answer) => string} show Show it, and return what is announced.
 * @property {(found: Found, pages: Page[], asked: number) => HTMLElement | undefined} append Show more, and return the
 *   first of them; `asked` hits have been asked for so far, of which some may be lost.
 */

import { setLanguage } from "./other-language.js";
import { counted } from "./plural.js";

/** How many hits are shown before the others are fetched. */
export const FIRST = 1;

/**
 * Return the list of results with its heading, corrections and suggestions.
 *
 * @param {(name: string) => HTMLElement} part What finds a part of the page.
 * @param {Words} words
 * @param {Map<string, string>} themes The addresses of the themes by their titles.
 * @returns {Results}
 */
export function resultList(part, words, themes) {
  const heading = part("headline");
  const list = part("results");

  /** @type {Results["append"]} */
  function append({ hits }, pages, asked) {
    const items = pages.map((page) => result(page, words));
    list.append(...items);
    const { length } = list.children;
    part("more").hidden = asked >= hits.length || asked <= FIRST;
    part("shown").textContent = fill(counted(words, "shown", hits.length), { shown: length, n: hits.length });
    return items[0];
  }

  /** @type {Results["show"]} */
  function show({ found, pages, near, headline, query, literal }) {
    const { hits, correction } = found;
    const number = hits.length ? hits.length.toLocaleString(document.documentElement.lang) : words.nothing;
    const corrected = part("correction");
    heading.textContent = fill(headline(hits.length), { n: number, query: correction?.shown ?? query });
    const unknown = found.missing.length > 0 && found.kept.length > 0 ? [lacking(found)] : [];
    const put = correction ? instead(correction, hits.length > 0, literal) : [];
    corrected.replaceChildren(...put, ...(put.length > 0 ? [" "] : []), ...unknown);
    corrected.hidden = put.length + unknown.length === 0;
    list.replaceChildren();
    append(found, pages, Math.min(FIRST, hits.length));
    part("sort").hidden = hits.length < 2;
    part("nothing").hidden = hits.length > 0;
    offer(part("near"), near);
    offer(part("nearest"), found.themes.map((title) => ({ title, href: themes.get(title) ?? "" })));
    return [heading.textContent, corrected.textContent].filter(Boolean).join(". ");
  }

  /**
   * @param {{ shown: string, typed: string }} correction
   * @param {boolean} any Whether there are hits.
   * @param {string} href
   * @returns {(Node | string)[]} What was searched for instead, and the link to what was typed.
   */
  function instead({ shown, typed }, any, href) {
    const [before, after] = words.corrected.split("{shown}");
    const anchor = link({ href, title: fill(words.instead, { typed }) });
    return any ? [before, element("strong", {}, shown), after, " ", anchor] : [anchor];
  }

  /** @param {Found} found */
  function lacking({ missing, kept }) {
    const [, before, after] = /(\S?)\{query\}(\S?)/u.exec(words.found) ?? []; // the quotation marks of the language
    const quoted = (/** @type {string[]} */ texts) => texts.map((text) => `${before}${text}${after}`).join(", ");
    return fill(words.unknown, { missing: quoted(missing), kept: quoted(kept) });
  }

  return { show, append };
}

/**
 * Put values into the placeholders of a text.
 *
 * @param {string} text
 * @param {Record<string, string | number>} values
 * @returns {string}
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/gu, (_, /** @type {string} */ name) => String(values[name]));
}

/**
 * Show links below a heading, or neither.
 *
 * @param {HTMLElement} place
 * @param {Target[]} targets
 */
function offer(place, targets) {
  place.querySelector("ul")?.remove();
  place.append(links("plain", targets));
  place.hidden = !targets.length;
}

/**
 * Return a hit as an item of the list of results.
 *
 * @param {Page} page
 * @param {Words} words
 * @returns {HTMLElement}
 */
function result(page, words) {
  const marks = page.marks.map((mark) => {
    const strong = element("strong", {}, words[mark]);
    strong.dataset.mark = mark;
    return strong;
  });
  const about = [page.pinned ? words.pinned : "", ...marks, page.kind, page.themes.join(", "), page.date, page.byline];
  const item = element(
    "li",
    {},
    element("h3", {}, link(page)),
    element("p", { className: "facts" }, ...spaced(about)),
    element(
      "p",
      { className: "excerpt" },
      ...spaced([page.answer ? words.answer : ""]),
      ...page.excerpt.map(({ text, marked }) => (marked ? element("mark", {}, text) : text)),
    ),
  );
  if (page.parts.length) item.append(links("parts", page.parts));
  if (page.chapters.length) {
    item.append(element("p", { className: "facts also" }, `${words.chapters} `, ...spaced(page.chapters.map(link))));
  }
  for (const each of item.querySelectorAll("h3, .excerpt, .parts, .also a")) setLanguage(each, page.lang);
  return item;
}

/**
 * Return a list of links.
 *
 * @param {string} className
 * @param {Target[]} targets
 * @returns {HTMLElement}
 */
function links(className, targets) {
  const items = targets.map((target) => element("li", {}, setLanguage(link(target), target.lang)));
  return element("ul", { className }, ...items);
}

/**
 * Return each in an element of its own with a blank after it, but for empty ones.
 *
 * @param {(Node | string)[]} parts
 * @returns {(Node | string)[]}
 */
function spaced(parts) {
  return parts.filter(Boolean).flatMap((part) => [element("span", {}, part), " "]);
}

/**
 * @param {Target} target
 * @returns {HTMLElement}
 */
function link({ href, title }) {
  return element("a", { href }, title);
}


/**
 * @param {string} name
 * @param {object} properties
 * @param {(Node | string)[]} children
 * @returns {HTMLElement}
 */
function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}
