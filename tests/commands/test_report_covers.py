"""report --covers shows the pictures beside the catalogue that tracks and projects name, and nothing from elsewhere."""

import os
import re
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.session import covers as session_covers
from prodash.storage.pictures import picture
from tests.conftest import Files, Ran
from tests.storage.covers import JPEG, WEBPS, chunk, png

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

RULE = re.compile(r"\.p-(\d+) \{ background-image: url\((.*?)\); \}")
SHOWN = re.compile(
    r'<a class="title" [^>]*><bdi>([^<]*)</bdi></a>(?:<span class="cover p-(\d+)" aria-hidden="true"></span>)?'
)


def page_of(root: Path) -> str:
    return (root / "report.html").read_text(encoding="utf-8")


def shown(html: str) -> dict[str, str]:
    """The picture of each title on the board, as a data: address; empty if it has none."""
    pictures = dict(RULE.findall(html))
    board = html.partition('<section id="board"')[2].partition('<section id="due"')[0]
    return {title: pictures[number] if number else "" for title, number in SHOWN.findall(board)}


def address(media_type: str, data: bytes) -> str:
    return f"data:image/{media_type};base64,{b64encode(data).decode()}"


RED, WIDE = png(), png(48, 16)
PLACES: Files = {
    "projects.yaml": "projects:\n  - {id: ep, cover: artwork/ep.webp}\n  - {id: sides, parent: ep}\n  - {id: film}\n",
    "artwork/ep.webp": WEBPS["lossy"],
    "artwork/a.png": JPEG,
    "cover.png": WIDE,
    "tracks/live/cover.png": RED,
    "tracks/a.yaml": "title: Own\nstage: seed\nprojects: ep\ncover: artwork/a.png\n",
    "tracks/b.yaml": "title: Of the project\nstage: seed\nprojects: [film, ep]\n",
    "tracks/c.yaml": "title: Of the project around it\nstage: seed\nprojects: sides\n",
    "tracks/live/d.yaml": "title: Beside the track first\nstage: seed\ncover: cover.png\n",
    "tracks/live/e.yaml": "title: Up and down\nstage: seed\ncover: ../../artwork/./ep.webp\n",
    "tracks/f.yaml": "title: In the catalogue\nstage: seed\ncover: cover.png\n",
    "tracks/g.yaml": "title: None\nstage: seed\nprojects: film\n",
}


def test_a_track_has_its_own_cover_or_that_of_its_project(catalogue: Make, run: Run) -> None:
    """The content tells the type, whatever the file is called; a picture is on the page once."""
    root = catalogue(PLACES)
    assert run("report", "--covers") == Ran(0, "", "report.html: a page of 7 tracks\n")
    html = page_of(root)
    of_the_project = address("webp", WEBPS["lossy"])
    assert shown(html) == {
        "Own": address("jpeg", JPEG),
        "Of the project": of_the_project,
        "Of the project around it": of_the_project,
        "Beside the track first": address("png", RED),
        "Up and down": of_the_project,
        "In the catalogue": address("png", WIDE),
        "None": "",
    }
    assert (html.count(";base64,"), len(RULE.findall(html))) == (4, 4)
    assert "default-src &#39;none&#39;; img-src data:; style-src" in html
    assert html.count('class="cover ') == 12 + 1


def test_a_project_shows_its_own_cover_beside_its_stages(catalogue: Make, run: Run) -> None:
    """One inside another has that of its own alone, as it stands below the other."""
    root = catalogue({**PLACES, "tracks/c.yaml": "stage: seed\nprojects: sides\n"})
    assert run("report", "report.html", "c", "--covers").code == 0
    html = page_of(root)
    shown_there = re.findall(
        r'(?s)<tr><th scope="row">(?:<span class="cover p-(\d+)"[^>]*></span>)?<div>.*?<bdi>(.*?)</bdi>',
        html.partition('<section id="projects"')[2].partition("</section>")[0],
    )
    assert shown_there == [("0", "Ep"), ("", "Sides")]
    assert RULE.findall(html) == [("0", address("webp", WEBPS["lossy"]))]


@pytest.mark.parametrize("argv", [(), ("--no-details",)], ids=["plain", "without details"])
def test_a_report_has_pictures_only_with_covers(argv: tuple[str, ...], catalogue: Make, run: Run) -> None:
    """--no-details leaves out the name of the file, and --covers shows the picture all the same."""
    root = catalogue(PLACES)
    assert run("report", *argv).code == 0
    html = page_of(root)
    assert [word for word in (";base64,", 'class="cover', "p-0") if word in html] == []
    assert run("report", "--covers", *argv).code == 0
    assert ("artwork/a.png" in page_of(root), ";base64," in page_of(root)) == (not argv, True)


