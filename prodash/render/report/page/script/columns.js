// The columns that the table shows. Those of custom fields have cells only while they are chosen.
const menu = document.getElementById("columns");
const ticks = menu ? [...menu.querySelectorAll("[type=checkbox]")] : [];
const USUAL = ticks.filter((tick) => tick.defaultChecked).map((tick) => tick.value);
// The custom field of each column that has one.
const keys = new Map(ticks.filter(({ dataset }) => "key" in dataset).map(({ value, dataset }) => [value, dataset.key]));

function isColumn(name) {
  return name === "title" || ticks.some(({ value }) => value === name);
}

// Shows the columns of these names, or the usual ones.
function showColumns(names = USUAL) {
  const custom = names.filter((name) => keys.has(name));
  for (const tick of ticks) {
    tick.checked = names.includes(tick.value);
    if (!keys.has(tick.value)) table.classList.toggle(`without-${tick.value}`, !tick.checked);
  }
  const present = headers().map(({ dataset }) => dataset.sort);
  if (custom.join("\t") !== present.filter((name) => keys.has(name)).join("\t")) putCells(custom);
  const widths = headers().map(({ dataset }) => dataset.sort).filter((name) => name === "title" || names.includes(name));
  const lengths = (prefix) => widths.map((name) => `var(--${prefix}${keys.has(name) ? "custom" : name})`);
  const columns = lengths("").join(" ");
  if (columns === table.style.getPropertyValue("--columns")) return;
  table.style.setProperty("--columns", columns);
  table.style.setProperty("--least", `calc(${lengths("least-").join(" + var(--gap) + ")})`);
  fitColumns();
}

// The table scrolls sideways if its columns need more room than there is.
function fitColumns() {
  const { scrollWidth, clientWidth } = table.tHead;
  table.classList.toggle("sideways", scrollWidth > clientWidth);
}

// The view with the columns that are ticked.
function withTicked() {
  const names = ticks.filter(({ checked }) => checked).map(({ value }) => value);
  const next = new Map([...view, ["columns", names.length ? names : ["title"]]]);
  if (names.join("\t") === USUAL.join("\t")) next.delete("columns");
  return next;
}

// A header for each of these columns and a cell in each row, before the id.
function putCells(names) {
  for (const cell of table.querySelectorAll(".custom")) cell.remove();
  for (const name of names) {
    const isNumber = tracks.every((track) => typeof valueOf(track, name) !== "string");
    const className = isNumber ? "custom digits" : "custom";
    const header = create("th", className, name);
    header.scope = "col";
    header.dataset.sort = name;
    addButton(header);
    table.tHead.rows[0].lastElementChild.before(header);
    for (const track of tracks) track.row.lastElementChild.before(ownCell(ownText(track, name), name, className));
  }
  markSorted();
}

function ownCell(text, name, className) {
  const cell = create("td", className);
  if (!text) return cell;
  cell.dataset.label = `${name}: `;
  cell.append(create("bdi", "", text));
  return cell;
}

// The text of a custom field, which the details of the row have; undefined where there is none.
function ownText(track, name) {
  const entry = (key) => [key.textContent, key.parentElement.nextElementSibling.textContent];
  track.custom ??= new Map(Array.from(track.row.querySelectorAll("dt bdi"), entry));
  return track.custom.get(keys.get(name));
}

function beginColumns() {
  menu.addEventListener("change", ({ target }) => {
    if (ticks.includes(target)) change(withTicked());
  });
  menu.querySelector("[type=search]")?.addEventListener("input", ({ target }) => {
    for (const tick of ticks) tick.parentElement.hidden = !fold(tick.value).includes(fold(target.value.trim()));
  });
  menu.querySelector("button").addEventListener("click", () => change(new Map([...view].filter(([name]) => name !== "columns"))));
}
