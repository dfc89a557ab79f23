// Begins, after all that the other files define. Without this script the page shows the same tracks in one order.
if (table) {
  headers.forEach(addButton);
  linkFilters();
  form.hidden = false;
  form.addEventListener("input", soon(changed));
  form.addEventListener("submit", (event) => event.preventDefault());
  // The fields are cleared only after the event.
  form.addEventListener("reset", () => setTimeout(changed));
  addEventListener("hashchange", restore);
  restore();
}
if (lanes) new ResizeObserver(() => stopAt(lanes)).observe(lanes);

// Calls *what* when the user pauses.
function soon(what) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(what, 100);
  };
}
