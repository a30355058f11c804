// bundle
/**
 * Suggestions below a search field: the titles, words and names that begin as the reader's words do.
 *
 * The field is a combobox with a list (ARIA 1.2): what is chosen in it is a link, and without a choice the form is
 * sent as ever. page.js imports this when the field is first used.
 */

/**
 * @typedef {[kind: number, href: string, title: string, forms?: string[], synonyms?: string[], lang?: string]} Row
 *   A suggestion, as outputs/suggestions.py writes it.
 * @typedef {object} Data
 * @property {Record<string, string[]>} kinds The names of the kinds in each language.
 * @property {string} lang The language of those rows that have none.
 * @property {string} stop Words that carry no meaning, with blanks between.
 * @property {Row[]} items
 * @typedef {object} Item
 * @property {Row} row
 * @property {string[]} names The title, other forms of it, and synonyms.
 * @property {string[][]} words The words of each name.
 * @property {number} forms How many of the names are the title in some form.
 */

import { counted } from "./plural.js";

const MOST = 7;

/** How many characters are enough to suggest anything. */
const SHORTEST = 2;

/** How many milliseconds without a keystroke pass before the number of suggestions is read aloud. */
const PAUSE = 1000;

/**
 * Fetch the suggestions, and show those that fit below the field whenever it is written in.
 *
 * @param {HTMLInputElement} field
 */
export async function suggest(field) {
  const form = /** @type {HTMLFormElement} */ (field.form);
  const { suggest: address = "", label = "", none = "" } = form.dataset;
  const answer = await fetch(address);
  const { kinds, lang, stop, items } = /** @type {Data} */ (await answer.json());
  const here = document.documentElement.lang;
  const stopWords = words(stop);
  const all = items.map(itemOf);
  const list = element("div", { role: "listbox", id: `${field.id}_list`, "aria-label": label, hidden: "" });
  const status = element("p", { role: "status", class: "visually-hidden" });
  let active = -1;
  let timer = 0;

  function refresh() {
    const { enough, sought, best } = suggested(all, field.value, stopWords);
    const options = best.map((item, index) => option(item, sought, index));
    list.replaceChildren(...options);
    show(options.length > 0);
    status.textContent = "";
    const message = options.length ? counted(form.dataset, "count", options.length).replace("{n}", `${options.length}`) : none;
    if (enough) timer = window.setTimeout(announce, PAUSE, message);
  }

  /** @param {boolean} open */
  function show(open) {
    clearTimeout(timer);
    list.hidden = !open;
    field.setAttribute("aria-expanded", `${open}`);
    activate(-1);
  }

  /** @param {string} text */
  function announce(text) {
    status.textContent = text;
  }

  /** @param {number} index The option to go to, or -1 for the field itself. */
  function activate(index) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = index;
    const chosen = list.children[index];
    chosen?.setAttribute("aria-selected", "true");
    chosen?.scrollIntoView({ block: "nearest" });
    if (chosen) field.setAttribute("aria-activedescendant", chosen.id);
    else field.removeAttribute("aria-activedescendant");
  }

  /**
   * @param {Item} item
   * @param {string[]} sought
   * @param {number} index
   */
  function option({ row, names, words }, sought, index) {
    const [kind, href, title, , , own = lang] = row;
    const through = words.findIndex((name) => sought.some((word) => begins(name, word)));
    const id = `${list.id}_${index}`;
    const link = element("a", { role: "option", id, href, tabindex: "-1", "aria-selected": "false" });
    const name = element("span", own === here ? {} : { lang: own, dir: "auto" });
    const facts = element("span", { class: "facts" });
    name.append(...pieces(title, sought).map(({ text, bold }) => (bold ? element("b", {}, text) : text)));
    facts.append(through > 0 ? `${names[through]} · ${kinds[here][kind]}` : kinds[here][kind]);
    link.append(name, " ", facts);
    return link;
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const { key, isComposing, altKey, ctrlKey, metaKey } = event;
    if (isComposing || altKey || ctrlKey || metaKey) return;
    if (key === "ArrowDown" || key === "ArrowUp") {
      if (list.hidden) refresh();
      /** The field is one of them. */
      const stops = list.children.length + 1;
      activate(((active + 1 + (key === "ArrowDown" ? 1 : -1) + stops) % stops) - 1);
    } else if (key === "Enter" && active >= 0) {
      /** @type {HTMLElement} */ (list.children[active]).click();
    } else if (key === "Escape" && !list.hidden) {
      show(false);
    } else if (key === "Escape" && field.value) {
      field.value = "";
    } else {
      if (/^(Home|End|Arrow)/u.test(key)) activate(-1);
      return;
    }
    event.preventDefault();
  }

  form.append(list, status);
  field.setAttribute("aria-controls", list.id);
  field.addEventListener("input", (event) => {
    /* The keyboards of phones compose every word; an input method of a desk is left alone. */
    if (!(/** @type {InputEvent} */ (event).isComposing) || matchMedia("(pointer: coarse)").matches) refresh();
  });
  field.addEventListener("compositionend", refresh);
  field.addEventListener("keydown", pressed);
  field.addEventListener("blur", () => show(false));
  /** So that the field keeps the focus. */
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", () => show(false));
  if (document.activeElement === field) refresh();
}

