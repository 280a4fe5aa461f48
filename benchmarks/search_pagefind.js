// The least page that shows what ours shows: ten results and the counts of all filters.
import * as pagefind from "./pagefind/pagefind.js";

const box = document.getElementById("search-q");
const list = document.getElementById("search-results");
let turn = 0;

async function show(q) {
  const mine = ++turn;
  const answer = await pagefind.search(q);
  const items = await Promise.all(answer.results.slice(0, 10).map((result) => result.data()));
  if (mine !== turn) return;
  document.getElementById("facets").textContent = JSON.stringify(answer.filters);
  list.replaceChildren(
    ...items.map((item) => {
      const row = document.createElement("li");
      row.className = "search-result";
      row.dataset.item = item.meta.item;
      row.textContent = `${item.meta.title} ${item.excerpt}`;
      return row;
    }),
  );
  list.dataset.q = q;
}

// A browser slows the main thread only: to time the search there, it must not run in a worker.
await pagefind.options({ excerptLength: 42, noWorker: location.hash === "#main-thread" });
await pagefind.filters();
let timer = 0;
box.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => show(box.value), 250);
});
globalThis.findItems = async (q) => {
  const answer = await pagefind.search(q);
  return Promise.all(answer.results.slice(0, 10).map(async (one) => (await one.data()).meta.item));
};
globalThis.seek = async (q) => (await pagefind.search(q)).results.length;
const q = new URLSearchParams(location.search).get("q");
if (q) await show(q);
