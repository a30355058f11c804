/** The filters of the search: checkboxes with counts, made once for each value, so that focus is never lost. */

/**
 * @typedef {import("./find.js").Counts} Counts
 * @typedef {import("./find.js").Filters} Filters
 */

/** How many values are shown before the rest are folded away. */
const FEW = 8;

/** How wide the window must be for the filters to be open next to the results; the same as in search.css. */
const WIDE = "(min-width: 56rem)";

/**
 * @typedef {object} Panel
 * @property {string[]} names The names of the filters.
 * @property {(all: Counts, chosen: Filters) => void} prepare Make the checkboxes, checked as chosen.
 * @property {(counts: Counts, values: Counts) => void} count Show the counts, and the values that there are.
 */

/**
 * Return the panel of filters.
 *
 * @param {HTMLDetailsElement} details
 * @param {(n: number) => string} further The words for so many more values.
 * @param {string[]} themes The titles of the themes in the order of the site.
 * @returns {Panel}
 */
export function filterPanel(details, further, themes) {
  const fieldsets = [.../** @type {NodeListOf<HTMLFieldSetElement>} */ (details.querySelectorAll("[data-filter]"))];
  const wide = matchMedia(WIDE);
  details.open = wide.matches;
  wide.addEventListener("change", () => (details.open = wide.matches));

  /** @type {Panel["prepare"]} */
  function prepare(all, chosen) {
    for (const fieldset of fieldsets) {
      const name = nameOf(fieldset);
      const wanted = chosen[name] ?? [];
      if (boxes(fieldset).length === 0) fill(fieldset, ordered(name, all[name] ?? {}, themes), further);
      for (const value of wanted) {
        if (!boxes(fieldset).some((box) => box.value === value)) fieldset.append(option(name, value));
      }
      for (const box of boxes(fieldset)) box.checked = wanted.includes(box.value);
    }
  }

  /** @type {Panel["count"]} */
  function count(counts, values) {
    for (const fieldset of fieldsets) {
      const name = nameOf(fieldset);
      for (const box of boxes(fieldset)) {
        const label = /** @type {HTMLElement} */ (box.closest("label"));
        const shown = box.checked || box === document.activeElement || (values[name]?.[box.value] ?? 0) > 0;
        label.hidden = !shown;
        /** @type {HTMLElement} */ (label.querySelector("span")).textContent = `(${counts[name]?.[box.value] ?? 0})`;
      }
      fold(fieldset, further);
      fieldset.hidden = boxes(fieldset).every((box) => box.closest("label")?.hidden);
    }
    details.hidden = fieldsets.every((fieldset) => fieldset.hidden) && !details.contains(document.activeElement);
  }

  return { names: fieldsets.map(nameOf), prepare, count };
}

/**
 * Return the values of a filter in an order that stays: themes as on the site, years backwards, else most pages first.
 *
 * @param {string} name
 * @param {Record<string, number>} values
 * @param {string[]} themes
 * @returns {string[]}
 */
function ordered(name, values, themes) {
  const place = (/** @type {string} */ value) => (themes.includes(value) ? themes.indexOf(value) : themes.length);
  const { compare } = new Intl.Collator(document.documentElement.lang);
  return Object.keys(values).sort((one, other) => {
    if (name === "year") return compare(other, one);
    if (name === "theme") return place(one) - place(other) || compare(one, other);
    return values[other] - values[one] || compare(one, other);
  });
}

/**
 * @param {HTMLFieldSetElement} fieldset
 * @param {string[]} values
 * @param {(n: number) => string} further
 */
function fill(fieldset, values, further) {
  const options = values.map((value) => option(nameOf(fieldset), value));
  fieldset.append(...options.slice(0, FEW));
  if (options.length <= FEW) return;
  const rest = document.createElement("details");
  rest.append(document.createElement("summary"), ...options.slice(FEW));
  fieldset.append(rest);
  fold(fieldset, further);
}

/**
 * Say how many values are folded away; open where one of them is checked.
 *
 * @param {HTMLFieldSetElement} fieldset
 * @param {(n: number) => string} further
 */
function fold(fieldset, further) {
  const rest = fieldset.querySelector("details");
  if (!rest) return;
  const shown = [...rest.querySelectorAll("label")].filter((label) => !label.hidden);
  rest.hidden = shown.length === 0;
  const summary = rest.querySelector("summary");
  if (summary) summary.textContent = further(shown.length);
  if (shown.some((label) => label.querySelector("input")?.checked)) rest.open = true;
}

/**
 * @param {string} name
 * @param {string} value
 * @returns {HTMLLabelElement}
 */
function option(name, value) {
  const box = document.createElement("input");
  box.type = "checkbox";
  box.name = name;
  box.value = value;
  box.setAttribute("form", "search_form");
  const label = document.createElement("label");
  label.append(box, ` ${value} `, document.createElement("span"));
  return label;
}

/**
 * @param {HTMLFieldSetElement} fieldset
 * @returns {HTMLInputElement[]}
 */
function boxes(fieldset) {
  return [...fieldset.querySelectorAll("input")];
}

/**
 * @param {HTMLFieldSetElement} fieldset
 * @returns {string}
 */
function nameOf(fieldset) {
  return fieldset.dataset.filter ?? "";
}
