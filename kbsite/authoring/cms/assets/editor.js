// What Decap CMS's settings cannot express: an author is a name, or a name with the role and the affiliation that held
// at the time; a date may be a month or a year; an empty field is left out of the file; and a blank line separates the
// front matter from the text.
"use strict";

/**
 * Decap CMS keeps what is edited in collections of Immutable.js. Only what this script uses of them is typed here.
 *
 * @template T
 * @typedef {object} List
 * @property {(index: number) => T} get
 * @property {(index: number, value: T) => List<T>} set
 * @property {(value: T) => List<T>} push
 * @property {(value: T) => List<T>} unshift
 * @property {(index: number) => List<T>} delete
 * @property {() => List<T>} clear
 * @property {(test: (value: T) => unknown) => boolean} some
 * @property {<U>(change: (value: T, index: number) => U) => List<U>} map
 */
/**
 * @typedef {object} Entry A map of texts by name.
 * @property {(name: string) => string} get
 * @property {(name: string, value: string) => Entry} set
 * @property {() => Entry} clear
 */
/**
 * @typedef {string | Entry} NamedValue An id alone, or with more about it.
 * @typedef {{ get(name: "options"): List<Entry>, get(name: "parts"): List<Entry>, get(name: string): string,
 *   getIn(path: (string | number)[]): string, clear(): Entry }} Field The settings of a field.
 * @typedef {object} Props
 * @property {List<NamedValue> | undefined} value
 * @property {Field} field
 * @property {(value: List<NamedValue>) => void} onChange
 * @property {string} forID
 * @property {string} classNameWrapper
 * @typedef {{ props: { value: string | number | undefined, onChange: (value: string) => void, forID: string,
 *   classNameWrapper: string } }} TextWidget
 * @typedef {object} Widget
 * @property {Props} props
 * @property {() => List<NamedValue>} items
 * @property {(index: number, part: string, text: string) => void} change
 * @property {(value: NamedValue, index: number) => unknown} item
 */
/**
 * @typedef {{ [name: string]: string | Phrases }} Phrases The words of a language, nested by where they are shown.
 * @typedef {{ isEmpty: () => boolean, map: (change: (value: Value) => Value) => Collection,
 *   filter: (test: (value: Value) => boolean) => Collection, get: (name: string) => Value,
 *   set: (name: string, value: Value) => Collection, delete: (name: string) => Collection }} Collection
 * @typedef {Collection | string | number | boolean | null | undefined} Value
 * @typedef {{ entry: { get: (name: "data") => Collection } }} Saving
 * @typedef {object} Decap
 * @property {{ registerLocale: (name: string, phrases: Phrases) => void, getLocale: (name: string) => Phrases,
 *   registerWidget: (name: string, widget: unknown) => void,
 *   registerEventListener: (listener: { name: string, handler: (event: Saving) => Value }) => void }} CMS
 * @property {<T = Widget>(widget: object & ThisType<T>) => unknown} createClass
 * @property {(tag: string, attributes: object, ...children: unknown[]) => unknown} h
 * @property {() => void} initCMS
 */

const decap = /** @type {Window & Decap} */ (/** @type {unknown} */ (window));
const { CMS, createClass, h } = decap;

/**
 * @param {Phrases} known
 * @param {Phrases} more
 * @returns {Phrases}
 */
const merged = (known, more) =>
  Object.fromEntries(
    Object.keys({ ...known, ...more }).map((name) => {
      const [before, inner] = [known[name], more[name]];
      if (typeof inner !== "object") return /** @type {[string, string | Phrases]} */ ([name, inner ?? before]);
      return /** @type {[string, Phrases]} */ ([name, merged(typeof before === "object" ? before : {}, inner)]);
    }),
  );

for (const [name, more] of Object.entries(NORWEGIAN)) {
  CMS.registerLocale(name, merged(CMS.getLocale(name), more));
}

