// The headers of the table sort its rows.
const order = new Intl.Collator("en");
let sort = "";

function headers() {
  return [...table.tHead.rows[0].cells];
}

// The column of a sort key, which begins with a hyphen if the order is descending.
function columnOf(key) {
  return key.replace(/^-/, "");
}

// Sorts by the column and the direction that *key* says, or as the page does if there is no such column.
function sortAs(key) {
  const known = isColumn(columnOf(key)) ? key : "";
  if (known !== sort) sortBy(known);
}

function sortBy(key) {
  sort = key;
  const name = columnOf(key);
  const sign = key.startsWith("-") ? -1 : 1;
  markSorted();
  // Always sort the first order, so that equal rows keep it.
  sorted = name ? [...tracks].sort((a, b) => compare(valueOf(a, name), valueOf(b, name), sign)) : tracks;
}

function markSorted() {
  for (const header of headers()) {
    if (header.dataset.sort !== columnOf(sort)) header.removeAttribute("aria-sort");
    else header.setAttribute("aria-sort", sort.startsWith("-") ? "descending" : "ascending");
  }
}

// Numbers come before texts, and rows without a value last, in descending order too.
function compare(a, b, sign) {
  if (a === undefined || b === undefined) return (a === undefined) - (b === undefined);
  if (typeof a !== typeof b) return typeof a === "number" ? -sign : sign;
  return sign * (typeof a === "number" ? (a > b) - (a < b) : order.compare(a, b));
}

function addButton(header) {
  const name = header.dataset.sort;
  const button = document.createElement("button");
  button.type = "button";
  button.append(...header.childNodes);
  button.addEventListener("click", () => {
    change(new Map([...view, ["sort", [sort === name ? `-${name}` : name]]]), true);
  });
  header.append(button);
}
