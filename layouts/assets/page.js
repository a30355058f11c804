/**
 * The script that every page has: it makes ready what a reader may use, and imports the rest when it is used.
 *
 * It is one request, so it imports nothing by itself; tests/test_weight.py holds it to that.
 */

/** The part of the window, from its top, in which the section being read begins; 70 % are left below it. */
const READING = 0.3;

/**
 * Let a search field suggest as soon as it is used; until then, and if that fails, it is a field like any other. What
 * failed is tried again when the field is used again.
 *
 * @param {HTMLFormElement} form
 */
function searchForm(form) {
  const field = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  const begin = () => {
    for (const event of ["focus", "input"]) field.removeEventListener(event, begin);
    import("./suggest.js").then(({ suggest }) => suggest(field)).catch(listen);
  };
  const listen = () => {
    for (const event of ["focus", "input"]) field.addEventListener(event, begin);
  };
  field.role = "combobox";
  field.ariaAutoComplete = "list";
  field.ariaExpanded = "false";
  listen();
  if (document.activeElement === field) begin();
}

/**
 * Show «Tips en venn». What composes the mail is fetched when the form is first used; a mail that is sent before it
 * has come waits for it, and if it never comes, the plain link above the form is opened.
 *
 * @param {HTMLFormElement} form
 */
function shareForm(form) {
  const link = /** @type {HTMLAnchorElement} */ (document.querySelector('[data-part="share-link"]'));
  /** @type {Promise<void> | undefined} */
  let ready;
  let waiting = false;
  const copy = /** @type {HTMLElement} */ (form.querySelector('[data-part="copy-mail"]'));
  const begin = () =>
    (ready ??= import("./mail-form.js").then((mail) => {
      form.removeEventListener("submit", wait);
      copy.removeEventListener("click", waitToCopy);
      mail.shareForm(form);
    }));
  /** @param {Event} event */
  const wait = (event) => {
    event.preventDefault();
    if (waiting) return;
    waiting = true;
    const sent = begin().then(() => form.requestSubmit(), () => link.click());
    void sent.finally(() => (waiting = false));
  };
  const waitToCopy = () => void begin().then(() => copy.click(), () => undefined);
  const early = () => void begin().catch(() => (ready = undefined));
  if (isKept()) {
    /** @type {HTMLDetailsElement} */ (form.parentElement).open = true;
    early();
  }
  form.addEventListener("focusin", early);
  form.addEventListener("submit", wait);
  copy.addEventListener("click", waitToCopy);
  form.hidden = false;
}

/** Return whether the reader wrote in «Tips en venn» on this page earlier, in this tab (mail-form.js). */
function isKept() {
  try {
    return sessionStorage.getItem(`share ${location.pathname}`) !== null;
  } catch {
    return false;
  }
}

/**
 * Let a button copy the text of the element that its `data-copy` names, or at least select it.
 *
 * @param {HTMLButtonElement} button
 */
function copyButton(button) {
  const { copy = "", copied = "", select = "" } = button.dataset;
  const source = /** @type {HTMLElement} */ (document.getElementById(copy));
  const status = /** @type {HTMLElement} */ (button.nextElementSibling);
  button.hidden = false;
  button.addEventListener("click", async () => {
    let done = true;
    try {
      await navigator.clipboard.writeText(source.innerText.replace(/\s+/gu, " ").trim());
    } catch {
      getSelection()?.selectAllChildren(source);
      /* eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way where the clipboard API is refused */
      done = document.execCommand("copy");
    }
    status.textContent = done ? copied : select;
  });
}

/**
 * Offer a copy of the mail wherever a link opens one: a reader without a program for mail gets no word from the browser.
 */
