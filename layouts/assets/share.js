/** «Tips en venn» and the copying of the page's address. */

import { addressFault, oneLine, shorten } from "./mail.js";
import { fieldNamed, openMail } from "./mail-form.js";

/** How much of the address a title and a subject may take: even the longest must leave room for a message. */
const MOST_TITLE = 400;

/** @typedef {import("./mail-form.js").Fault} Fault */

/** @param {HTMLFormElement} form */
function shareForm(form) {
  const { subject = "", title = "", url = "", greeting = "" } = form.dataset;
  const [name, to, message] = ["name", "to", "message"].map((field) => fieldNamed(form, field));

  function mail() {
    const signature = oneLine(name.value);
    const parts = [
      message.value,
      signature && greeting.replace("{name}", () => signature),
      `${oneLine(shorten(title, MOST_TITLE))}\n${url}`,
    ];
    return {
      to: to.value.trim(),
      subject: shorten(subject, MOST_TITLE),
      body: parts.filter((part) => part !== "").join("\n\n"),
    };
  }

  /** @returns {Fault[]} */
  function faults() {
    const fault = addressFault(to.value.trim());
    return fault ? [{ field: to, text: form.dataset[fault] ?? "" }] : [];
  }

  openMail(form, message, mail, faults);
}

/** @param {HTMLButtonElement} button */
function copyButton(button) {
  const { url = "", copied = "", select = "" } = button.dataset;
  const status = document.querySelector('[data-part="copy-status"]');
  const field = document.querySelector('[data-part="copy-field"]');
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = (await toClipboard(url)) || (field instanceof HTMLInputElement && selected(field));
    if (status) status.textContent = done ? copied : select;
  });
}

/**
 * @param {string} text
 * @returns {Promise<boolean>} Whether the browser has a clipboard, and let us write to it.
 */
async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Show and select the field, so that the reader can copy it.
 *
 * @param {HTMLInputElement} field
 * @returns {boolean} Whether the browser copied it too, in the old way.
 */
function selected(field) {
  field.hidden = false;
  field.focus();
  field.select();
  return document.execCommand("copy");
}

for (const form of document.querySelectorAll('form[data-part="share"]')) {
  shareForm(/** @type {HTMLFormElement} */ (form));
}
for (const button of document.querySelectorAll('button[data-part="copy"]')) {
  copyButton(/** @type {HTMLButtonElement} */ (button));
}
