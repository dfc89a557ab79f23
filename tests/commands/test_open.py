"""open: links and files that a field names, and what no program may get from a catalogue of somebody else."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Files, Opened, Ran
from tests.surroundings import in_terminal

Make = Callable[[Files], Path]
Run = Callable[..., Ran]


def track(*lines: str) -> Files:
    return {"tracks/ep/a.yaml": "\n".join(["stage: seed", *lines, ""])}


LINKS = {
    "https": "https://example.org/a?b=c&d=$(x);e#f",
    "http": "http://example.org",
    "in capitals": "HTTPS://EXAMPLE.org/é",
    "with a port and a user": "https://mia@example.org:8080/x'y",
}


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_a_link_is_one_argument_of_the_opener(link: str, catalogue: Make, run: Run, opened: Opened) -> None:
    catalogue(track(f'link: "{link}"'))
    assert run("open", "a") == Ran(0, "", f"opened {link}\n")
    assert opened() == ["--new", link]


PLACES = {
    "beside the track's file": ("demo.wav", "tracks/ep/demo.wav"),
    "in the catalogue": ("audio/demo take 1.WAV", "audio/demo take 1.WAV"),
    "up from the track's file": ("../../art/cover.png", "art/cover.png"),
    "in another script": ("audio/怪獣.flac", "audio/怪獣.flac"),
    "with signs of a shell": ("audio/$(x);&'.mp3", "audio/$(x);&'.mp3"),
}


@pytest.mark.parametrize(("text", "path"), PLACES.values(), ids=PLACES)
def test_a_file_is_found(text: str, path: str, catalogue: Make, run: Run, opened: Opened) -> None:
    root = catalogue({**track(f'file: "{text}"'), path: ""})
    assert run("open", "a", "file") == Ran(0, "", f"opened {path}\n")
    assert opened() == ["--new", os.path.realpath(root / path)]


def test_the_file_beside_the_track_comes_first(catalogue: Make, run: Run, opened: Opened) -> None:
    root = catalogue({**track("file: x.wav"), "x.wav": "", "tracks/ep/x.wav": ""})
    assert run("open", "a").code == 0
    assert opened() == ["--new", os.path.realpath(root / "tracks/ep/x.wav")]


def test_a_project_may_be_a_folder(catalogue: Make, run: Run, opened: Opened) -> None:
    root = catalogue({**track("project: Dune.logicx"), "Dune.logicx/data": ""})
    assert run("open", "a") == Ran(0, "", "opened Dune.logicx\n")
    assert opened() == ["--new", os.path.realpath(root / "Dune.logicx")]


SCHEME = "only links with http:// or https:// and a host are opened, and files"
REFUSED = {
    "a script": ("javascript:alert(1)", SCHEME),
    "a file as a link": ("file:///etc/passwd.txt", SCHEME),
    "data": ("data:text/html,x", SCHEME),
    "a link without a host": ("https:///x.wav", SCHEME),
    "a link with a space": ("https://a.b/x y.wav", SCHEME),
    "a link with a backslash": ("https://a.b\\\\c", SCHEME),
    "mail": ("mailto:a@b.c", SCHEME),
    "an option": ("--gpu-launcher=x.wav", "a program could take it for an option"),
    "another computer": ("\\\\\\\\host\\\\share\\\\x.wav", "it is on another computer"),
    "another computer with slashes": ("//host/share/x.wav", "it is on another computer"),
    "a control character": ("x\\e[31m.wav", "it has control characters or several lines"),
    "another direction": ("x\\u202Evaw.exe.wav", "it has control characters or several lines"),
    "two lines": ("https://a.b\\nc", "it has control characters or several lines"),
    "nothing there": ("gone.wav", "it is neither beside the track's file nor in the catalogue"),
    "nothing there from the top": ("/gone/x.wav", "it does not exist"),
    "a folder": ("folder.wav", "it is a folder"),
    "a program": ("run.wav", "it is marked as a program; 'chmod -x' takes the mark away"),
    "a link to another type": ("link.wav", "it is a link to run.sh, which has another type"),
    "a pipe": ("pipe.wav", "it is not a regular file"),
}


@pytest.mark.skipif(os.name == "nt", reason="needs links, pipes and modes of POSIX")
@pytest.mark.parametrize(("text", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_link_and_no_harmless_file_is_refused(
    text: str, reason: str, catalogue: Make, run: Run, opened: Opened
) -> None:
    root = catalogue({**track(f'file: "{text}"'), "run.wav": "", "run.sh": "", "folder.wav/x": ""})
    (root / "run.wav").chmod(0o755)
    (root / "link.wav").symlink_to("run.sh")
    os.mkfifo(root / "pipe.wav")
    ran = run("open", "a", "file")
    assert (ran.code, ran.out, ran.err.partition("which is not opened: ")[2]) == (4, "", f"{reason}\n")
    assert opened() is None


@pytest.mark.parametrize("name", ["run.sh", "page.html", "x.exe", "x.desktop", "x.svg", "Dune.app", "x"])
def test_a_file_of_another_type_is_refused(name: str, catalogue: Make, run: Run, opened: Opened) -> None:
    catalogue({**track(f"file: {name}"), name: ""})
    ran = run("open", "a", "file")
    assert (
        ran.code,
        ran.err.startswith(f"prodash: file is {name!r}, which is not opened: files are opened if"),
    ) == (4, True)
    assert opened() is None


def test_a_file_outside_is_refused_where_nobody_can_be_asked(
    catalogue: Make, run: Run, opened: Opened
) -> None:
    root = catalogue(track("file: ../../../outside.wav"))
    outside = root.parent / "outside.wav"
    outside.write_text("")
    real = os.path.realpath(outside)
    reason = f"{real} is outside the catalogue; on a terminal, prodash asks about it"
    said = f"prodash: file is '../../../outside.wav', which is not opened: {reason}\n"
    assert (run("open", "a"), opened()) == (Ran(4, "", said), None)


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX terminal")
@pytest.mark.parametrize(("answer", "code"), [(b"y\n", 0), (b"\n", 4)], ids=["yes", "no"])
def test_a_terminal_asks_about_a_file_outside(
    answer: bytes, code: int, catalogue: Make, opened: Opened
) -> None:
    root = catalogue(track("file: link.wav"))
    outside = root.parent / "outside.wav"
    outside.write_text("")
    (root / "link.wav").symlink_to(outside)
    ran = in_terminal(["open", "a"], cwd=root, columns=400, typed=answer, when="[y/N]")
    assert (ran[0], f"Open {os.path.realpath(outside)}, which is outside the catalogue?" in ran[1]) == (
        code,
        True,
    )
    assert opened() == (None if code else ["--new", os.path.realpath(outside)])


SEVERAL = ("demo: x.wav", "links: [https://a.b, ftp://a.b, https://c.d]", "mood: dark", "bpm: 120")


def test_several_things_are_listed(catalogue: Make, run: Run, opened: Opened) -> None:
    catalogue({**track(*SEVERAL), "x.wav": ""})
    listed = "demo: x.wav; links: https://a.b; links: https://c.d"
    message = f"prodash: 'a' names several things to open, and nobody can choose here: {listed}\n"
    assert (run("open", "a"), opened()) == (Ran(2, "", message), None)
    assert run("open", "a", "demo") == Ran(0, "", "opened x.wav\n")


@pytest.mark.skipif(os.name == "nt", reason="needs a POSIX terminal")
def test_a_terminal_lets_the_user_choose(catalogue: Make, opened: Opened) -> None:
    root = catalogue({**track(*SEVERAL), "x.wav": ""})
    code, shown = in_terminal(["open", "a"], cwd=root, typed=b"3\n", when="[1-3]")
    assert (code, opened(), "  2  links  https://a.b" in shown) == (0, ["--new", "https://c.d"], True)


SET_ONE = "set one, as in 'prodash set file=PATH a' or link=https://…"
NOTHING = {
    "no field": ((), 2, f"no field of 'a' names a link or a file to open; {SET_ONE}"),
    "an empty field": (("empty",), 2, f"empty of 'a' names nothing to open; {SET_ONE}"),
    "a number": (("bpm",), 2, f"bpm of 'a' names nothing to open; {SET_ONE}"),
    "a field of prodash": (
        ("title",),
        2,
        "title names nothing to open; name a custom field with a link or a file",
    ),
    "a column": (("urgency",), 2, "urgency names nothing to open; name a custom field with a link or a file"),
    "another case": (
        ("BPM",),
        2,
        "BPM of 'a' names nothing to open; set one, as in 'prodash set file=PATH a' or link=https://…",
    ),
    "no track's field": (("bmp",), 3, "unknown field 'bmp'; did you mean 'bpm'?"),
}


@pytest.mark.parametrize(("words", "code", "message"), NOTHING.values(), ids=NOTHING)
def test_a_field_that_names_nothing_is_answered_with_what_to_do(
    words: tuple[str, ...], code: int, message: str, catalogue: Make, run: Run, opened: Opened
) -> None:
    catalogue(track("bpm: 120", "empty:", "code: javascript:x.wav"))
    assert (run("open", "a", *words), opened()) == (Ran(code, "", f"prodash: {message}\n"), None)


def test_an_opener_that_fails_or_is_missing_is_said(
    catalogue: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = catalogue({**track("link: https://a.b"), "here": "#!/bin/sh\n"})
    (root / "here").chmod(0o755)
    monkeypatch.setenv("PRODASH_OPENER", f'"{sys.executable}" -c "import sys; sys.exit(3)"')
    assert (
        run("open", "a").err
        == f"prodash: {sys.executable} could not open 'https://a.b'; its exit code is 3\n"
    )
    monkeypatch.setenv("PATH", f"{os.pathsep}{os.curdir}")
    monkeypatch.setenv("PRODASH_OPENER", "here")
    advice = "name one that opens links and files in PRODASH_OPENER"
    assert run("open", "a") == Ran(5, "", f"prodash: there is no program 'here'; {advice}\n")
