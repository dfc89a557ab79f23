// The tracks of the page, each with its row of the table and the parts of it that every change needs.
const SEARCHED = ".title, .notes, .id, td:nth-of-type(3) bdi, td:nth-of-type(4) bdi";

const table = document.getElementById("table");
const tracks = table ? Array.from(table.tBodies[0].rows, read) : [];

function read(row) {
  const { stage, workflow, project, due, attention, rank } = row.dataset;
  const within = { stage, workflow, project, due, attention };
  for (const name in within) within[name] = new Set(within[name]?.split("\t"));
  return { row, within, sortedBy: new Map(), rank: Number(rank), text: null, own: null };
}

// What the column *name* is sorted by; undefined where the track has no value.
function valueOf(track, name) {
  const { row, sortedBy } = track;
  const find = () => (keys.has(name) ? asNumber(ownText(track, name)) : textOf(row, name) || undefined);
  if (!sortedBy.has(name)) sortedBy.set(name, name === "stage" ? Number(row.dataset.place) : find());
  return sortedBy.get(name);
}

// Like `as_number` in model/catalogue/order.py: what looks like a number is sorted as one.
function asNumber(text) {
  return /^[+-]?[0-9]{1,300}(\.[0-9]{1,300})?$/.test(text) ? Number(text) : text;
}

function textOf(row, name) {
  const [title, , due, workflows, projects] = row.cells;
  if (name === "title") return title.querySelector(".title").textContent;
  if (name === "due") return due.querySelector("time")?.dateTime;
  if (name === "id") return row.lastElementChild.textContent;
  return names({ workflows, projects }[name]);
}

// The names on badges, without their emoji.
function names(badges) {
  return Array.from(badges.querySelectorAll("bdi"), (name) => name.textContent).join(", ");
}

// What `prodash list --search` searches, one text per line: id, title, lines of the notes, workflows and projects.
function searched(row) {
  const parts = [...row.querySelectorAll(SEARCHED)];
  const texts = parts.flatMap((part) => Array.from(part.childNodes, (node) => node.textContent));
  return fold([row.dataset.ids, ...texts].join("\n"));
}

// Reads what the search needs while nothing else is to do, so that the first search does not wait for it.
function prepareSearch(at = 0) {
  const end = performance.now() + 8;
  let next = at;
  while (next < tracks.length && performance.now() < end) foldedText(tracks[next++]);
  if (next < tracks.length) whenIdle(() => prepareSearch(next));
}

function whenIdle(task) {
  if (window.requestIdleCallback) requestIdleCallback(task);
  else setTimeout(task, 50);
}

function foldedText(track) {
  return (track.text ??= searched(track.row));
}