def test_a_page_about_some_tracks_has_the_covers_of_no_other(catalogue: Make, run: Run) -> None:
    """But that of its project."""
    root = catalogue(PLACES)
    assert run("report", "--covers", "report.html", "a").code == 0
    assert shown(page_of(root)) == {"Own": address("jpeg", JPEG)}
    own, of_the_project = address("jpeg", JPEG), address("webp", WEBPS["lossy"])
    assert RULE.findall(page_of(root)) == [("0", own), ("1", of_the_project)]


NOT_RELATIVE = "its path is not relative to the catalogue"
LINK = "it is a link, and the page loads nothing; save the picture in the catalogue"
CONTROLS = "its name has control characters or several lines"
HIDDEN = "it is hidden, or in a hidden folder"
NOWHERE = "it is neither beside the track's file nor in the catalogue"
REFUSED = {
    "up and out": ("../../outside.png", "it is not inside the catalogue"),
    "up and out and in again": ("../../music/cover.png", "it is not inside the catalogue"),
    "absolute": ("/etc/passwd", NOT_RELATIVE),
    "home": ("~/cover.png", NOT_RELATIVE),
    "a drive": ("C:\\\\cover.png", NOT_RELATIVE),
    "a drive without a folder": ("c:cover.png", NOT_RELATIVE),
    "a backslash": ("artwork\\\\a.png", "its path has a backslash; write / between folders"),
    "a link of the web": ("https://example.org/x.png", LINK),
    "a link without a scheme": ("//example.org/x.png", LINK),
    "a link to a file": ("file:///etc/passwd", LINK),
    "data": ("data:image/png;base64,AAAA", LINK),
    "a NUL": ("cover.png\\0.jpg", CONTROLS),
    "an escape": ("\\e[31mcover.png", CONTROLS),
    "two lines": ("cover\\n::error::.png", CONTROLS),
    "another direction": ("\\u202Egnp.revoc", CONTROLS),
    "git": (".git/x.png", HIDDEN),
    "what prodash keeps": (".prodash/x.png", HIDDEN),
    "nothing there": ("gone.png", NOWHERE),
    "nothing there in a file": ("cover.png/x.png", NOWHERE),
    "a name that is too long": ("x" * 300, "File name too long"),
    "a folder": ("artwork", "it is a folder"),
    "the catalogue": ("..", "it is not inside the catalogue"),
    "the folder of the track": (".", "it is a folder"),
    "a pipe": ("pipe.png", "it is not a regular file"),
    "a link": ("link.png", "it is a link"),
    "a link to the outside": ("out.png", "it is a link"),
    "a link to nothing": ("loose.png", "it is a link"),
    "a folder that is a link": ("linked/a.png", "its folder linked is a link"),
    "an SVG": ("x.svg", "it is not a PNG, JPEG or WebP picture"),
    "a lying ending": ("lie.png", "it is not a PNG, JPEG or WebP picture"),
    "an empty file": ("empty.png", "it is not a PNG, JPEG or WebP picture"),
    "half a file": ("half.png", "it is damaged, or not whole"),
    "a large file": ("large.png", "it is larger than 200 KB"),
    "a list": ("[cover.png, cover.png]", NOWHERE),
}
FILES: Files = {
    "cover.png": RED,
    "artwork/a.png": RED,
    "x.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "lie.png": "<script>alert(1)</script>",
    "empty.png": "",
    "half.png": RED[:50],
    "large.png": png(24, 16, chunk(b"tEXt", bytes(200 * 1024))),
    ".prodash/x.png": RED,
}


@pytest.mark.skipif(os.name == "nt", reason="needs links and pipes of POSIX")
def test_what_is_no_picture_of_the_catalogue_is_said_and_the_page_stays(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_covers, "_MOST_REMARKS", len(REFUSED))
    named = {
        f"tracks/{name.replace(' ', '-')}.yaml": text if text.startswith("[") else f'"{text}"'
        for name, (text, _) in REFUSED.items()
    }
    tracks = {path: f"stage: seed\ncover: {text}\n" for path, text in named.items()}
    root = catalogue({**FILES, **tracks})
    (root.parent / "outside.png").write_bytes(RED)
    (root / "link.png").symlink_to("cover.png")
    (root / "out.png").symlink_to(root.parent / "outside.png")
    (root / "loose.png").symlink_to("gone")
    (root / "linked").symlink_to("artwork")
    os.mkfifo(root / "pipe.png")
    ran = run("report", "--covers", "--no-details")
    *told, page = ran.err.splitlines()
    assert (ran.code, ran.out, page) == (0, "", f"report.html: a page of {len(REFUSED)} tracks")
    remark = re.compile(r"(tracks/\S*): the cover .* is not shown: (.*)")
    found = dict(match.groups() for match in map(remark.fullmatch, told) if match)
    assert found == dict(zip(named, (reason for _, reason in REFUSED.values()), strict=True))
    html = page_of(root)
    assert (len(told), [word for word in (";base64,", 'class="cover') if word in html]) == (len(REFUSED), [])


