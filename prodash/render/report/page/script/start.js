// Begins, after all that the other files define. Without this script the page shows the same tracks in one order.
if (table) {
  headers().forEach(addButton);
  document.getElementById("targets").remove();
  for (const id of ["filters", "selection", "tools"]) document.getElementById(id).hidden = false;
  for (const fields of [form, form.elements.q]) fields.addEventListener("input", fieldsChanged);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    section.scrollIntoView();
  });
  clear.addEventListener("click", clearAll);
  copy.addEventListener("click", copyLink);
  beginColumns();
  new ResizeObserver(fitColumns).observe(table);
  const [next, all] = more.children;
  next.addEventListener("click", () => extend(limit + STEP));
  all.addEventListener("click", () => extend(Infinity));
  rest.addEventListener("beforematch", showRest);
  addEventListener("beforeprint", settleRest);
  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, narrowLink);
  document.addEventListener("click", follow);
  for (const kind of ["click", "focusin", "keydown"]) document.addEventListener(kind, closeLists);
  addEventListener("hashchange", restore);
  let still = 0;
  addEventListener("scroll", () => {
    clearTimeout(still);
    still = setTimeout(rememberPlace, 200);
  });
  restore();
  whenIdle(() => prepareSearch());
}
if (lanes) new ResizeObserver(() => stopAt(lanes)).observe(lanes);
