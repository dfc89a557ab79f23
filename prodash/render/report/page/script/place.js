// What stays in sight, and where the page scrolls to.
const bar = document.getElementById("bar");

// Nothing moves under the reader's eyes, whatever becomes shorter or longer above: *anchor* stays where it is.
function inPlace(anchor, update) {
  const fixed = anchor ?? sectionInView();
  const before = fixed.getBoundingClientRect().top;
  update();
  const shift = fixed.isConnected ? fixed.getBoundingClientRect().top - before : 0;
  // However little remains, the page stays long enough for that.
  const top = section.getBoundingClientRect().top - shift;
  section.style.minHeight = `${innerHeight - Math.min(0, top)}px`;
  if (shift) scrollBy({ top: shift, behavior: "instant" });
}

// Scrolls to where the page was with the view that it shows again.
function scrollBack(top) {
  const start = section.getBoundingClientRect().top + scrollY;
  section.style.minHeight = `${innerHeight + Math.max(0, top - start)}px`;
  scrollTo({ top, behavior: "instant" });
}

// The table as far as it is to be seen, or else the first section that is.
function sectionInView() {
  if (section.getBoundingClientRect().top < innerHeight) return section;
  const sections = [...document.querySelectorAll("main > section")];
  return sections.find((one) => one.getBoundingClientRect().bottom > edge()) ?? section;
}

// A reader who is far down in the table sees the first of the rows that a field or a header gives.
function showFirst() {
  const past = edge() - table.getBoundingClientRect().top;
  if (past > 0) scrollBy({ top: -past, behavior: "instant" });
}

// Where the bar ends at the top of the screen, if it stays there.
function edge() {
  return getComputedStyle(bar).position === "sticky" ? bar.offsetHeight : 0;
}
