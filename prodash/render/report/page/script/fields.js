// The fields above the table: a text to search for, and a list of boxes for each filter.
const found = document.getElementById("found");
const PAUSE = 60;
const boxes = new Map();
for (const box of form?.querySelectorAll("[type=checkbox]") ?? []) boxes.set(`${box.name}=${box.value}`, box);

// The view that the fields say, with what has no field as it is.
function fromFields() {
  const next = new Map(view);
  const text = form.elements.q.value;
  const checked = [...boxes.values()].filter((box) => box.checked);
  const said = [["q", text.trim() ? [text] : []]];
  for (const name of fields) {
    const gone = (view.get(name) ?? []).filter((value) => !boxes.has(`${name}=${value}`));
    said.push([name, [...checked.filter((box) => box.name === name).map((box) => box.value), ...gone]]);
  }
  for (const [name, values] of said) {
    if (values.length) next.set(name, values);
    else next.delete(name);
  }
  next.delete("track");
  return next;
}

function showFields() {
  const { q } = form.elements;
  const text = view.get("q")?.[0] ?? "";
  if (q.value.trim() !== text.trim()) q.value = text;
  for (const [choice, box] of boxes) box.checked = view.get(box.name)?.includes(box.value) ?? false;
  for (const list of form.querySelectorAll("[data-field]")) {
    list.classList.toggle("used", view.has(list.dataset.field));
  }
}

// While somebody types, the page waits for a pause.
let typing = 0;
function fieldsChanged({ target }) {
  clearTimeout(typing);
  typing = setTimeout(() => change(fromFields(), true), target.type === "checkbox" ? 0 : PAUSE);
}

// A list of boxes closes like a menu: on Escape, and when the pointer or the focus goes elsewhere.
function closeLists(event) {
  for (const list of document.querySelectorAll(".choices[open]")) {
    const isInside = list.contains(event.target);
    if (event.type === "keydown" ? event.key !== "Escape" : isInside) continue;
    list.open = false;
    if (event.type === "keydown" && isInside) list.querySelector("summary").focus();
  }
}
