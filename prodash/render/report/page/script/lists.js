// The cards of the board and the lists of due dates, for the tracks that are selected. The page has the first of all
// tracks; those are kept, and are there again without a filter.
const SOON = ["overdue", "today", "tomorrow", "week"];
const lists = Array.from(document.querySelectorAll("ul[data-most]"), (list) => {
  const { stage, due } = list.parentElement.dataset;
  return { list, stage, whens: due ? [due] : SOON, most: Number(list.dataset.most), first: [...list.children] };
});
const nothingAhead = document.querySelector("#due > p.quiet:not(.undated)");

function showLists(byStage, byDue) {
  for (const one of lists) {
    const tracks = one.stage ? (byStage.get(one.stage) ?? []) : one.whens.flatMap((when) => byDue.get(when) ?? []);
    showList(one, tracks);
  }
  const groups = [...document.querySelectorAll("#due [data-due]")];
  for (const group of groups) group.hidden = !byDue.has(group.dataset.due);
  if (nothingAhead) nothingAhead.hidden = groups.some((group) => !group.hidden);
}

function showList({ list, stage, most, first }, tracks) {
  const box = list.parentElement;
  const [more, none] = [...box.children].filter((element) => element.matches("ul ~ p"));
  const number = box.querySelector("h3 .number");
  if (number) number.textContent = inDigits(tracks.length);
  const items = isFiltered(view) ? tracks.slice(0, most).map(stage ? cardOf : dueItemOf) : first;
  list.replaceChildren(...items);
  more.hidden = tracks.length <= most;
  const count = more.querySelector(".count");
  count.textContent = count.textContent.replace(/[\d,]+/, inDigits(Math.max(0, tracks.length - most)));
  if (none) none.hidden = tracks.length > 0;
}

// A card as on the board of the page, from the parts of the row.
function cardOf({ row }) {
  const names = row.cells[3].querySelector(".names")?.cloneNode(true);
  const due = dueOf(row);
  const isNear = due?.chip?.classList.contains("badge");
  const words = isNear ? due.chip : due?.day;
  if (!isNear) words?.classList.add("quiet");
  const shown = words ? [create("span", "", words, ...(due.mark ? ["\u00a0", due.mark] : []))] : [];
  const cover = row.querySelector(".cover")?.cloneNode(true) ?? "";
  return create("li", "", titleOf(row), cover, "\n", ...(names ? [names] : []), "\n", ...shown);
}

function dueItemOf({ row }) {
  const { day, chip, source } = dueOf(row);
  const from = source ? [" ", create("span", "quiet", "from ", source)] : [];
  const stage = row.querySelector(".stage").cloneNode(true);
  return create("li", "", create("div", "", day, " ", chip), "\n", create("div", "", titleOf(row), " ", stage, ...from));
}

function titleOf(row) {
  const id = (row.id || row.dataset.twin).slice("track=".length);
  const title = create("a", "title", create("bdi", "", row.querySelector(".title").textContent));
  title.href = `#track=${encodeURIComponent(id)}`;
  return title;
}

// The date of a row, the words on how far off it is, the mark and the project that it comes from; undefined without a date.
function dueOf(row) {
  const day = row.querySelector("time");
  if (!day) return undefined;
  const mark = day.parentElement.querySelector(".inherited");
  const parts = { day, chip: day.nextElementSibling, mark, source: mark?.querySelector("bdi") };
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part?.cloneNode(true)]));
}