/**
 * @param {Row} row
 * @returns {Item}
 */
export function itemOf(row) {
  const [, , title, forms = [], synonyms = []] = row;
  const names = [title, ...forms, ...synonyms];
  return { row, names, words: names.map(words), forms: forms.length + 1 };
}

/**
 * Return the items that every sought word begins a word of, the best first: with a title that begins with what was
 * typed, or else with what is sought, or has those words in order. Sought are the words that carry meaning, or all
 * where none does; `enough` says whether so much was typed that there could be any.
 *
 * @param {Item[]} items
 * @param {string} text
 * @param {string[]} stopWords
 * @returns {{ enough: boolean, sought: string[], best: Item[] }}
 */
export function suggested(items, text, stopWords) {
  const typed = words(text);
  const meaning = typed.filter((word) => !stopWords.includes(word));
  const sought = meaning.length ? meaning : typed;
  if (typed.join("").length < SHORTEST) return { enough: false, sought, best: [] };
  /** @type {Item[][]} */
  const ranks = [[], [], [], []];
  for (const item of items) {
    if (!sought.every((word) => item.words.some((name) => begins(name, word)))) continue;
    const titles = item.words.slice(0, item.forms);
    const tests = [startsWith(typed), startsWith(sought), inOrder(sought), () => true];
    ranks[tests.findIndex((test) => titles.some(test))].push(item);
  }
  return { enough: true, sought, best: ranks.flat().slice(0, MOST) };
}

/**
 * @param {string[]} name
 * @param {string} word
 */
function begins(name, word) {
  return name.some((own) => own.startsWith(word));
}

/** @param {string[]} query */
function startsWith(query) {
  return (/** @type {string[]} */ title) => title.join(" ").startsWith(query.join(" "));
}

/** @param {string[]} query */
function inOrder(query) {
  return (/** @type {string[]} */ title) => {
    let next = 0;
    for (const own of title) if (own.startsWith(query[next])) next += 1;
    return next === query.length;
  };
}

/**
 * Return the title in pieces, the beginnings of its words that were typed in bold.
 *
 * @param {string} title
 * @param {string[]} sought
 * @returns {{ text: string, bold: boolean }[]}
 */
export function pieces(title, sought) {
  return title.split(/([\p{L}\p{N}]+)/u).flatMap((part) => {
    const whole = fold(part);
    const [typed] = sought.filter((word) => whole.startsWith(word)).sort((one, other) => other.length - one.length);
    if (!typed) return [{ text: part, bold: false }];
    let end = 1;
    while (!fold(part.slice(0, end)).startsWith(typed)) end += 1;
    return [
      { text: part.slice(0, end), bold: true },
      { text: part.slice(end), bold: false },
    ];
  });
}

/**
 * @param {string} text
 * @returns {string[]}
 */
export function words(text) {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

/**
 * Return the text in lower case without accents; æ is ae, ø and oe are o, å and aa are a.
 *
 * @param {string} text
 */
function fold(text) {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("æ", "ae")
    .replaceAll("ø", "o")
    .replaceAll("oe", "o")
    .replaceAll("aa", "a");
}

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {string[]} text
 */
function element(name, attributes, ...text) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...text);
  return made;
}
