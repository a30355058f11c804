// ESLint for all script of the project; `make lint` runs it. docs/developer/script.md says what each tool is for.
import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import globals from "globals";
import { configs as typed } from "typescript-eslint";

const browser = ["layouts/assets/**/*.js", "kbsite/**/assets/**/*.js"];
const classic = ["kbsite/**/cms/assets/*.js"]; // scripts that share one global scope, as Decap CMS wants them
const node = ["eslint.config.js", "stylelint.config.js", ".remarkrc.mjs", "tests/script/**/*.js"];

export default defineConfig(
  globalIgnores(["**/public*/", "tests/pdfua.js", ".tools/", "**/.venv/", "tests/golden/", "tests/stand_in_for_pagefind.js"]),
  { files: [...browser, ...node], extends: [js.configs.recommended] },
  {
    files: browser,
    extends: [typed.strictTypeChecked],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // Numbers in texts are meant: counts, and lengths of addresses.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // `(event) => timer = …` is this code's short form of a callback.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // TypeScript takes every index and every key of a record for present; code that does not is right to ask.
      "@typescript-eslint/no-unnecessary-condition": "off",
      // It does not see casts in JSDoc, which are how this code gives a type to parsed JSON; tsc sees them.
      "@typescript-eslint/no-unsafe-assignment": "off",
      // An async function as a listener handles its own failures.
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { arguments: false } }],
    },
  },
  { files: ["**/cms/assets/editor.js"], languageOptions: { globals: { NORWEGIAN: "readonly" } } },
  {
    files: classic,
    languageOptions: { sourceType: "script" },
    rules: { "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^NORWEGIAN$" }] }, // editor.js reads it
  },
  { files: node, languageOptions: { globals: globals.nodeBuiltin } },
);
