// A view: the filters, the sorting, the columns and the marked track, each with its values, as the address has them behind
// its #: #stage=mixing,ready&sort=-due
const form = document.getElementById("filters");
const fields = form ? Array.from(form.querySelectorAll("[data-field]"), ({ dataset }) => dataset.field) : [];
const NAMES = ["q", ...fields, "sort", "columns", "track"];
let view = new Map();

// The view of an address, whatever it says.
function parse(address) {
  const parsed = new Map();
  for (const part of address.split("&")) {
    const [, name, text] = part.match(/^([^=]+)=(.*)$/s) ?? [];
    if (!name) continue;
    const texts = fields.includes(name) || name === "columns" ? text.split(",") : [text];
    const values = new Set(texts.map(decode).filter((value) => value.trim()));
    if (values.size) parsed.set(decode(name), [...values]);
  }
  return parsed;
}

function decode(text) {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

// A comma inside a value is encoded, so that one between values stands for itself.
function addressOf(view) {
  const parts = NAMES.filter((name) => view.has(name));
  return parts.map((name) => `${name}=${view.get(name).map(encodeURIComponent).join(",")}`).join("&");
}

// The present view narrowed down by that of a link. The track of a link is shown in any case.
function narrowed(address) {
  const asked = parse(address);
  const all = new Map([...view, ...asked]);
  if (!asked.has("track")) all.delete("track");
  const track = trackOf(all);
  return track && !testOf(all)(track) ? withoutFilters(all) : all;
}

function isFilter(name) {
  return name === "q" || fields.includes(name);
}

function withoutFilters(view) {
  return new Map([...view].filter(([name]) => !isFilter(name)));
}
