// The numbers and bars above the table, for the tracks that are selected.
const tiles = Array.from(document.querySelectorAll(".totals a[href]"), (link) => [link, parse(link.hash.slice(1)).get("due")]);
const bars = [...document.querySelectorAll(".bars tbody tr")];
const undated = document.querySelector(".undated a");

// *selected* are the tracks, the soonest due first.
function showNumbers(selected) {
  const byStage = grouped(selected, "stage");
  const byDue = grouped(selected, "due");
  showTiles(selected, byDue);
  showBars(byStage, selected.length);
  showLists(byStage, byDue);
  if (!undated) return;
  const number = byDue.get("none")?.length ?? 0;
  undated.textContent = undated.textContent.replace(/^\S+ tracks?/, inTracks(number));
  undated.parentElement.hidden = !number;
}

function showTiles(selected, byDue) {
  for (const [tile, whens] of tiles) {
    const number = whens ? whens.reduce((sum, when) => sum + (byDue.get(when)?.length ?? 0), 0) : selected.length;
    tile.lastElementChild.textContent = inDigits(number);
    if (whens?.includes("overdue")) tile.parentElement.classList.toggle("late", number > 0);
  }
}

function showBars(byStage, total) {
  const counts = bars.map((bar) => byStage.get(bar.dataset.stage) ?? []);
  const most = Math.max(1, ...counts.map((tracks) => tracks.length));
  bars.forEach((bar, at) => {
    const number = counts[at].length;
    const late = counts[at].filter(({ within }) => within.due.has("overdue")).length;
    const texts = [inDigits(number), `${wholePercent(number / (total || 1))}%`, late ? inDigits(late) : ""];
    bar.querySelector("rect").setAttribute("width", String(Number(((100 * number) / most).toFixed(2))));
    [...bar.cells].slice(2).forEach((cell, column) => (cell.textContent = texts[column]));
  });
}

function grouped(selected, field) {
  const groups = new Map();
  for (const track of selected) {
    for (const value of track.within[field]) {
      if (!groups.has(value)) groups.set(value, []);
      groups.get(value).push(track);
    }
  }
  return groups;
}
