// The address holds the view, and each entry of the history keeps its own, so that going back undoes what a link
// has chosen.
function change(next) {
  show(next);
  showFirst();
  remember(addressOf(view), `#${addressOf(view) || "tracks"}`);
}

function remember(state, address) {
  try {
    history.replaceState(state, "", address);
  } catch {
    // A page in a frame without an address of its own cannot keep anything.
  }
}

function visit(next) {
  const state = addressOf(next);
  if (state === addressOf(view)) return;
  try {
    history.pushState(state, "", `#${state || "tracks"}`);
  } catch {
    // As above.
  }
}

// Shows the view of this entry of the history: the one it keeps, or that of the address, or the present one
// if the address is a section. At first, without an *event*, the page shows what it has.
function restore(event) {
  const address = location.hash.slice(1);
  const asks = address.includes("=");
  const isNew = typeof history.state !== "string";
  const next = isNew ? (asks ? parse(address) : view) : parse(history.state);
  if (!event || asks || addressOf(next) !== addressOf(view)) show(next);
  remember(addressOf(next));
  if (isNew && asks) lead(next);
}
