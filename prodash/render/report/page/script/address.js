// The address holds the view, and each entry of the history keeps its own, so that going back undoes what a link
// has chosen.
let shownHash = location.hash;

function change(next, leadsToFirst = false) {
  show(next);
  if (leadsToFirst) showFirst();
  remember(`#${addressOf(view) || "tracks"}`);
}

// The browser keeps the place of each entry too, but for the sections as long as they were when it was left.
function remember(address) {
  try {
    history.replaceState({ view: addressOf(view), top: scrollY }, "", address);
  } catch {
    // A page in a frame without an address of its own cannot keep anything.
  }
  shownHash = location.hash;
}

// Between a step through the history and the event that tells of it, the entry is no longer the one that is shown.
function rememberPlace() {
  if (location.hash === shownHash) remember();
}

function visit(next) {
  const state = addressOf(next);
  if (state === addressOf(view)) return;
  remember();
  try {
    history.pushState({ view: state, top: scrollY }, "", `#${state || "tracks"}`);
  } catch {
    // As above.
  }
  shownHash = location.hash;
}

// Shows the view of this entry of the history: the one it keeps, or that of the address, or the present one
// if the address is a section. At first, without an *event*, the page shows what it has.
function restore(event) {
  const address = location.hash.slice(1);
  const asks = address.includes("=");
  const kept = history.state;
  const isNew = typeof kept?.view !== "string";
  const next = isNew ? (asks ? parse(address) : view) : parse(kept.view);
  if (!event || asks || addressOf(next) !== addressOf(view)) show(next);
  if (!isNew) scrollBack(kept.top);
  remember();
  if (isNew && asks) goToRow(next);
}