function mailLinks() {
  const { copyMail = "" } = /** @type {HTMLElement} */ (document.querySelector("footer.site")).dataset;
  const copying = () => import("./copy-mail.js");
  for (const each of all('.mails [href^="mailto:"]')) {
    const link = /** @type {HTMLAnchorElement} */ (each);
    const button = document.createElement("button");
    button.className = "second";
    button.dataset.part = "copy-link";
    button.textContent = copyMail;
    button.ariaLabel = `${copyMail}: ${link.text}`;
    button.addEventListener("click", () => void copying().then(({ copyLink }) => copyLink(link, button)));
    link.after(" ", button);
  }
  document.addEventListener("click", ({ target }) => {
    const link = /** @type {Element} */ (target).closest('a[href^="mailto:"]');
    if (link) void copying().then(({ offerCopy }) => offerCopy(/** @type {HTMLAnchorElement} */ (link)));
  });
}

/**
 * Offer the device's own sheet for sharing, where it has one. Who closes it is told nothing.
 *
 * @param {HTMLElement} place
 */
function shareSheet(place) {
  const button = /** @type {HTMLButtonElement} */ (place.firstElementChild);
  const status = /** @type {HTMLElement} */ (button.nextElementSibling);
  const { title, note, url } = /** @type {HTMLFormElement} */ (document.querySelector('form[data-part="share"]')).dataset;
  place.hidden = !("share" in navigator);
  button.addEventListener("click", () => {
    status.textContent = "";
    navigator.share({ title, ...(note && { text: note }), url }).catch((/** @type {unknown} */ error) => {
      if (/** @type {Error} */ (error).name !== "AbortError") status.textContent = button.dataset.failed ?? "";
    });
  });
}

/**
 * Tell who follows a reference to an older version of the page that it has been changed since.
 *
 * @param {HTMLElement} notice
 */
function newerVersion(notice) {
  const cited = new URLSearchParams(location.search).get(notice.dataset.parameter ?? "") ?? "";
  if (!/^\d{4}(?:-\d\d){0,2}$/u.test(cited) || cited >= (notice.dataset.version ?? "")) return;
  const lang = document.documentElement.lang;
  const day = new Date(cited);
  if (isNaN(Number(day))) return;
  const date = cited.length < 10 ? cited : day.toLocaleDateString(lang, { dateStyle: "long", timeZone: "UTC" });
  notice.textContent = (notice.textContent ?? "").replace("{date}", date);
  notice.hidden = false;
}

/**
 * Mark the section being read in the table of contents. All above the window counts as seen, for a jump passes by.
 *
 * @param {HTMLAnchorElement[]} links
 */
function follow(links) {
  const headings = links.map((link) => /** @type {HTMLElement} */ (document.getElementById(link.hash.slice(1))));
  const observer = new IntersectionObserver(
    () => {
      const line = innerHeight * READING;
      const here = headings.findLastIndex((heading) => heading.getBoundingClientRect().top < line);
      links.forEach((link, index) => (link.ariaCurrent = index === here ? "true" : null));
    },
    { rootMargin: "99999px 0px -70%" },
  );
  for (const heading of headings) observer.observe(heading);
}

/** Open what has a column of its own beside the text, where the window is so wide. */
function openBeside() {
  if (!matchMedia("(min-width: 62rem)").matches) return;
  for (const each of all("details[data-wide]")) /** @type {HTMLDetailsElement} */ (each).open = true;
}

const all = (/** @type {string} */ selector) => document.querySelectorAll(selector);
for (const form of all("form[data-suggest]")) searchForm(/** @type {HTMLFormElement} */ (form));
for (const form of all('form[data-part="share"]')) shareForm(/** @type {HTMLFormElement} */ (form));
for (const button of all("button[data-copy]")) copyButton(/** @type {HTMLButtonElement} */ (button));
for (const place of all('[data-part="sheet"]')) shareSheet(/** @type {HTMLElement} */ (place));
for (const notice of all('[data-part="newer"]')) newerVersion(/** @type {HTMLElement} */ (notice));
mailLinks();
openBeside();
follow(/** @type {HTMLAnchorElement[]} */ ([...all('[data-part="contents"] a')]));
