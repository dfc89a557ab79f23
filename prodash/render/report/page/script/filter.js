// The fields above the table choose its tracks.
const form = document.getElementById("filters");
const found = document.getElementById("found");

function filter() {
  const wanted = Object.entries(Object.fromEntries(new FormData(form))).filter(([, value]) => value.trim());
  const tests = wanted.map(([name, value]) => {
    if (name !== "q") return (track) => track.within[name].has(value);
    const text = fold(value);
    return (track) => (track.text ??= searched(track.row)).includes(text);
  });
  keepPlace();
  const shown = showRows((track) => tests.every((test) => test(track)));
  const total = tracks.length.toLocaleString("en");
  found.textContent = shown
    ? `${shown.toLocaleString("en")} of ${total} ${tracks.length === 1 ? "track" : "tracks"}`
    : `No track matches; clear the filters to see all ${total}`;
  // A printed page has no fields, so it shows the filters as text.
  found.dataset.chosen = wanted.map(([name]) => inWords(form.elements[name])).join("; ");
}

// However few rows remain, the page stays long enough for the fields to keep their place on the screen.
function keepPlace() {
  const section = table.closest("section");
  section.style.minHeight = `${scrollY + innerHeight - section.offsetTop}px`;
}

// The name of a field and its choice, without indent and count.
function inWords(field) {
  const text = field.selectedOptions?.[0].textContent.replace(/^(– )+| \([^ ]+\)$/g, "") ?? field.value;
  return `${field.labels[0].firstChild.textContent.trim()}: ${text}`;
}
