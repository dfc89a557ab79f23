// Which rows the table shows: the first hundred of those that are chosen, for thousands are slow, and more on request.
const STEP = 100;
const body = table?.tBodies[0];
// All other rows. The browser's own search finds those in it that are chosen, and paper has them too.
const rest = document.createElement("tbody");
const more = document.getElementById("more");
let sorted = tracks;
let selected = tracks;
let chosenRows = new Set();
let limit = STEP;
let settling = 0;

// Shows the rows of the tracks that *test* takes, and returns how many those are.
function showRows(test) {
  selected = sorted.filter(test);
  chosenRows = new Set(selected.map(({ row }) => row));
  table.hidden = !selected.length;
  arrange();
  settleSoon();
  return selected.length;
}

// Moves as few rows as possible: moving thousands takes longer than all else.
function arrange() {
  const first = firstRows();
  for (const row of [...body.rows, ...first]) hide(row, !chosenRows.has(row));
  const present = [...body.rows].filter((row) => !row.hidden);
  if (first.length !== present.length || first.some((row, at) => row !== present[at])) {
    const staying = new Set(first);
    rest.append(...present.filter((row) => !staying.has(row)));
    body.append(...first);
    settleSoon();
  }
  rest.hidden = selected.length > limit ? "until-found" : true;
  if (rest.hidden && !rest.parentElement) table.append(rest);
  offerMore();
}

function firstRows() {
  return selected.slice(0, limit).map(({ row }) => row);
}

function hide(row, isHidden) {
  if (row.hidden !== isHidden) row.hidden = isHidden;
}

// What nobody sees is hidden and sorted when the user pauses, for that takes longer than all that is seen.
function settleSoon() {
  clearTimeout(settling);
  settling = setTimeout(settleRest, 1000);
}

function settleRest() {
  clearTimeout(settling);
  const first = new Set(firstRows());
  const others = sorted.map(({ row }) => row).filter((row) => !first.has(row));
  for (const row of others) hide(row, !chosenRows.has(row));
  rest.append(...others);
}

// The buttons below the table.
function offerMore() {
  const [next, all] = more.children;
  more.hidden = selected.length <= limit;
  next.hidden = selected.length <= limit + STEP;
  next.textContent = `Show ${STEP} more`;
  all.textContent = `Show all ${inDigits(selected.length)}`;
}

// Shows the first *number* rows. The focus goes to the first new one, as the button moves away.
function extend(number) {
  const { row } = selected[limit];
  limit = number;
  arrange();
  row.querySelector("summary")?.focus({ preventScroll: true });
}

// Shows the row of *track*, if it is chosen, and those before it.
function showUpTo(track) {
  const at = selected.indexOf(track);
  if (at < limit) return;
  limit = STEP * Math.ceil((at + 1) / STEP);
  arrange();
}

// The browser has found something in the rest, and shows it where it is.
function showRest() {
  settleRest();
  limit = Infinity;
  offerMore();
}
