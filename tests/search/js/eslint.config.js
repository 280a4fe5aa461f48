"use strict";

const js = require("@eslint/js");

/** What could turn words of the archive into markup or code. */
const MARKUP = ["innerHTML", "outerHTML", "insertAdjacentHTML", "write", "writeln", "srcdoc"];

module.exports = [
  { ignores: ["**/vendor/**", "**/node_modules/**"] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2021, sourceType: "script" },
    linterOptions: { reportUnusedDisableDirectives: true },
    rules: {
      complexity: ["error", 10],
      "max-lines": ["error", 300],
      "max-lines-per-function": ["error", { max: 160, skipComments: true, skipBlankLines: true }],
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-shadow": "error",
      "no-restricted-properties": ["error", ...MARKUP.map((property) => ({ property }))],
      "no-unused-vars": ["error", { varsIgnorePattern: "^_", destructuredArrayIgnorePattern: "^" }],
    },
  },
  {
    files: ["**/_ext/sphinx_roundup/**"],
    languageOptions: {
      globals: Object.fromEntries(
        [
          "Blob", "DOMParser", "Element", "Event", "getSelection", "HTMLButtonElement", "HTMLElement", "HTMLInputElement", "HTMLLinkElement", "KeyboardEvent", "Option", "URL",
          "MutationObserver", "TextEncoder", "URLSearchParams", "clearTimeout", "document", "getComputedStyle", "history", "localStorage", "location",
          "navigator", "setTimeout", "searchShard", "window",
        ].map((name) => [name, "readonly"]),
      ),
    },
  },
  {
    files: ["**/tests/**"],
    languageOptions: {
      ecmaVersion: 2022,
      sourceType: "commonjs",
      globals: { require: "readonly", module: "writable", process: "readonly", console: "readonly", __dirname: "readonly", performance: "readonly" },
    },
  },
];
