/**
 * The forms that compose a mail: «Tips en venn», which page.js fetches when it is first used, and «Spør oss» (ask.js).
 */

import { copyMail } from "./copy-mail.js";
import { addressFault, compose, oneLine, room, shorten } from "./mail.js";
import { counted } from "./plural.js";

/**
 * @typedef {import("./mail.js").Mail} Mail
 * @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field
 * @typedef {{ field: Field, text: string }} Fault
 */

/** How long the reader has stopped writing before the room that is left is read aloud, in milliseconds. */
const PAUSE = 1000;

/**
 * Show a form, with what was written in it earlier in this tab, and let it open a mail or copy it.
 *
 * The form's data attributes have its words: `left` and `over`, each with {n}. Every field has an element for its
 * error, with the field's id and `_error`. The room is shown in `[data-part="room"]`, and read from
 * `[data-part="room-status"]`. After sending, `[data-part="sent"]` says what to expect. A mail that is copied may be
 * longer than an address, and be without a recipient.
 *
 * @param {HTMLFormElement} form
 * @param {Field} long The field that the room is for.
 * @param {() => Mail} mail The mail from the fields' current values.
 * @param {(copied: boolean) => Fault[]} faults The faults of the fields' current values.
 */
export function openMail(form, long, mail, faults) {
  const showRoom = roomCounter(form, mail);
  recall(form);
  keep(form); // what was written before this had come
  form.addEventListener("input", ({ target }) => {
    showRoom();
    keep(form);
    announceSent(form, "");
    if (target !== long || room(mail()) >= 0) showError(/** @type {Field} */ (target), "");
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const found = faults(false);
    const over = -room(mail());
    if (over > 0) found.push({ field: long, text: filled(form, "over", over) });
    const address = refused(form, found) ? "" : compose(mail());
    announceSent(form, address);
    if (address) location.href = address;
  });
  part(form, "copy-mail").addEventListener("click", async () => {
    announceSent(form, "");
    const status = part(form, "sent-status");
    if (!refused(form, faults(true))) status.textContent = await copyMail(mail(), status);
  });
  form.hidden = false;
  showRoom();
}

/**
 * Show the faults and go to the first; return whether there are any.
 *
 * @param {HTMLFormElement} form
 * @param {Fault[]} found
 */
function refused(form, found) {
  for (const field of form.elements) showError(/** @type {Field} */ (field), "");
  for (const { field, text } of found) showError(field, text);
  found[0]?.field.focus();
  return found.length > 0;
}

/**
 * Keep what is written for who comes back to the form in this tab, until it is closed. Nothing where the browser
 * keeps nothing.
 *
 * @param {HTMLFormElement} form
 */
function keep(form) {
  const written = [...new FormData(form)].filter(([, value]) => value !== "");
  try {
    if (written.length) sessionStorage.setItem(keyOf(form), JSON.stringify(written));
    else sessionStorage.removeItem(keyOf(form));
  } catch {
    /* a browser that keeps nothing, or has no room */
  }
}

/**
 * Write what was kept into the fields that are empty.
 *
 * @param {HTMLFormElement} form
 */
function recall(form) {
  try {
    const kept = /** @type {[string, string][]} */ (JSON.parse(sessionStorage.getItem(keyOf(form)) ?? "[]"));
    for (const [name, value] of kept) {
      const field = fieldNamed(form, name);
      if (field.value === "") field.value = value;
    }
  } catch {
    /* as above, or what is kept is another form's */
  }
}

/** @param {HTMLFormElement} form */
function keyOf(form) {
  return `${form.dataset.part ?? ""} ${location.pathname}`;
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export function fieldNamed(form, name) {
  return /** @type {Field} */ (form.elements.namedItem(name));
}

/**
 * @param {HTMLElement} within
 * @param {string} name
 */
function part(within, name) {
  return /** @type {HTMLElement} */ (within.querySelector(`[data-part="${name}"]`));
}

/**
 * Say that a mail should have opened, and offer it again; nothing where there is no address.
 *
 * @param {HTMLFormElement} form
 * @param {string} address
 */
function announceSent(form, address) {
  part(form, "sent-status").textContent = address && (form.dataset.sent ?? "");
  part(form, "sent").hidden = !address;
  /** @type {HTMLAnchorElement} */ (part(form, "sent-link")).href = address;
}

/**
 * @param {HTMLFormElement} form
 * @param {() => Mail} mail
 * @returns {() => void} A function that updates the room shown.
 */
function roomCounter(form, mail) {
  const shown = part(form, "room");
  const spoken = part(form, "room-status");
  let timer = -1;
  return () => {
    const left = room(mail());
    const text = filled(form, left < 0 ? "over" : "left", Math.abs(left));
    shown.textContent = text;
    shown.toggleAttribute("data-over", left < 0);
    clearTimeout(timer);
    timer = timer < 0 ? 0 : window.setTimeout(() => (spoken.textContent = text), PAUSE);
  };
}

/**
 * Show the fault of a field; remove it where the text is empty.
 *
 * @param {Field} field
 * @param {string} text
 */
function showError(field, text) {
  const place = document.getElementById(`${field.id}_error`);
  if (!place) return;
  place.textContent = text;
  place.hidden = !text;
  if (text) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {number} n
 */
function filled(form, name, n) {
  return counted(form.dataset, name, n).replace("{n}", n.toLocaleString(document.documentElement.lang));
}

/**
 * Let «Tips en venn» open its mail.
 *
 * @param {HTMLFormElement} form
 */
export function shareForm(form) {
  const { subject = "", title = "", url = "", note = "", greeting = "" } = form.dataset;
  const [name, to, message] = ["name", "to", "message"].map((field) => fieldNamed(form, field));

  function mail() {
    const signature = oneLine(name.value);
    const signed = signature && greeting.replace("{name}", () => signature);
    const parts = [message.value, signed, `${oneLine(shorten(title))}\n${url}`, note];
    return { to: to.value.trim(), subject: shorten(subject), body: parts.filter(Boolean).join("\n\n") };
  }

  openMail(form, message, mail, (copied) => {
    const fault = addressFault(to.value.trim());
    return fault && !(copied && fault === "empty") ? [{ field: to, text: form.dataset[fault] ?? "" }] : [];
  });
}
