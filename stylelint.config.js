/** @type {import("stylelint").Config} Stylelint for all style of the project; `make lint` runs it. */
export default {
  extends: ["stylelint-config-standard"],
  rules: {
    // Short rules stand on one line, and empty lines group what belongs together: both are for a person to decide.
    "at-rule-empty-line-before": null,
    "custom-property-empty-line-before": null,
    "declaration-block-single-line-max-declarations": null,
    "rule-empty-line-before": null,
    // Rules stand in the order of the page. Where two meet in one element, their order is meant.
    "no-descending-specificity": null,
    // (min-width: …) is known to browsers that do not know (width >= …): Safari before 16.4.
    "media-feature-range-notation": "prefix",
    // Names of typefaces keep their capitals; those in custom properties are not recognised as names.
    "value-keyword-case": ["lower", { ignoreProperties: [/^--/] }],
  },
};
