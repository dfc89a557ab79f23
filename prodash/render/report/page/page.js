"use strict";
// Filters and sorts the table of all tracks. Without this script the page shows the same tracks in one order.
// The address holds the filters after #, so that a view can be linked: #stage=mixing&sort=-due
{
  const SEARCHED = ".title, .id, summary, .notes, td bdi";
  const order = new Intl.Collator("en");
  const form = document.getElementById("filters");
  const table = document.getElementById("table");
  const lanes = document.querySelector(".lanes");
  if (table) begin(form, table);
  if (lanes) new ResizeObserver(() => stopAt(lanes)).observe(lanes);

  function begin(form, table) {
    const section = table.closest("section");
    const found = document.getElementById("found");
    const body = table.tBodies[0];
    const headers = [...table.tHead.rows[0].cells];
    const tracks = Array.from(body.rows, read);
    const total = tracks.length.toLocaleString("en");
    let sort = "";

    headers.forEach(addButton);
    linkFilters();
    form.hidden = false;
    form.addEventListener("input", soon(changed));
    form.addEventListener("submit", (event) => event.preventDefault());
    // The fields are cleared only after the event.
    form.addEventListener("reset", () => setTimeout(changed));
    addEventListener("hashchange", restore);
    restore();

    // The parts of a row that every change needs.
    function read(row) {
      const { stage, workflow, project, due, place } = row.dataset;
      const within = { stage, workflow, project, due };
      for (const name in within) within[name] = new Set(within[name]?.split("\t"));
      const [title, , workflows, projects, day] = Array.from(row.cells, (cell) => cell.firstElementChild);
      const sortedBy = {
        title: title.textContent,
        stage: Number(place),
        workflows: workflows?.parentElement.textContent,
        projects: projects?.parentElement.textContent,
        due: day?.dateTime,
      };
      return { row, within, sortedBy, text: null };
    }

    function changed() {
      filter();
      const view = chosen();
      remember(view, `#${view || "tracks"}`);
    }

    function filter() {
      const wanted = Object.entries(Object.fromEntries(new FormData(form))).filter(([, value]) => value.trim());
      const tests = wanted.map(([name, value]) => {
        if (name !== "q") return (track) => track.within[name].has(value);
        const text = fold(value);
        return (track) => (track.text ??= searched(track.row)).includes(text);
      });
      // However few rows remain, the page stays long enough for the fields to keep their place on the screen.
      section.style.minHeight = `${scrollY + innerHeight - section.offsetTop}px`;
      let shown = 0;
      for (const track of tracks) {
        const matches = tests.every((test) => test(track));
        shown += matches;
        if (track.row.hidden === matches) track.row.hidden = !matches;
      }
      table.hidden = !shown;
      found.textContent = shown
        ? `${shown.toLocaleString("en")} of ${total} ${tracks.length === 1 ? "track" : "tracks"}`
        : `No track matches; clear the filters to see all ${total}`;
      // A printed page has no fields, so it shows the filters as text.
      found.dataset.chosen = wanted.map(([name]) => inWords(form.elements[name])).join("; ");
    }

    function sortBy(key) {
      sort = key;
      const name = key.replace("-", "");
      const sign = key.startsWith("-") ? -1 : 1;
      for (const header of headers) {
        if (header.dataset.sort !== name) header.removeAttribute("aria-sort");
        else header.setAttribute("aria-sort", sign < 0 ? "descending" : "ascending");
      }
      // Always sort the first order, so that equal rows keep it.
      const sorted = name ? [...tracks].sort((a, b) => compare(a.sortedBy[name], b.sortedBy[name], sign)) : tracks;
      body.replaceChildren(...sorted.map((track) => track.row));
    }

    function addButton(header) {
      const name = header.dataset.sort;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...header.childNodes);
      button.addEventListener("click", () => {
        sortBy(sort === name ? `-${name}` : name);
        changed();
      });
      header.append(button);
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
  }

  // The name of a field and its choice, without indent and count.
  function inWords(field) {
    const text = field.selectedOptions?.[0].textContent.replace(/^(– )+| \([^ ]+\)$/g, "") ?? field.value;
    return `${field.labels[0].firstChild.textContent.trim()}: ${text}`;
  }

  // The Tab key stops here only if there is something to scroll.
  function stopAt(lanes) {
    if (lanes.scrollWidth > lanes.clientWidth) lanes.tabIndex = 0;
    else lanes.removeAttribute("tabindex");
  }

  function linkFilters() {
    for (const link of document.querySelectorAll("a[data-filter]")) link.hash = link.dataset.filter;
  }

  // What `prodash list --search` searches, one text per line: id, title, lines of the notes, workflows and projects.
  function searched(row) {
    const [title, , workflows, projects] = row.cells;
    const parts = [title, workflows, projects].flatMap((cell) => [...cell.querySelectorAll(SEARCHED)]);
    const texts = parts.flatMap((part) => Array.from(part.childNodes, (node) => node.textContent));
    return fold([row.dataset.ids, ...texts].join("\n"));
  }

  // Like `fold` in model/names/names.py: ignores case and accents. Vowel signs, as in Thai, are not accents.
  function fold(text) {
    // Converting to upper case turns "ß" into "ss".
    const small = text.toLowerCase().toUpperCase().toLowerCase();
    const decomposed = small.normalize("NFKD").toLowerCase().replaceAll("ς", "σ");
    // Accents are the marks that normalisation moves before U+0345, whose combining class is the highest.
    const isAccent = (mark) => mark === "\u0345" || !`\u0345${mark}`.normalize("NFD").startsWith("\u0345");
    const letters = decomposed.replace(/\p{M}/gu, (mark) => (isAccent(mark) ? "" : mark));
    const from = "ƀđðɖɗǥɠħıɨɉƙłƚɫɲŋøɵƥɍŧƭʉɏƴƶȥ‘’ʼ“”„‐–—";
    const to = "bddddgghiijklllnnooprttuyyzz'''\"\"\"---";
    fold.plain ??= new Map([...from].map((letter, at) => [letter, to[at]]));
    fold.plain.set("æ", "ae").set("œ", "oe").set("þ", "th");
    return letters.replace(/[^\x00-\x7f]/g, (letter) => fold.plain.get(letter) ?? letter);
  }

  // Rows without a value come last, in descending order too.
  function compare(a, b, sign) {
    if (a === undefined || b === undefined) return (a === undefined) - (b === undefined);
    return sign * (typeof a === "number" ? a - b : order.compare(a, b));
  }

  // Calls *what* when the user pauses.
  function soon(what) {
    let timer;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(what, 100);
    };
  }
}
