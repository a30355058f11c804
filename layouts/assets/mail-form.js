/** A form that opens the reader's mail program: shows what room is left, and what is wrong with a field. */

import { compose, room } from "./mail.js";

/**
 * @typedef {import("./mail.js").Mail} Mail
 * @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field
 * @typedef {{ field: Field, text: string }} Fault
 */

/** How long the reader has stopped writing before the room is read aloud, in milliseconds. */
const PAUSE = 1000;

/**
 * Show a form and let it open a mail.
 *
 * The form's data attributes have its words: `left` and `over`, each with {n}. Every field has an element for its
 * error, with the field's id and `_error`. The room is shown in `[data-part="room"]`, and read from
 * `[data-part="room-status"]`. After sending, `[data-part="sent"]` tells what should have happened.
 *
 * @param {HTMLFormElement} form
 * @param {Field} long The field that the room is for.
 * @param {() => Mail} mail The mail as the fields stand.
 * @param {() => Fault[]} faults What is wrong with the fields as they stand.
 */
export function openMail(form, long, mail, faults) {
  const showRoom = roomCounter(form, mail);
  form.addEventListener("input", (event) => {
    showRoom();
    tellSent(form, "");
    if (event.target !== long || room(mail()) >= 0) clearError(/** @type {Field} */ (event.target));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const found = faults();
    const over = -room(mail());
    if (over > 0) found.push({ field: long, text: fill(form.dataset.over ?? "", over) });
    tellSent(form, "");
    for (const field of fields(form)) clearError(field);
    for (const fault of found) showError(fault);
    if (found.length > 0) found[0].field.focus();
    else {
      const address = compose(mail());
      tellSent(form, address);
      location.href = address;
    }
  });
  form.hidden = false;
  showRoom();
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {Field}
 */
export function fieldNamed(form, name) {
  return /** @type {Field} */ (form.elements.namedItem(name));
}

/**
 * Say what should have happened, and offer it again; nothing where there is no address.
 *
 * @param {HTMLFormElement} form
 * @param {string} address
 */
function tellSent(form, address) {
  const status = /** @type {HTMLElement} */ (form.querySelector('[data-part="sent-status"]'));
  const offer = /** @type {HTMLElement} */ (form.querySelector('[data-part="sent"]'));
  const link = /** @type {HTMLAnchorElement} */ (offer.querySelector("a"));
  status.textContent = address ? (form.dataset.sent ?? "") : "";
  offer.hidden = address === "";
  link.href = address;
}

/**
 * @param {HTMLFormElement} form
 * @param {() => Mail} mail
 * @returns {() => void} What shows the room again.
 */
function roomCounter(form, mail) {
  const shown = form.querySelector('[data-part="room"]');
  const spoken = form.querySelector('[data-part="room-status"]');
  let timer = 0;
  let written = false;
  return () => {
    const left = room(mail());
    const words = left < 0 ? form.dataset.over : form.dataset.left;
    const text = fill(words ?? "", Math.abs(left));
    if (shown) {
      shown.textContent = text;
      shown.toggleAttribute("data-over", left < 0);
    }
    clearTimeout(timer);
    if (written && spoken) timer = window.setTimeout(() => (spoken.textContent = text), PAUSE);
    written = true;
  };
}

/** @param {Fault} fault */
function showError({ field, text }) {
  const place = document.getElementById(`${field.id}_error`);
  if (!place) return;
  place.textContent = text;
  place.hidden = false;
  field.setAttribute("aria-invalid", "true");
}

/** @param {Field} field */
function clearError(field) {
  const place = document.getElementById(`${field.id}_error`);
  if (!place) return;
  place.textContent = "";
  place.hidden = true;
  field.removeAttribute("aria-invalid");
}

/**
 * @param {HTMLFormElement} form
 * @returns {Field[]}
 */
function fields(form) {
  return /** @type {Field[]} */ ([...form.elements].filter((element) => "value" in element && element.id !== ""));
}

/**
 * @param {string} words
 * @param {number} n
 * @returns {string}
 */
function fill(words, n) {
  return words.replace("{n}", n.toLocaleString(document.documentElement.lang || "nb"));
}
