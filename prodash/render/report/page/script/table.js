// The rows of the table: which are shown, and in which order.
const order = new Intl.Collator("en");
const headers = table ? [...table.tHead.rows[0].cells] : [];
let sort = "";

// Shows the rows of the tracks that *isShown* takes, and returns how many those are.
function showRows(isShown) {
  let shown = 0;
  for (const track of tracks) {
    const matches = isShown(track);
    shown += matches;
    if (track.row.hidden === matches) track.row.hidden = !matches;
  }
  table.hidden = !shown;
  return shown;
}

// Sorts by the column and the direction that *key* says, or as the page does if there is no such column.
function sortAs(key) {
  const known = headers.some(({ dataset }) => dataset.sort === key.replace("-", "")) ? key : "";
  if (known !== sort) sortBy(known);
}

function sortBy(key) {
  sort = key;
  const name = key.replace("-", "");
  const sign = key.startsWith("-") ? -1 : 1;
  for (const header of headers) {
    if (header.dataset.sort !== name) header.removeAttribute("aria-sort");
    else header.setAttribute("aria-sort", sign < 0 ? "descending" : "ascending");
  }
  // Always sort the first order, so that equal rows keep it.
  const sorted = name ? [...tracks].sort((a, b) => compare(a.sortedBy[name], b.sortedBy[name], sign)) : tracks;
  table.tBodies[0].replaceChildren(...sorted.map((track) => track.row));
}

// Rows without a value come last, in descending order too.
function compare(a, b, sign) {
  if (a === undefined || b === undefined) return (a === undefined) - (b === undefined);
  return sign * (typeof a === "number" ? a - b : order.compare(a, b));
}

function addButton(header) {
  const name = header.dataset.sort;
  const button = document.createElement("button");
  button.type = "button";
  button.append(...header.childNodes);
  button.addEventListener("click", () => {
    change(new Map([...view, ["sort", [sort === name ? `-${name}` : name]]]));
  });
  header.append(button);
}

// Makes sure that the row of *track*, which is selected, is among the shown ones: here all of them are.
function showUpTo() {}
