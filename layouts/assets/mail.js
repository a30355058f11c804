/**
 * Mail that the reader's own program sends (after RFC 6068), and «Tips en venn».
 *
 * What a reader writes into a mail stays what it is, text: everything but unreserved characters is encoded, so that
 * it can never become a header or a recipient. page.js imports this when the form is first used; the page «Spør oss»
 * uses its form, in ask.js.
 */

/**
 * @typedef {{ to: string, subject: string, body: string }} Mail A mail to one address.
 * @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field
 * @typedef {{ field: Field, text: string }} Fault
 */

/** The longest mailto address in characters: mail programs on Windows cut at about 2,000. */
const LONGEST = 1999;

/** How much of the address a title and a subject may take: even the longest must leave room for a message. */
const MOST_TITLE = 400;

/** How long the reader has stopped writing before the room that is left is read aloud, in milliseconds. */
const PAUSE = 1000;

/** Latin letters besides a–z: æøå, Sami letters, ü and the like. */
const LETTER = "a-z0-9\u00df-\u00f6\u00f8-\u024f";
const LOCAL = `[${LETTER}_+'-]+`;
const LABEL = `[${LETTER}](?:[${LETTER}-]{0,61}[${LETTER}])`;
const ADDRESS = new RegExp(`^${LOCAL}(?:\\.${LOCAL})*@(?:${LABEL}?\\.)+(?!\\d+$)${LABEL}$`, "iu");

/**
 * Return the fault of an address, or "": it must be one address, without a name.
 *
 * @param {string} address
 * @returns {"" | "empty" | "several" | "invalid"}
 */
export function addressFault(address) {
  if (address === "") return "empty";
  const [local, ...rest] = address.split("@");
  if (rest.length > 1 || (rest.length === 1 && /[,;\s&?%<]/u.test(address))) return "several";
  return ADDRESS.test(address) && address.length <= 254 && local.length <= 64 ? "" : "invalid";
}

/**
 * Return a mail as an address that the reader's mail program opens.
 *
 * @param {Mail} mail
 */
export function compose({ to, subject, body }) {
  const recipient = encode(oneLine(to)).replaceAll("%40", "@").replaceAll("%2B", "+");
  return `mailto:${recipient}?subject=${encode(oneLine(subject))}&body=${encode(manyLines(body))}`;
}

/**
 * Return how many characters of the address are left for more text; below zero it is too long.
 *
 * @param {Mail} mail
 */
export function room(mail) {
  return LONGEST - compose(mail).length;
}

/**
 * Return the text with an ellipsis where it was cut, so that it takes MOST_TITLE encoded characters or fewer.
 *
 * @param {string} text
 */
export function shorten(text) {
  if (encode(text).length <= MOST_TITLE) return text;
  let left = MOST_TITLE - encode("…").length;
  let kept = "";
  for (const character of text) {
    left -= encode(character).length;
    if (left < 0) break;
    kept += character;
  }
  return kept.trimEnd() + "…";
}

/**
 * Return the text on one line, without control characters.
 *
 * @param {string} text
 */
export function oneLine(text) {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
}

/**
 * Return the text with CR LF between its lines, as mail has it, and without other control characters.
 *
 * @param {string} text
 */
function manyLines(text) {
  return text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/gu, "\n")
    .replaceAll("\t", " ")
    .replace(/(?!\n)\p{Cc}/gu, "")
    .replaceAll("\n", "\r\n");
}

/**
 * Return the text percent-encoded, all but unreserved characters; half an emoji becomes �, and is no error.
 *
 * @param {string} text
 */
function encode(text) {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd")).replace(
    /[!'()*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/**
 * Show a form and let it open a mail.
 *
 * The form's data attributes have its words: `left` and `over`, each with {n}. Every field has an element for its
 * error, with the field's id and `_error`. The room is shown in `[data-part="room"]`, and read from
 * `[data-part="room-status"]`. After sending, `[data-part="sent"]` says what to expect.
 *
 * @param {HTMLFormElement} form
 * @param {Field} long The field that the room is for.
 * @param {() => Mail} mail The mail from the fields' current values.
 * @param {() => Fault[]} faults The faults of the fields' current values.
 */
export function openMail(form, long, mail, faults) {
  const showRoom = roomCounter(form, mail);
  form.addEventListener("input", ({ target }) => {
    showRoom();
    announceSent(form, "");
    if (target !== long || room(mail()) >= 0) showError(/** @type {Field} */ (target), "");
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const found = faults();
    const over = -room(mail());
    if (over > 0) found.push({ field: long, text: fill(form.dataset.over ?? "", over) });
    for (const field of form.elements) showError(/** @type {Field} */ (field), "");
    for (const { field, text } of found) showError(field, text);
    const address = found.length > 0 ? "" : compose(mail());
    announceSent(form, address);
    if (address) location.href = address;
    else found[0].field.focus();
  });
  form.hidden = false;
  showRoom();
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
    const text = fill((left < 0 ? form.dataset.over : form.dataset.left) ?? "", Math.abs(left));
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
 * @param {string} words
 * @param {number} n
 */
function fill(words, n) {
  return words.replace("{n}", n.toLocaleString(document.documentElement.lang));
}

/**
 * Let «Tips en venn» open its mail.
 *
 * @param {HTMLFormElement} form
 */
export function shareForm(form) {
  const { subject = "", title = "", url = "", greeting = "" } = form.dataset;
  const [name, to, message] = ["name", "to", "message"].map((field) => fieldNamed(form, field));

  function mail() {
    const signature = oneLine(name.value);
    const signed = signature && greeting.replace("{name}", () => signature);
    const parts = [message.value, signed, `${oneLine(shorten(title))}\n${url}`];
    return { to: to.value.trim(), subject: shorten(subject), body: parts.filter(Boolean).join("\n\n") };
  }

  openMail(form, message, mail, () => {
    const fault = addressFault(to.value.trim());
    return fault ? [{ field: to, text: form.dataset[fault] ?? "" }] : [];
  });
}
