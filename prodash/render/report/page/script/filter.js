// Which tracks a view selects: in each filter, one of its values.
function testOf(view) {
  const tests = fields.filter((name) => view.has(name)).map((name) => {
    const values = view.get(name);
    return ({ within }) => values.some((value) => within[name].has(value));
  });
  if (view.has("q")) {
    const text = fold(view.get("q")[0]);
    tests.push((track) => foldedText(track).includes(text));
  }
  return (track) => tests.every((test) => test(track));
}

function isFiltered(view) {
  return [...view.keys()].some(isFilter);
}

// Shows a view in every part of the page, with *anchor* where it is on the screen.
function show(next, anchor) {
  view = next;
  inPlace(anchor, () => {
    const selected = new Set(tracks.filter(testOf(view)));
    showColumns(view.get("columns"));
    sortAs(view.get("sort")?.[0] ?? "");
    showRows((track) => selected.has(track));
    found.textContent = selected.size
      ? `${inDigits(selected.size)} of ${inTracks(tracks.length)}`
      : `No track of ${inDigits(tracks.length)} matches`;
    showFields();
    showChosen();
    showNumbers([...selected].sort((a, b) => a.rank - b.rank));
    mark(trackOf(view));
    say(missing(view));
  });
}

// What a link from another day asks for and this page does not have.
function missing(view) {
  const gone = [...view].flatMap(([name, values]) => values.filter((value) => !isKnown(name, value)).map((value) => `${name} ${value}`));
  return gone.length ? `Not on this page: ${gone.join(", ")}` : "";
}

function isKnown(name, value) {
  if (fields.includes(name)) return boxes.has(`${name}=${value}`);
  if (name === "sort") return isColumn(columnOf(value));
  if (name === "columns") return isColumn(value);
  return name === "track" ? byId.has(value) : name === "q";
}
