// What is chosen: a button for each value, which takes it off, and the address to copy.
const chosen = document.getElementById("chosen");
const onPaper = document.getElementById("on-paper");
const [clear, copy, link, told] = ["clear", "copy", "link", "told"].map((id) => document.getElementById(id));

function showChosen() {
  const parts = ["q", ...fields].flatMap((name) => (view.get(name) ?? []).map((value) => [name, value]));
  chosen.replaceChildren(...parts.map(chipOf));
  clear.hidden = !parts.length;
  link.hidden = true;
  const sorted = view.has("sort") && isKnown("sort", view.get("sort")[0]) ? [sortedWords()] : [];
  const counted = parts.length ? [found.textContent] : [];
  // A printed page has no fields, so it says what they say.
  onPaper.textContent = [...counted, ...parts.map(([name, value]) => inWords(name, value)), ...sorted].join("; ");
  document.body.classList.toggle("filtered", parts.length > 0);
}

function sortedWords() {
  const column = columnOf(sort);
  const header = headers().find(({ dataset }) => dataset.sort === column);
  return `sorted by ${header?.textContent ?? column}${sort.startsWith("-") ? ", descending" : ""}`;
}

function chipOf([name, value]) {
  const button = create("button", "", create("span", "unseen", "Remove "), inWords(name, value));
  button.type = "button";
  button.addEventListener("click", () => takeOff(name, value));
  return create("li", "", button);
}

function inWords(name, value) {
  const field = name === "q" ? "Search" : name[0].toUpperCase() + name.slice(1);
  const box = boxes.get(`${name}=${value}`);
  return `${field}: ${box?.closest("label").querySelector("bdi").textContent ?? value}`;
}

// The focus stays near: on the next button, or the last one, or the search.
function takeOff(name, value) {
  const buttons = () => [...chosen.querySelectorAll("button")];
  const at = buttons().indexOf(document.activeElement);
  const next = new Map(view);
  const left = view.get(name).filter((one) => one !== value);
  if (left.length) next.set(name, left);
  else next.delete(name);
  change(next);
  (buttons()[at] ?? buttons().at(-1) ?? form.elements.q).focus({ preventScroll: true });
}

function clearAll() {
  change(withoutFilters(view));
  form.elements.q.focus({ preventScroll: true });
}

// Says *text* beside the buttons, also to those who listen.
function say(text) {
  told.textContent = text;
}

async function copyLink() {
  link.value = `${location.href.split("#")[0]}#${addressOf(view) || "tracks"}`;
  try {
    await navigator.clipboard.writeText(link.value);
    say("Copied");
  } catch {
    // Where the browser refuses, the reader copies the selected text.
    link.hidden = false;
    link.focus();
    link.select();
    say("Copy this address");
  }
}
