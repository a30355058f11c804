/** Words that go with a number. */

/**
 * Return the words in the form that the language of the page has for a number: `found_few` where that is given. Pages
 * have no other form of most words, and so `found` itself is every other.
 *
 * @param {Partial<Record<string, string>>} words
 * @param {string} name
 * @param {number} n
 * @returns {string}
 */
export function counted(words, name, n) {
  const form = new Intl.PluralRules(document.documentElement.lang).select(n);
  return words[`${name}_${form}`] ?? words[name] ?? "";
}
