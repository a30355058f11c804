/**
 * mailto addresses after RFC 6068, composed so that what a reader writes stays what it is: text.
 *
 * It can never become a header or a recipient, since everything but unreserved characters is encoded.
 */

/** The longest address in characters: mail programs on Windows cut at about 2,000. */
export const LONGEST = 1999;

/**
 * @typedef {object} Mail
 * @property {string} to One address.
 * @property {string} subject
 * @property {string} body
 */

/** Latin letters beside a–z: æøå, Sami letters, ü and the like. */
const LETTER = "a-z0-9\u00df-\u00f6\u00f8-\u024f";
const ADDRESS = new RegExp(
  `^[${LETTER}_+'-]+(?:\\.[${LETTER}_+'-]+)*` +
    `@(?:[${LETTER}](?:[${LETTER}-]{0,61}[${LETTER}])?\\.)+(?!\\d+$)[${LETTER}](?:[${LETTER}-]{0,61}[${LETTER}])$`,
  "iu",
);

/**
 * Return what is wrong with an address, or "": it must be one address, without a name beside it.
 *
 * @param {string} address
 * @returns {"" | "empty" | "several" | "invalid"}
 */
export function addressFault(address) {
  if (address === "") return "empty";
  const ats = address.split("@").length - 1;
  if (ats > 1 || (ats === 1 && /[,;\s&?%<]/u.test(address))) return "several";
  const local = address.split("@", 1)[0];
  return ADDRESS.test(address) && address.length <= 254 && local.length <= 64 ? "" : "invalid";
}

/**
 * Return a mail as an address that the reader's mail program opens.
 *
 * @param {Mail} mail
 * @returns {string}
 */
export function compose({ to, subject, body }) {
  const recipient = encode(oneLine(to)).replaceAll("%40", "@").replaceAll("%2B", "+");
  const text = encode(manyLines(body).replaceAll("\n", "\r\n"));
  return `mailto:${recipient}?subject=${encode(oneLine(subject))}&body=${text}`;
}

/**
 * Return how many characters of the address are left for more text; below zero it is too long.
 *
 * @param {Mail} mail
 * @returns {number}
 */
export function room(mail) {
  return LONGEST - compose(mail).length;
}

/**
 * Return the text with an ellipsis where it was cut, so that it takes `most` encoded characters or fewer.
 *
 * @param {string} text
 * @param {number} most
 * @returns {string}
 */
export function shorten(text, most) {
  if (encode(text).length <= most) return text;
  const end = "…";
  let left = most - encode(end).length;
  let kept = "";
  for (const character of text) {
    left -= encode(character).length;
    if (left < 0) break;
    kept += character;
  }
  return kept.trimEnd() + end;
}

/**
 * Return the text on one line, without control characters.
 *
 * @param {string} text
 * @returns {string}
 */
export function oneLine(text) {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
}

/**
 * Return the text with `\n` between its lines, and without other control characters.
 *
 * @param {string} text
 * @returns {string}
 */
function manyLines(text) {
  return text
    .replace(/\r\n?|[\v\f\u0085\u2028\u2029]/gu, "\n")
    .replaceAll("\t", " ")
    .replace(/(?!\n)\p{Cc}/gu, "");
}

/**
 * Return the text percent-encoded, all but unreserved characters; half an emoji becomes �, and is no error.
 *
 * @param {string} text
 * @returns {string}
 */
function encode(text) {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd")).replace(
    /[!'()*]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
