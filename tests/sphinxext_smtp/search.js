// Runs Sphinx's own search over a built search index: node search.js OUTDIR QUERY...
// Prints for each query the hits, best first, as "docname#anchor".
const fs = require("fs");
const path = require("path");
const vm = require("vm");

const [outdir, ...queries] = process.argv.slice(2);
const load = (name) => fs.readFileSync(path.join(outdir, name), "utf8");

const element = () => ({ dataset: {}, classList: { add() {} }, appendChild() {}, firstChild: null, removeChild() {} });
const context = vm.createContext({
  console,
  setTimeout,
  URLSearchParams,
  localStorage: { setItem() {}, getItem() {} },
  SPHINX_HIGHLIGHT_ENABLED: false,
  window: { location: { search: "" } },
  document: {
    documentElement: element(),
    getElementById: element,
    querySelector: element,
    addEventListener() {},
    createElement: element,
    body: element(),
  },
  _ready() {},
  _: (text) => text,
  Documentation: { ngettext: (one) => one },
  _removeChildren() {},
});
for (const script of ["_static/language_data.js", "_static/searchtools.js"]) {
  vm.runInContext(load(script), context);
}
// From Sphinx 9 on the stemmer is a property of the window, which a browser takes for a global name
vm.runInContext('if (typeof Stemmer === "undefined") { globalThis.Stemmer = window.Stemmer; }', context);
vm.runInContext(load("searchindex.js"), context);
context.queries = queries;
const hits = vm.runInContext(
  "queries.map((query) => Search._performSearch(...Search._parseQuery(query)).reverse().map((hit) => hit[0] + hit[2]))",
  context,
);
console.log(JSON.stringify(hits));
