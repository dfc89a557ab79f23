// Links narrow down what is chosen, stay links that can be copied or opened elsewhere, and lead to the table.
const section = table?.closest("section");
const byId = new Map(tracks.filter(({ row }) => row.id).map((track) => [track.row.id.slice("track=".length), track]));

function trackOf(view) {
  return byId.get(view.get("track")?.[0]);
}

// Gives the link under an event the address of its view narrowed down, and returns it; undefined if it leads to no view.
function narrowLink({ target }) {
  const link = target.closest?.('a[href^="#"]');
  const isTotal = link?.matches(".totals a");
  if (!link || !(link.hash.includes("=") || isTotal)) return undefined;
  // The first address of a link is the one it has in the file.
  link.dataset.view ??= link.hash.includes("=") ? link.hash.slice(1) : "";
  link.setAttribute("href", `#${addressOf(narrowed(link.dataset.view)) || "tracks"}`);
  return link;
}

function follow(event) {
  const link = narrowLink(event);
  const isPlain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !isPlain) return;
  event.preventDefault();
  const next = narrowed(link.dataset.view);
  visit(next);
  show(next, section.contains(link) ? link : undefined);
  // A row that moves loses the focus.
  if (section.contains(link)) link.focus({ preventScroll: true });
  else goToRow(next);
}

// Scrolls to the row of the marked track, or else to the table.
function goToRow(view) {
  const row = trackOf(view)?.row;
  const target = row ?? section;
  target.focus({ preventScroll: true });
  target.scrollIntoView(row ? { block: "center" } : {});
}

function mark(track) {
  for (const { row } of tracks.filter(({ row }) => row.classList.contains("marked"))) {
    row.classList.remove("marked");
    row.removeAttribute("tabindex");
  }
  if (!track) return;
  const { row } = track;
  row.classList.add("marked");
  row.tabIndex = -1;
  showUpTo(track);
  for (const details of row.querySelectorAll("details")) details.open = true;
}
