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
  const begin = () =>
    (ready ??= import("./mail.js").then((mail) => {
      form.removeEventListener("submit", wait);
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
  form.addEventListener("focusin", () => begin().catch(() => undefined), { once: true });
  form.addEventListener("submit", wait);
  form.hidden = false;
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
openBeside();
follow(/** @type {HTMLAnchorElement[]} */ ([...all('[data-part="contents"] a')]));
