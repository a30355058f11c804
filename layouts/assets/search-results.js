/** Hits as list items: made of nodes, so that nothing of a page's text can be taken for HTML. */

/** @typedef {import("./find.js").Page} Page */

/**
 * Return a hit as an item of the list of results.
 *
 * @param {Page} page
 * @returns {HTMLLIElement}
 */
export function result(page) {
  const item = document.createElement("li");
  const heading = document.createElement("h3");
  heading.append(link(page.href, page.title));
  item.append(heading, facts([page.kind, page.date, page.byline]), excerpt(page));
  if (page.parts.length > 0) item.append(parts(page));
  if (page.lang && page.lang !== document.documentElement.lang) {
    for (const part of item.querySelectorAll("h3, .excerpt, .parts")) part.setAttribute("lang", page.lang);
  }
  return item;
}

/**
 * @param {string[]} texts
 * @returns {HTMLParagraphElement}
 */
function facts(texts) {
  const paragraph = document.createElement("p");
  paragraph.className = "facts";
  for (const text of texts.filter((each) => each !== "")) {
    const span = document.createElement("span");
    span.textContent = text;
    paragraph.append(span, " ");
  }
  return paragraph;
}

/**
 * @param {Page} page
 * @returns {HTMLParagraphElement}
 */
function excerpt(page) {
  const paragraph = document.createElement("p");
  paragraph.className = "excerpt";
  for (const { text, marked } of page.excerpt) {
    if (marked) {
      const mark = document.createElement("mark");
      mark.textContent = text;
      paragraph.append(mark);
    } else paragraph.append(text);
  }
  return paragraph;
}

/**
 * @param {Page} page
 * @returns {HTMLUListElement}
 */
function parts(page) {
  const list = document.createElement("ul");
  list.className = "parts";
  for (const part of page.parts) {
    const item = document.createElement("li");
    item.append(link(part.href, part.title));
    list.append(item);
  }
  return list;
}

/**
 * @param {string} href
 * @param {string} text
 * @returns {HTMLAnchorElement}
 */
function link(href, text) {
  const anchor = document.createElement("a");
  anchor.href = href;
  anchor.textContent = text;
  return anchor;
}
