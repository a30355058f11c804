/** «Spør oss»: a question to the editors, filled in from the address where it names a theme and a question. */

import { fieldNamed, openMail } from "./mail-form.js";
import { oneLine } from "./mail.js";

/** @typedef {import("./mail-form.js").Fault} Fault */

/** @param {HTMLFormElement} form */
function askForm(form) {
  const { to = "", subject = "", empty = "" } = form.dataset;
  const [role, municipality, question] = ["role", "municipality", "question"].map((n) => fieldNamed(form, n));
  const theme = /** @type {HTMLSelectElement} */ (fieldNamed(form, "theme"));
  prefill(theme, question, form.dataset);

  function mail() {
    const about = [role, municipality, theme]
      .map((field) => [field.dataset.label, valueOf(field)])
      .filter(([, value]) => value !== "")
      .map(([label, value]) => `${label}: ${value}`);
    return { to, subject, body: [question.value, about.join("\n")].filter((part) => part !== "").join("\n\n") };
  }

  /** @returns {Fault[]} */
  function faults() {
    return question.value.trim() === "" ? [{ field: question, text: empty }] : [];
  }

  openMail(form, question, mail, faults);
}

/**
 * @param {import("./mail-form.js").Field} field
 * @returns {string} The field's value, as text.
 */
function valueOf(field) {
  if (field instanceof HTMLSelectElement) return field.value ? (field.selectedOptions[0]?.label ?? "") : "";
  return oneLine(field.value);
}

/**
 * @param {HTMLSelectElement} theme
 * @param {import("./mail-form.js").Field} question
 * @param {DOMStringMap} names What the address calls the two.
 */
function prefill(theme, question, names) {
  const address = new URLSearchParams(location.search);
  const wanted = address.get(names.theme ?? "");
  if (theme.value === "" && [...theme.options].some((option) => option.value === wanted)) theme.value = wanted ?? "";
  if (question.value === "") question.value = address.get(names.question ?? "") ?? "";
}

const form = document.querySelector('form[data-part="ask"]');
if (form instanceof HTMLFormElement) askForm(form);
