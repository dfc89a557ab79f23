"""Report page: how long a browser takes for a page of many tracks.

Example: python -m benchmarks.report_page --sizes 5000,20000
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.catalogues import make_yaml
from benchmarks.page import table
from tests.browser import chromium

WIDTH, HEIGHT = 1280, 800
WORKS = ("first paint", "ready", "search", "choice", "sort", "show all", "scroll")
"""What is measured, in the order of the table; all in milliseconds."""

MEASURE = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const timed = async (act) => {
    const found = document.querySelector("[role=status]");
    const before = found.textContent;
    const from = performance.now();
    act();
    // A field answers when the user pauses, and a box at once, but not before this returns.
    if (act.waits) while (found.textContent === before) await new Promise((done) => setTimeout(done));
    await frame();
    return performance.now() - from;
  };
  const typed = (name, value) => Object.assign(() => {
    const field = document.querySelector(`[name=${name}]`);
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }, { waits: true });
  const chosen = () => Object.assign(() => document.querySelector("[name=stage][value=mixing]").click(), { waits: true });
  const click = (selector) => () => document.querySelector(selector)?.click();
  const [entry] = performance.getEntriesByType("navigation");
  const painted = () => performance.getEntriesByName("first-contentful-paint")[0];
  while (!painted()) await new Promise(requestAnimationFrame);
  const found = { "first paint": painted().startTime, ready: entry.domContentLoadedEventEnd };
  found.search = await timed(typed("q", "track 12"));
  await timed(typed("q", ""));
  found.choice = await timed(chosen());
  await timed(chosen());
  found.sort = await timed(click("th[data-sort=due] button"));
  found["show all"] = await timed(click("#more :last-child"));
  const frames = [];
  for (let step = 0; step < 30; step += 1) frames.push(await timed(() => scrollBy({ top: innerHeight, behavior: "instant" })));
  found.scroll = Math.max(...frames);
  return found;
}"""


def main() -> None:
    """Measure as asked, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.report_page", description=__doc__)
    parser.add_argument(
        "--sizes", default="100,5000,20000", metavar="N,N", help="tracks of each page (default: %(default)s)"
    )
    parser.add_argument("--runs", type=int, default=5, help="times that each page is opened (default: 5)")
    asked = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        for tracks in map(int, asked.sizes.split(",")):
            file = made(Path(folder) / str(tracks), tracks)
            results = [measured(browser, file) for _ in range(asked.runs)]
            rows.append([f"{tracks:,}", f"{file.stat().st_size / 1e6:.1f} MB", *medians(results)])
    print(table(["tracks", "size", *WORKS], rows), end="")


def made(folder: Path, tracks: int) -> Path:
    """The page of a catalogue of so many tracks."""
    folder.mkdir()
    make_yaml(folder, tracks)
    file = folder / "report.html"
    command = [sys.executable, "-m", "prodash", "-C", str(folder), "report", str(file), "--quiet"]
    subprocess.run(command, check=True)
    return file


def measured(browser: Any, file: Path) -> Mapping[str, float]:
    """The milliseconds of each work, in a window of its own."""
    with browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}) as surroundings:
        page = surroundings.new_page()
        page.goto(file.as_uri())
        found: Mapping[str, float] = page.evaluate(MEASURE)
        return found


def medians(results: Sequence[Mapping[str, float]]) -> Sequence[str]:
    """The median of each work."""
    return [f"{statistics.median(result[work] for result in results):,.0f} ms" for work in WORKS]


if __name__ == "__main__":
    main()
