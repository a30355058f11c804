// What Decap CMS cannot be told in its settings: an author is a name, or a name with the role and the affiliation
// that held at the time; and a field that is left empty does not stand in the file, and a blank line stands below them.
"use strict";

const { CMS, createClass, h } = window;

const merged = (known, more) =>
  Object.fromEntries(
    Object.keys({ ...known, ...more }).map((name) => {
      const inner = more[name];
      return [name, inner && typeof inner === "object" ? merged(known[name] ?? {}, inner) : (inner ?? known[name])];
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

  change(index, part, text) {
    const before = this.items().get(index);
    const whole = (before.get ? before : this.props.field.clear().set("id", before)).set(part, text);
    const says = this.props.field.get("parts").some((each) => whole.get(each.get("name")));
    this.props.onChange(this.items().set(index, says ? whole : whole.get("id")));
  },

  item(value, index) {
    const { field, forID } = this.props;
    const id = value.get ? value.get("id") : value;
    const options = field.get("options").map((each) => [each.get("value"), each.get("label")]);
    const known = options.some(([name]) => name === id) ? options : options.unshift([id, id]);
    const choice = h(
      "select",
      {
        "aria-label": field.get("label_singular"),
        id: index ? undefined : forID,
        onChange: (event) => this.change(index, "id", event.target.value),
        style: { font: "inherit", maxWidth: "100%", padding: "0.4em" },
        value: id,
      },
      known.map(([name, label]) => h("option", { key: name, value: name }, label)),
    );
    const more = field.get("parts").map((each) =>
      h(
        "label",
        { key: each.get("name"), style: { display: "block", marginTop: "0.5em" }, title: each.get("hint") },
        `${each.get("label")}: `,
        h("input", {
          onChange: (event) => this.change(index, each.get("name"), event.target.value),
          style: { border: "1px solid", borderRadius: "3px", font: "inherit", padding: "0.3em" },
          type: "text",
          value: (value.get && value.get(each.get("name"))) || "",
        }),
      ),
    );
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

const isEmpty = (value) =>
  value === "" || value === null || value === undefined || value === false || (value.isEmpty && value.isEmpty());

const filled = (value) => {
  if (!value || !value.map || typeof value === "string" || !value.isEmpty) return value;
  return value.map(filled).filter((each) => !isEmpty(each));
};

CMS.registerEventListener({
  name: "preSave",
  handler: ({ entry }) => {
    const data = entry.get("data");
    return filled(data.delete("body")).set("body", `\n${(data.get("body") || "").trim()}\n`);
  },
});

window.initCMS();
