/**
 * Copying a mail, for who has no program that opens it. The foot of every page has the words in its data attributes.
 */

import { asText, readMail } from "./mail.js";

/** @typedef {import("./mail.js").Mail} Mail */

/**
 * Copy a mail, and return what to tell the reader. Where the browser refuses, the text is shown and selected.
 *
 * @param {Mail} mail
 * @param {Element} before The element that the text is shown after.
 * @returns {Promise<string>}
 */
export async function copyMail(mail, before) {
  const { copied = "", copiedAddress = "", selected = "", to, subject } = words();
  const text = asText(mail, { to, subject });
  before.parentElement?.querySelector("[data-copy-by-hand]")?.remove();
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!copyByHand(text, before)) return selected;
  }
  return mail.subject || mail.body ? copied : copiedAddress;
}

/**
 * Offer to copy the mail that a link opens, once: a page cannot know whether a program opened it.
 *
 * @param {HTMLAnchorElement} link
 */
export function offerCopy(link) {
  if (link.closest("form") ?? link.parentElement?.querySelector("[data-copy-offer], [data-part='copy-link']")) return;
  const offer = document.createElement("span");
  const status = document.createElement("span");
  const button = document.createElement("button");
  const mail = readMail(link.href);
  offer.dataset.copyOffer = "";
  status.role = "status";
  button.type = "button";
  button.className = "second";
  button.textContent = (mail.subject || mail.body ? words().copyMail : words().copyAddress) ?? "";
  button.addEventListener("click", async () => (status.textContent = await copyMail(mail, status)));
  offer.append(" ", status, " ", button);
  link.after(offer);
  setTimeout(() => (status.textContent = words().offer ?? "")); // a live region is read when it changes
}

/**
 * Copy the mail that a link opens, and say so after the button.
 *
 * @param {HTMLAnchorElement} link
 * @param {HTMLButtonElement} button
 */
export async function copyLink(link, button) {
  let status = button.nextElementSibling;
  if (!status) {
    status = document.createElement("span");
    status.role = "status";
    button.after(" ", status);
  }
  status.textContent = await copyMail(readMail(link.href), status);
}

/**
 * Copy without the clipboard's own interface, as older browsers and pages without encryption must; return whether it
 * was done. Where not even that is allowed, the text stays on the page, selected.
 *
 * @param {string} text
 * @param {Element} before
 */
function copyByHand(text, before) {
  const area = document.createElement("textarea");
  area.readOnly = true;
  area.rows = 6;
  area.value = text;
  area.dataset.copyByHand = "";
  area.ariaLabel = words().copyMail ?? "";
  const focused = document.activeElement;
  before.after(area);
  area.select();
  /* eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way where the clipboard API is refused */
  if (!document.execCommand("copy")) return false;
  area.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return true;
}

function words() {
  return /** @type {HTMLElement} */ (document.querySelector("footer.site")).dataset;
}
