// Shows the items that hold all the words, while they are written. What is found is put in as text, never as markup.
"use strict";
{
  const MOST = 100;
  const form = document.getElementById("search");
  const box = document.getElementById("q");
  const told = document.getElementById("found");
  const list = document.getElementById("hits");
  const show = () => {
    const words = box.value.toLocaleLowerCase("sv").split(/\s+/).filter(Boolean);
    list.replaceChildren();
    if (words.length === 0) {
      told.textContent = "";
      return;
    }
    const holds = (text) => words.every((word) => text.includes(word));
    const named = (item) => holds(`${item.id} ${item.title}`.toLocaleLowerCase("sv"));
    const found = ITEMS.filter((item) => holds(item.said));
    // Whoever writes an id or a title looks for that first.
    found.sort((a, b) => Number(named(b)) - Number(named(a)));
    const counted = found.length === 1 ? form.dataset.one : form.dataset.many.replace("{count}", found.length);
    told.textContent = found.length > MOST ? `${counted} ${form.dataset.first.replace("{count}", MOST)}` : counted;
    for (const item of found.slice(0, MOST)) {
      const link = document.createElement("a");
      link.href = item.to;
      link.textContent = `${item.id} ${item.title}`;
      const row = document.createElement("li");
      row.append(link, ` (${item.kind})`);
      list.append(row);
    }
  };
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  box.addEventListener("input", show);
  // What was written before another page was opened is there when the reader comes back.
  window.addEventListener("pageshow", show);
}
