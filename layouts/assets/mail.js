/**
 * Mail as an address that the reader's own program opens (RFC 6068), and as text to copy.
 *
 * What a reader writes into a mail stays what it is, text: everything but unreserved characters is encoded, so that
 * it can never become a header or a recipient.
 */

/** @typedef {{ to: string, subject: string, body: string }} Mail A mail to one address, or to none yet. */

/** The longest mailto address in characters: mail programs on Windows cut at about 2,000. */
const LONGEST = 1999;

/** How much of the address a title and a subject may take: even the longest must leave room for a message. */
const MOST_TITLE = 400;

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
 * Return the mail that a mailto address opens.
 *
 * @param {string} address
 * @returns {Mail}
 */
export function readMail(address) {
  const [, to, query = ""] = /^mailto:([^?]*)\??(.*)$/su.exec(address) ?? ["", ""];
  const mail = { to: decode(to), subject: "", body: "" };
  for (const field of query.split("&")) {
    const [name, value = ""] = field.split(/=(.*)/su);
    if (name === "subject" || name === "body") mail[name] = decode(value);
  }
  return mail;
}

/**
 * Return a mail as text to copy: the recipient and the subject, where there are any, and the text; or an address alone.
 *
 * @param {Mail} mail
 * @param {{ to?: string, subject?: string }} names What the recipient and the subject are called.
 */
export function asText({ to, subject, body }, names) {
  const recipient = oneLine(to);
  if (!subject && !body) return recipient;
  const head = [recipient && `${names.to}: ${recipient}`, subject && `${names.subject}: ${oneLine(subject)}`];
  const text = manyLines(body).replaceAll("\r\n", "\n").trim();
  return [head.filter(Boolean).join("\n"), text].filter(Boolean).join("\n\n");
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
 * Return percent-encoded text as it reads; what is not well encoded stays as it is.
 *
 * @param {string} text
 */
function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
