/** What was found, shown. It is made of nodes, so that nothing of a page's text can be taken for HTML. */

import { addressOf, askAddress, chosen } from "./search-address.js";

/**
 * @typedef {import("./find.js").Found} Found
 * @typedef {import("./find.js").Page} Page
 * @typedef {import("./search-address.js").Wish} Wish
 * @typedef {{ title: string, href: string, lang?: string }} Target Where a link leads.
 * @typedef {Record<string, string>} Words The words of the page, with {places} in them.
 * @typedef {{ wish: Wish, found: Found, pages: Page[], near: Page[] }} Answer What was found, and what is shown of it.
 * @typedef {object} Results
 * @property {(answer: Answer) => string} show Show it, and return what there is to tell of it.
 * @property {(found: Found, pages: Page[]) => HTMLElement} append Show more, and return the first of them.
 * @property {() => number} shown How many hits are shown.
 */

/**
 * Return the list of results with what stands around it.
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
  function append({ hits }, pages) {
    const items = pages.map((page) => result(page, words));
    list.append(...items);
    part("more").hidden = list.children.length >= hits.length;
    part("shown").textContent = fill(words.shown, { shown: list.children.length, n: hits.length });
    return items[0];
  }

  /** @type {Results["show"]} */
  function show({ wish, found, pages, near }) {
    const total = found.hits.length;
    list.replaceChildren();
    append(found, pages);
    heading.textContent = headline(wish, found, words);
    part("sort").hidden = total < 2;
    part("nothing").hidden = total > 0;
    offer(part("near"), near);
    offer(part("nearest"), found.themes.map((title) => ({ title, href: themes.get(title) ?? "" })));
    /** @type {HTMLAnchorElement} */ (part("search-ask")).href = askAddress(words.ask, wish);
    const correction = part("correction");
    correction.replaceChildren(...corrected(wish, found, words));
    correction.hidden = !found.correction;
    return [heading.textContent, correction.textContent].filter(Boolean).join(". ");
  }

  return { show, append, shown: () => list.children.length };
}

/**
 * Put values into the places of a text.
 *
 * @param {string} text
 * @param {Record<string, string | number>} values
 * @returns {string}
 */
export function fill(text, values) {
  return text.replace(/\{(\w+)\}/gu, (_, name) => String(values[name]));
}

/**
 * Return how many hits there are, and on what.
 *
 * @param {Wish} wish
 * @param {Found} found
 * @param {Words} words
 * @returns {string}
 */
function headline(wish, { hits, correction }, words) {
  const sentence = wish.query ? (chosen(wish) ? words.narrowed : words.found) : words.filtered;
  const number = hits.length ? hits.length.toLocaleString(document.documentElement.lang) : words.nothing;
  const text = fill(sentence, { n: number, query: correction?.shown ?? wish.query });
  return hits.length > 1 && wish.choice.sort === "date" ? fill(words.newest, { found: text }) : text;
}

/**
 * Return what was searched for instead of what was typed, and the link to that.
 *
 * @param {Wish} wish
 * @param {Found} found
 * @param {Words} words
 * @returns {(Node | string)[]}
 */
function corrected(wish, { hits, correction }, words) {
  if (!correction) return [];
  const strong = document.createElement("strong");
  strong.textContent = correction.shown;
  const [before, after] = words.corrected.split("{shown}");
  const typed = link({
    title: fill(words.instead, { typed: correction.typed }),
    href: addressOf({ ...wish, choice: { ...wish.choice, literal: true } }),
  });
  return hits.length ? [before, strong, after, " ", typed] : [typed];
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
  place.hidden = targets.length === 0;
}

/**
 * Return a hit as an item of the list of results.
 *
 * @param {Page} page
 * @param {Words} words
 * @returns {HTMLLIElement}
 */
function result(page, words) {
  const item = document.createElement("li");
  const heading = document.createElement("h3");
  heading.append(link(page));
  const about = [page.kind, page.themes.join(", "), page.date, page.byline].filter((text) => text !== "");
  item.append(heading, line("facts", ...about.map(span)), excerpt(page, words));
  if (page.pinned) item.querySelector(".facts")?.prepend(span(words.pinned), " ");
  if (page.parts.length > 0) item.append(links("parts", page.parts));
  if (page.chapters.length > 0) {
    item.append(line("facts also", words.chapters, ...page.chapters.map((part) => span(link(part)))));
  }
  for (const part of item.querySelectorAll("h3, .excerpt, .parts, .also a")) inLanguage(part, page.lang);
  return item;
}

/**
 * Return a list of links.
 *
 * @param {string} name
 * @param {Target[]} targets
 * @returns {HTMLUListElement}
 */
function links(name, targets) {
  const list = document.createElement("ul");
  list.className = name;
  for (const target of targets) {
    const item = document.createElement("li");
    item.append(inLanguage(link(target), target.lang));
    list.append(item);
  }
  return list;
}

/**
 * @param {Page} page
 * @param {Words} words
 * @returns {HTMLParagraphElement}
 */
function excerpt(page, words) {
  const pieces = page.excerpt.map(({ text, marked }) => {
    if (!marked) return text;
    const mark = document.createElement("mark");
    mark.textContent = text;
    return mark;
  });
  const paragraph = line("excerpt");
  paragraph.append(...pieces);
  if (page.answer) paragraph.prepend(span(words.answer), " ");
  return paragraph;
}

/**
 * @param {string} name
 * @param {(string | Node)[]} parts
 * @returns {HTMLParagraphElement} The parts with spaces between.
 */
function line(name, ...parts) {
  const paragraph = document.createElement("p");
  paragraph.className = name;
  parts.forEach((part, index) => paragraph.append(index ? " " : "", part));
  return paragraph;
}

/** @param {string | Node} content */
function span(content) {
  const element = document.createElement("span");
  element.append(content);
  return element;
}

/** @param {Target} target */
function link({ href, title }) {
  const anchor = document.createElement("a");
  anchor.href = href;
  anchor.textContent = title;
  return anchor;
}

/**
 * @template {Element} E
 * @param {E} element
 * @param {string} [lang] Set where it is not the page's own.
 * @returns {E}
 */
function inLanguage(element, lang) {
  if (lang && lang !== document.documentElement.lang) element.setAttribute("lang", lang);
  return element;
}