def test_a_cover_of_a_project_is_in_the_catalogue(catalogue: Make, run: Run) -> None:
    files = {"projects.yaml": "projects: [{id: ep, cover: gone.png}]\n"}
    catalogue({**files, **{f"tracks/{n}.yaml": "stage: seed\nprojects: ep\n" for n in "ab"}})
    told = "projects.yaml: the cover 'gone.png' is not shown: it is not in the catalogue\n"
    assert run("report", "--covers") == Ran(0, "", f"{told}report.html: a page of 2 tracks\n")


@pytest.mark.skipif(os.name == "nt", reason="needs links")
def test_tracks_in_a_folder_that_is_a_link_have_covers_in_the_catalogue(catalogue: Make, run: Run) -> None:
    root = catalogue({"cover.png": RED, "tracks/c.yaml": "stage: seed\n"})
    shared = root.parent / "shared"
    shared.mkdir()
    (shared / "a.yaml").write_text("title: A\nstage: seed\ncover: cover.png\n")
    (shared / "b.yaml").write_text("title: B\nstage: seed\ncover: other.png\n")
    (shared / "other.png").write_bytes(RED)
    (root / "tracks/shared").symlink_to(shared)
    ran = run("report", "--covers")
    told = "tracks/shared/b.yaml: the cover 'other.png' is not shown: its folder shared is a link"
    assert (ran.code, ran.err.splitlines()) == (0, [told, "report.html: a page of 3 tracks"])
    assert shown(page_of(root)) == {"A": address("png", RED), "B": "", "C": ""}


def test_a_picture_that_becomes_a_link_meanwhile_is_not_read(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from prodash.storage.disk.open_folder import OpenFolder

    root = catalogue({"art/cover.png": RED, "tracks/a.yaml": "stage: seed\ncover: art/cover.png\n"})
    (root.parent / "outside.png").write_bytes(WIDE)
    read = OpenFolder.read

    def late(folder: OpenFolder, name: str, max_bytes: int) -> bytes:
        if name == "cover.png":
            (root / "art" / name).unlink()
            (root / "art" / name).symlink_to(root.parent / "outside.png")
        return read(folder, name, max_bytes)

    monkeypatch.setattr(OpenFolder, "read", late)
    ran = run("report", "--covers")
    assert (ran.code, "is not shown: it has become a link meanwhile" in ran.err) == (0, True)
    assert ";base64," not in page_of(root)


def test_all_pictures_together_have_a_limit_and_remarks_do_not_go_on_for_ever(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first ones are shown; a picture that is on the page already needs no room."""
    monkeypatch.setattr(session_covers, "MAX_TOTAL_BYTES", 1 << 20)
    big = [png(8, 8, chunk(b"iCCP", bytes([n]) * (200 * 1000))) for n in range(18)]
    files = {f"{n:02}.png": data for n, data in enumerate(big)}
    tracks = {f"tracks/{n:02}.yaml": f"stage: seed\ncover: {n:02}.png\n" for n in range(18)}
    root = catalogue({**files, **tracks, "tracks/99.yaml": "stage: seed\ncover: 00.png\n"})
    ran = run("report", "--covers")
    reason = "all pictures of the page together may have 1 MB at most"
    told = [f"tracks/{n:02}.yaml: the cover '{n:02}.png' is not shown: {reason}" for n in range(5, 15)]
    end = ["3 more covers not shown", "report.html: a page of 19 tracks"]
    assert (ran.code, ran.err.splitlines()) == (0, [*told, *end])
    assert [bool(url) for url in shown(page_of(root)).values()] == [True] * 5 + [False] * 13 + [True]


def test_the_limits_are_those_of_the_docs() -> None:
    docs = (Path(__file__).parents[2] / "docs/report.md").read_text(encoding="utf-8")
    side = f"{picture.MAX_SIDE:,} × {picture.MAX_SIDE:,} pixels"
    limits = f"{picture.MAX_BYTES >> 10} KB", f"{session_covers.MAX_TOTAL_BYTES >> 20} MB", side
    assert [limit for limit in limits if limit not in docs] == []
