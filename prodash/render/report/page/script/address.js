// The address holds the view after #, so that it can be linked: #stage=mixing&sort=-due
function changed() {
  filter();
  const view = chosen();
  remember(view, `#${view || "tracks"}`);
}

// The filters and the sorting, as in the address.
function chosen() {
  const view = new URLSearchParams(new FormData(form));
  if (sort) view.set("sort", sort);
  for (const [name, value] of [...view]) if (!value) view.delete(name);
  return String(view);
}

// Each entry of the history keeps its view, so that going back undoes what a link has chosen.
function remember(view, address) {
  try {
    history.replaceState(view, "", address);
  } catch {
    // A page in a frame without an address of its own cannot keep anything.
  }
}

// Shows the view of this entry of the history: the one it keeps, or that of the address, or the present one
// if the address is another section.
function restore() {
  const address = location.hash.slice(1);
  const asks = address.includes("=");
  const isNew = typeof history.state !== "string";
  const view = !isNew ? history.state : asks ? address : address && address !== "tracks" ? chosen() : "";
  show(new URLSearchParams(view));
  remember(view);
  if (!isNew || !asks) return;
  const section = table.closest("section");
  section.focus({ preventScroll: true });
  section.scrollIntoView();
}

function show(view) {
  for (const field of form.querySelectorAll("[name]")) {
    field.value = view.get(field.name) ?? "";
    // An old address may name a choice that no longer exists.
    if (field.selectedIndex === -1) field.selectedIndex = 0;
  }
  const key = view.get("sort") ?? "";
  if (key !== sort) sortBy(headers.some(({ dataset }) => dataset.sort === key.replace("-", "")) ? key : "");
  filter();
}

function linkFilters() {
  for (const link of document.querySelectorAll("a[data-filter]")) link.hash = link.dataset.filter;
}
