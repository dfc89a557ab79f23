// The tracks of the page, each with its row of the table and the parts of it that every change needs.
const SEARCHED = ".title, .id, summary, .notes, td bdi";

const table = document.getElementById("table");
const tracks = table ? Array.from(table.tBodies[0].rows, read) : [];

function read(row) {
  const { stage, workflow, project, due, attention, place, rank } = row.dataset;
  const within = { stage, workflow, project, due, attention };
  for (const name in within) within[name] = new Set(within[name]?.split("\t"));
  const [title, , workflows, projects, day] = Array.from(row.cells, (cell) => cell.firstElementChild);
  const sortedBy = {
    title: title.textContent,
    stage: Number(place),
    workflows: names(workflows),
    projects: names(projects),
    due: day?.dateTime,
  };
  return { row, within, sortedBy, rank: Number(rank), text: null };
}

// The names on badges, without their emoji; undefined if there are none.
function names(badges) {
  return badges ? Array.from(badges.querySelectorAll("bdi"), (name) => name.textContent).join(", ") : undefined;
}

// What `prodash list --search` searches, one text per line: id, title, lines of the notes, workflows and projects.
function searched(row) {
  const [title, , workflows, projects] = row.cells;
  const parts = [title, workflows, projects].flatMap((cell) => [...cell.querySelectorAll(SEARCHED)]);
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

function whenIdle(what) {
  if (window.requestIdleCallback) requestIdleCallback(what);
  else setTimeout(what, 50);
}

function foldedText(track) {
  return (track.text ??= searched(track.row));
}
