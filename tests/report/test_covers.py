"""Covers in a real browser: it can show each of them, and they never move anything."""

from pathlib import Path
from typing import Any

import pytest

from prodash.cli import main
from tests.browser import CHROMIUM, MISSING, opened
from tests.conftest import write_files
from tests.report.seen import PHONE
from tests.storage.covers import JPEG, WEBPS, chunk, exif, jpeg, png, segment, webp

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=MISSING)

PICTURES = {
    **WEBPS,
    "photo": JPEG,
    "on-its-side": jpeg(segment(0xE1, exif(6)), segment(0xFE, b"comment")),
    "plain": png(),
    "comment": png(24, 16, chunk(b"tEXt", b"Comment\0x")),
    "place": webp((b"EXIF", b"x"), flags=0b0010_1000),
}

SIZES = """async () => {
  const rules = [...document.styleSheets[0].cssRules].filter((rule) => rule.selectorText?.startsWith(".p-"));
  return Promise.all(rules.map(async (rule) => {
    const image = new Image();
    image.src = rule.style.backgroundImage.slice(5, -2);
    await image.decode();
    return [image.naturalWidth, image.naturalHeight];
  }));
}"""

PLACES = """(table) => {
  const left = (one) => one.getBoundingClientRect().left;
  const boxes = [...table.querySelectorAll(".cover")].map((one) => one.getBoundingClientRect());
  const inside = [...table.querySelectorAll(".cover")].every((one) =>
    one.getBoundingClientRect().bottom <= one.closest("tr").getBoundingClientRect().bottom);
  return {
    titles: new Set([...table.querySelectorAll(".title")].map(left)).size,
    sizes: [...new Set(boxes.map(({ width, height }) => `${width}x${height}`))],
    inside,
  };
}"""


@pytest.fixture(scope="module")
def covered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("covered")
    tracks = {f"tracks/{name}.yaml": f"stage: s\ncover: {name}.png\n" for name in PICTURES}
    files = {f"{name}.png": data for name, data in PICTURES.items()}
    more = {"stages.yaml": "stages: [s]\n", "tracks/without.yaml": "stage: s\n"}
    write_files(root, {**more, **tracks, **files})
    page = root / "report.html"
    assert main(["-C", str(root), "report", str(page), "--covers", "--quiet"]) == 0
    return page


def test_the_browser_shows_each_picture_the_right_side_up_in_one_size_and_nothing_moves(
    browser: Any, covered: Path
) -> None:
    with opened(browser, covered) as page:
        sizes = page.evaluate(SIZES)
        table, found = page.locator("#table"), []
        for medium in ("print", "screen"):
            page.emulate_media(media=medium)
            found.append(table.evaluate(PLACES))
        page.set_viewport_size(PHONE)
        found.append(table.evaluate(PLACES))
        on_paper = table.locator(".cover").first.evaluate("(one) => getComputedStyle(one).printColorAdjust")
    # Two of the pictures are those without a comment or a place.
    assert sorted(map(tuple, sizes)) == [(16, 24), *[(24, 16)] * (len(PICTURES) - 3)]
    assert (found, on_paper) == ([{"titles": 1, "sizes": ["32x32"], "inside": True}] * 3, "exact")


BROKEN_WORDS = """(names) => names.flatMap((name) => {
  const text = document.createTreeWalker(name, NodeFilter.SHOW_TEXT);
  const broken = [];
  while (text.nextNode()) for (const word of text.currentNode.data.matchAll(/\\S+/g)) {
    const range = new Range();
    range.setStart(text.currentNode, word.index);
    range.setEnd(text.currentNode, word.index + word[0].length);
    if (new Set([...range.getClientRects()].map(({ top }) => top)).size > 1) broken.push(word[0]);
  }
  return broken;
})"""


@pytest.mark.parametrize(("width", "media"), [(1280, "screen"), (740, "screen"), (700, "print")])
def test_a_cover_leaves_the_name_of_a_project_room_for_whole_words(
    browser: Any, tmp_path: Path, width: int, media: str
) -> None:
    names = "projects:\n- {id: out, name: Label Compilation Vol. 3, cover: a.png}\n- {id: in, name: Sketches, parent: out}\n"
    tracks = {"tracks/a.yaml": "stage: s\nprojects: in\ndue: 2026-12-01\n"}
    write_files(tmp_path, {"stages.yaml": "stages: [s]\n", "projects.yaml": names, "a.png": png(), **tracks})
    page = tmp_path / "report.html"
    assert main(["-C", str(tmp_path), "report", str(page), "--covers", "--quiet"]) == 0
    with opened(browser, page, viewport={"width": width, "height": 900}) as shown:
        shown.emulate_media(media=media)
        covers = shown.locator(".projects .cover").count()
        assert (covers, shown.locator(".projects .entry").evaluate_all(BROKEN_WORDS)) == (1, [])