/** A list of names to choose, each alone or with more: what is written is a name where nothing more is said of it. */
const Named = createClass({
  items() {
    return this.props.value || this.props.field.get("options").clear();
  },

  /**
   * @param {number} index
   * @param {string} part
   * @param {string} text
   */
  change(index, part, text) {
    const before = this.items().get(index);
    const entry = typeof before === "string" ? this.props.field.clear().set("id", before) : before;
    const whole = entry.set(part, text);
    const says = this.props.field.get("parts").some((each) => {
      const name = each.get("name");
      return whole.get(name) || (name !== part && whole.get(name) === "");
    });
    this.props.onChange(this.items().set(index, says ? whole : whole.get("id")));
  },

  /**
   * @param {NamedValue} value
   * @param {number} index
   */
  item(value, index) {
    const { field, forID } = this.props;
    const id = typeof value === "string" ? value : value.get("id");
    const options = field.get("options").map((each) => [each.get("value"), each.get("label")]);
    const known = options.some(([name]) => name === id) ? options : options.unshift([id, id]);
    const choice = h(
      "select",
      {
        "aria-label": field.get("label_singular"),
        id: index ? undefined : forID,
        onChange: (/** @type {{ target: HTMLSelectElement }} */ event) => this.change(index, "id", event.target.value),
        style: { font: "inherit", maxWidth: "100%", padding: "0.4em" },
        value: id,
      },
      known.map(([name, label]) => h("option", { key: name, value: name }, label)),
    );
    const more = field.get("parts").map((each) => {
      const name = each.get("name");
      return h(
        "label",
        { key: name, style: { display: "block", marginTop: "0.5em" }, title: each.get("hint") },
        `${each.get("label")}: `,
        h("input", {
          onChange: (/** @type {{ target: HTMLInputElement }} */ event) => this.change(index, name, event.target.value),
          style: { border: "1px solid", borderRadius: "3px", font: "inherit", padding: "0.3em" },
          type: "text",
          value: (typeof value === "string" ? "" : value.get(name)) || "",
        }),
      );
    });
    const remove = () => this.props.onChange(this.items().delete(index));
    return h(
      "div",
      { key: index, style: { marginBottom: "1.5em" } },
      choice,
      " ",
      h("button", { onClick: remove, type: "button" }, field.get("remove")),
      more,
    );
  },

  render() {
    const { classNameWrapper, field, onChange } = this.props;
    const add = () => onChange(this.items().push(field.getIn(["options", 0, "value"])));
    return h(
      "div",
      { className: classNameWrapper },
      this.items().map(this.item),
      h("button", { onClick: add, type: "button" }, field.get("add")),
    );
  },
});

CMS.registerWidget("kbsite-names", Named);

/** @returns {string} Today, where the editor is. */
const today = () => new Date().toLocaleDateString("sv");

/** A date as far as it is known: 2026-11-02, 2011-05 or 2011. A new page has today's. */
const KnownDate = createClass(
  /** @type {object & ThisType<TextWidget>} */ ({
    componentDidMount() {
      if (this.props.value === "{{now}}") this.props.onChange(today());
    },

    render() {
      const { classNameWrapper, forID, onChange, value } = this.props;
      return h("input", {
        className: classNameWrapper,
        id: forID,
        inputMode: "numeric",
        onChange: (/** @type {{ target: HTMLInputElement }} */ event) => onChange(event.target.value.trim()),
        type: "text",
        value: String(value ?? ""),
      });
    },
  }),
);

CMS.registerWidget("kbsite-date", KnownDate);

/** @param {Value} value */
const isEmpty = (value) =>
  value === "" || value === null || value === undefined || value === false || (isCollection(value) && value.isEmpty());

/**
 * @param {Value} value
 * @returns {value is Collection} A day, too, is an object, but has neither method.
 */
function isCollection(value) {
  return typeof value === "object" && value !== null && "isEmpty" in value && "map" in value;
}

/**
 * @param {Value} value
 * @returns {Value}
 */
const filled = (value) =>
  isCollection(value) ? value.map(filled).filter((/** @type {Value} */ each) => !isEmpty(each)) : value;

CMS.registerEventListener({
  name: "preSave",
  handler: ({ entry }) => {
    const data = entry.get("data");
    const others = /** @type {Collection} */ (filled(data.delete("body")));
    const authors = data.get("authors"); // an empty role of an author is kept: it says that it is unknown
    const fields = isEmpty(authors) ? others : others.set("authors", authors);
    const body = /** @type {string | undefined} */ (data.get("body"));
    return fields.set("body", `\n${(body ?? "").trim()}\n`);
  },
});

decap.initCMS();
