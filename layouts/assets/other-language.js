/** What is in another language than the page. */

/** The tag of each language by its name, as the filter of the search has it. */
const tags = /** @type {Record<string, string>} */ (
  JSON.parse(document.querySelector("[data-languages]")?.getAttribute("data-languages") ?? "{}")
);

/**
 * Say which language an element is in, where it is not the page's own, and let its letters say the direction.
 *
 * @template {Element} Place
 * @param {Place} place
 * @param {string} [language] The name of the language, or its tag.
 * @returns {Place}
 */
export function setLanguage(place, language = "") {
  const tag = tags[language] ?? language;
  if (tag && tag !== document.documentElement.lang) {
    place.setAttribute("lang", tag);
    place.setAttribute("dir", "auto");
  }
  return place;
}
