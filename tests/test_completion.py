"""What is offered when TAB is pressed: the whole answer that a shell's script gets."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from prodash.completion.answer import main
from prodash.completion.candidates import MAX_OFFERED
from prodash.model.catalogue.fields import USUAL_LINE
from prodash.model.names.keywords import PAST_PHRASES
from prodash.storage.index.file import IndexFile, read_index
from prodash.storage.index.status import status_of
from prodash.storage.index.write import write_index
from prodash.storage.read.entry_names import entry_names
from tests.conftest import EXAMPLE, YAML_MODULES, Files, Ran, read_all, secret_file
from tests.history.example import example_repository
from tests.history.repository import git, make_repository
from tests.surroundings import environment, start
from tests.test_layers import HEAVY

Make = Callable[[Files], Path]
Answer = Callable[..., Ran]

LONG_AGO = 1_700_000_000


@pytest.fixture
def answer(capsys: pytest.CaptureFixture[str]) -> Answer:
    """What prodash says to a script that asks with these arguments."""

    def ask(*argv: str) -> Ran:
        code = main(argv)
        return Ran(code, *capsys.readouterr())

    return ask


@pytest.fixture
def music(tmp_path: Path) -> Path:
    """A copy of the example catalogue, its vocabularies not changed lately, in the current folder."""
    shutil.copytree(EXAMPLE, tmp_path, ignore=shutil.ignore_patterns(".prodash"), dirs_exist_ok=True)
    for path in tmp_path.glob("*.yaml"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    return tmp_path


STAGES = {
    "seed": "Seed",
    "writing": "Writing",
    "recorded": "Recorded",
    "mixing": "Mixing",
    "ready-to-release": "Ready to Release",
    "published": "Published",
    "archived": "Archived",
}
PROJECTS = {
    "summer-ep": "Summer EP",
    "night-shift": "Night Shift",
    "night-shift-b-sides": "B-Sides",
    "harbour": "Harbour (film)",
}
DAYS = [
    "today",
    "tomorrow",
    "yesterday",
    "eow",
    "eom",
    "eoy",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "+3d",
    "+1w",
    "+2w",
    "+1m",
    "+1y",
]


def all_of(names: dict[str, str], start: str = "") -> str:
    return "".join(f"{start}{name} \t{help_of}\n" for name, help_of in names.items())


def plain(*names: str) -> str:
    return "".join(f"{name} \t\n" for name in names)


OFFERED = {
    "a command": ("li", "", "list \tList tracks by stage and then by due date\n"),
    "no such command": ("x", "", ""),
    "behind no such command": ("", "lits", ""),
    "a sub-command": ("mo", "stages", "move \tMove a stage to another place in the order\n"),
    "an option": ("--st", "list", "--stage \tIn stage A or B\n--style \tShow a table in this frame: plain, rounded, grid, outline, heavy, double, simple\n"),
    "a short option": ("-s", "list", "-s \tIn stage A or B\n"),
    "an option that is given": ("--dr", "set -n", ""),
    "an option of every command": ("--cat", "show", "--catalogue \tThe catalogue's folder, else $PRODASH_CATALOGUE\n"),
    "an option behind --": ("--st", "list --", ""),
    "stages": ("", "list --stage", all_of(STAGES)),
    "a stage behind =": ("--stage=m", "list", "--stage=mixing \tMixing\n"),
    "a stage behind a letter": ("-sm", "list", "-smixing \tMixing\n"),
    "a stage behind letters": ("-asm", "list", "-asmixing \tMixing\n"),
    "a stage in capitals": ("MIX", "list -s", "mixing \tMixing\n"),
    "a second stage": ("seed,re", "list -s", "seed,recorded \tRecorded\nseed,ready-to-release \tReady to Release\n"),
    "no stage twice": ("mixing,m", "list -s", ""),
    "not-stage": ("p", "list --not-stage", "published \tPublished\n"),
    "past": ("p", "list --past", "published \tPublished\n"),
    "before": ("p", "list --before", "published \tPublished\n"),
    "one stage only": ("seed,", "list --past", ""),
    "a workflow": ("ma", "list -w", "mastering \tMastering\n"),
    "workflows": ("mixing,vocals+ma", "list --workflow", "mixing,vocals+mastering \tMastering\n"),
    "no workflow": ("no", "list --not-workflow", plain("none")),
    "after one of two, any": ("no", "list --workflow mixing, --workflow", plain("none")),
    "none after a comma": ("vocals,no", "list --workflow", plain("vocals,none")),
    "no none after a plus": ("vocals+no", "list --workflow", ""),
    "nothing after none and a plus": ("none+", "list --workflow", ""),
    "the same for projects": ("summer-ep+no", "list --project", ""),
    "and for those left out": ("a,summer-ep+no", "list --not-project", ""),
    "projects": ("", "list --project", plain("none") + all_of(PROJECTS)),
    "due": ("", "list --due", plain("overdue", "week", "month", "q1", "q2", "q3", "q4", "none", "any", *DAYS)),
    "a second due": ("overdue,tod", "list --due", plain("overdue,today")),
    "a span of days": ("today..eo", "list --due", plain("today..eow", "today..eom", "today..eoy")),
    "custom fields": ("c", "list --where", "client\t\ncollaborators\t\n"),
    "a condition": ("bp", "list --where", "".join(f"bpm{sign}\t\n" for sign in ("", "=", "!=", ">=", "<=", "<", ">", "~"))),
    "a condition on a stage": ("stage>=mi", "list --where", "stage>=mixing \tMixing\n"),
    "a condition on any field": ("wor", "list --where", "".join(f"workflows{sign}\t\n" for sign in ("", "=", "!=", ">=", "<=", "<", ">", "~"))),
    "a condition on the history": ("ag", "list --where", "".join(f"age{sign}\t\n" for sign in ("", "=", "!=", ">=", "<=", "<", ">", "~"))),
    "a condition on a day of the history": ("moved>=yes", "list --where", plain("moved>=yesterday")),
    "a day of the history": ("to", "list --moved-since", plain("today")),
    "a length of time in a stage": ("3", "set stage=mixing --in-stage-for", plain("30d", "3m")),
    "columns of the history": ("id,ag", "list --columns", plain("id,age", "id,age_is_lower_bound")),
    "a missing key": ("!bp", "list --where", plain("!bpm")),
    "what to put together by": ("w", "board --by", plain("workflow")),
    "a custom field to put together by": ("bp", "breakdown --by", plain("bpm")),
    "a format": ("j", "list -f", plain("json", "jira")),
    "a colour of the terminal": ("", "--color", plain("auto", "always", "never")),
    "columns": ("id,du", "list --columns", plain("id,due", "id,due_from")),
    "a custom field for a column": ("bp", "list --columns", plain("bpm")),
    "a custom field to list in groups by": ("bp", "list --group-by", plain("bpm")),
    "another field to add up": ("bpm,ke", "list --sum", plain("bpm,key")),
    "columns by project": (
        "",
        "breakdown --by project --columns",
        plain("group", "name", "colour", "without_stage", "tracks") + all_of(STAGES),
    ),
    "columns by project, turned around": ("-mi", "breakdown --by=bpm --sort", "-mixing \tMixing\n"),
    "columns by stage": ("o", "breakdown --by stage --columns", plain("overdue")),
    "columns of stages": ("na", "stages --columns", plain("name")),
    "sorted": ("stage,-du", "list --sort", plain("stage,-due", "stage,-due_from")),
    "sorted by a custom field": ("-bp", "list --sort", plain("-bpm")),
    "sorted upwards": ("due_", "list --sort", plain("due_from")),
    "a preset": ("", "init --preset", plain("growth", "music")),
    "a kind": ("", "stages add X --kind", plain("active", "finished", "archived")),
    "a colour": ("dark", "stages add X --colour", plain("dark green", "dark slate")),
    "a parent": ("h", "projects add X --parent", "harbour \tHarbour (film)\n"),
    "the day of a project": ("tom", "projects add X --due", plain("tomorrow")),
    "a place": ("m", "stages add X --after", "mixing \tMixing\n"),
    "an old name": ("art", "workflows rename", "artwork \tArtwork\n"),
    "a new name": ("", "workflows rename artwork", ""),
    "an entry to set": ("artw", "workflows set", "artwork \tArtwork\n"),
    "a key of a workflow": ("c", "workflows set artwork", "collaborator-needed \tCollaborator needed\ncolour=\t\ncategory=\t\n"),
    "a colour to set": ("colour=pu", "stages set mixing", "colour=purple \t\n"),
    "a kind to set": ("kind=f", "stages set mixing", "kind=finished \t\n"),
    "a parent to set": ("parent=harb", "projects set summer-ep", "parent=harbour \tHarbour (film)\n"),
    "a day": ("due=tom", "projects set summer-ep", "due=tomorrow \t\n"),
    "a length": ("due+=2", "projects set summer-ep", "due+=2w \t\n"),
    "a field to rename": ("isr", "fields rename", plain("isrc")),
    "a type": ("le", "fields add isrc --type", plain("length")),
    "a type to set": ("type=le", "fields set isrc", plain("type=length")),
    "a flag": ("list=t", "fields set isrc", plain("list=true")),
    "a short verb": ("dun", "next", "dune \t\n"),
    "an archived track": ("", "restore", plain("on-the-run", "untitled-7") + all_of(STAGES)),
    "no other track to restore": ("du", "restore", ""),
    "where to": ("mix", "restore untitled-7 --stage", "mixing \tMixing\n"),
    "where to, as the last word": ("mixi", "restore untitled-7", "mixing \tMixing\n"),
    "what to explain": ("brea", "help", "breakdown \t\n"),
    "an heir": ("h", "projects remove summer-ep --into", "harbour \tHarbour (film)\n"),
    "a track": ("oc", "show", plain("ocean-floor")),
    "a second track": ("oc", "show dune", plain("ocean-floor")),
    "a track to edit": ("oc", "edit", plain("ocean-floor")),
    "no second track to edit": ("oc", "edit dune", ""),
    "a field": ("wo", "set", "workflows=\t\nworkflows+=\t\nworkflows-=\t\n"),
    "a field or a track": ("du", "set", "due=\t\ndue+=\t\ndue-=\t\ndune \t\n"),
    "a field of a new track that has no date": ("du", "add X", "due=\t\n"),
    "a length of time": ("due+=1", "set", plain("due+=1d", "due+=1w", "due+=1m", "due+=1y")),
    "a field or key": ("b", "set", "bpm=\t\nbassline-in-g \t\n"),
    "a stage to set": ("stage=", "set", plain("stage=next", "stage=previous") + all_of(STAGES, "stage=")),
    "a field to open": ("fi", "open voice-memo-31", plain("file")),
    "where to replace": ("no", "replace Vox V --in", plain("notes")),
    "a value of YAML": ("workflows:", "set", "workflows:=\t\n"),
    "a workflow in YAML": ("workflows:=ma", "set", "workflows:=mastering \tMastering\n"),
    "the notes": ("note", "set", "notes=\t\nnotes+=\t\n"),
    "a workflow to add": ("workflows+=vocals,ma", "set", "workflows+=vocals,mastering \tMastering\n"),
    "a workflow to take": ("workflows-=ma", "set", "workflows-=mastering \tMastering\n"),
    "a project to set": ("projects=h", "set", "projects=harbour \tHarbour (film)\n"),
    "a day to set": ("due=to", "set", plain("due=today", "due=tomorrow")),
    "a value that tracks have": ("key=f", "set", plain("key=F major", "key=F# minor")),
    "a value to compare with": ("key!=A minor,d", "list --where", plain("key!=A minor,D minor")),
    "no value that no track has": ("bpm=9999", "set", ""),
    "behind an assignment": ("oc", "set stage=mixing", plain("ocean-floor")),
    "behind --commit": ("oc", "set stage=mixing --commit", ""),
    "an option behind --commit": ("--dry", "set --commit", "--dry-run \tShow what would change and write nothing\n"),
    "behind --commit and its message": ("oc", "set stage=mixing --commit words", plain("ocean-floor")),
    "behind --commit and an assignment": ("oc", "set --commit stage=mixing", plain("ocean-floor")),
    "a default": ("st", "config set", "style \tThe frame of tables.\n"),
    "what a default can be": ("", "config set color", plain("auto", "always", "never")),
    "what a default can be, behind =": ("emoji=", "config set", plain("emoji=yes", "emoji=no")),
    "the columns of list": ("title,bp", "config set --shared columns", plain("title,bpm")),
    "the order of list": ("sort=due,-ti", "config set", plain("sort=due,-title")),
    "nothing for a number": ("", "config set limit", ""),
    "nothing behind a value": ("", "config set color auto", ""),
    "no value to unset": ("", "config unset color", ""),
    "a title": ("", "add", ""),
    "a field of a new track": ("st", "add X", "stage=\t\n"),
    "a folder for a new track": ("", "add X --folder", plain("clients/harbour", "night-shift", "old", "summer-ep")),
    "a track to move": ("dun", "move", plain("dune")),
    "a folder to move to": ("cl", "move dune", plain("clients/harbour")),
    "a track to copy": ("dun", "copy", plain("dune")),
    "a field of a copy": ("st", "copy dune X", "stage=\t\n"),
    "a new id": ("du", "rename dune", ""),
    "a folder": ("", "init", "\tfolders\n"),
    "the catalogue": ("", "-C", "\tfolders\n"),
    "a shell": ("", "completion", plain("bash", "zsh", "fish", "powershell")),
}  # fmt: skip


def test_branches_and_tags_are_offered_as_revisions(music: Path, answer: Answer) -> None:
    assert answer("zsh", ".", "diff").out == "".join(f"{phrase} \t\n" for phrase in PAST_PHRASES)
    make_repository(music)
    for name in ("album/mix", "-odd"):
        git(music, "update-ref", f"refs/heads/{name}", "HEAD")
    git(music, "tag", "v1.0")
    names = {*PAST_PHRASES, "HEAD", "HEAD~1", "main", "album/mix", "v1.0"}
    assert {line.split(" ")[0] for line in answer("zsh", ".", "diff").out.splitlines()} == names
    assert answer("zsh", ".v", "diff").out == "v1.0 \t\n"
    assert answer("zsh", ".v1.0..al", "diff").out == "v1.0..album/mix \t\n"
    assert answer("bash", "prodash diff v1.0..al", "=:").out == "v1.0..album/mix \n"


@pytest.mark.usefixtures("music")
def test_the_batches_that_can_be_undone_are_offered_with_their_commands(
    run: Callable[..., Ran], answer: Answer
) -> None:
    for words in [("set", "bpm=1", "dune"), ("set", "bpm=2", "dune"), ("undo",)]:
        assert run(*words).code == 0
    assert answer("zsh", ".", "undo", "--batch") == Ran(0, "1 \tprodash set bpm=1 dune\n")


def test_the_people_who_made_commits_are_offered(
    tmp_path: Path, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(example_repository(tmp_path / "music"))
    people = ["you", "Lena Falk", "Yuki Ono", "Mia Brandt"]
    assert answer("zsh", ".", "history", "--who") == Ran(0, "".join(f"{name} \t\n" for name in people))
    assert answer("bash", "prodash history --who lena,mi", " \t\n\"'><=;|&(:") == Ran(
        0, "lena,Mia\\ Brandt \n"
    )
    assert answer("zsh", ".lena,mi", "history", "--who") == Ran(0, "lena,Mia Brandt \t\n")


@pytest.mark.usefixtures("music")
def test_without_a_repository_you_are_the_only_person(answer: Answer) -> None:
    assert answer("zsh", ".", "history", "--who") == Ran(0, "you \t\n")


@pytest.mark.parametrize(("typed", "words", "offered"), OFFERED.values(), ids=OFFERED)
def test_what_is_offered(typed: str, words: str, offered: str, music: Path, answer: Answer) -> None:
    assert music
    assert answer("zsh", f".{typed}", *words.split()) == Ran(0, offered)


BASH = {
    "behind =": ("prodash set stage=mi", "mixing \n"),
    "before =": ("prodash set st", "stage=\n"),
    "in quotes": ("prodash set 'stage=mi", "stage=mixing\n"),
    "behind = and a quote": ('prodash set stage="mi', "mixing\n"),
    "behind a closed quote": ("prodash list -s 'seed',mi", "seed,mixing \n"),
    "a word with a blank": ("prodash stages add 'X Y' --after mi", "mixing \n"),
    "with a blank in it": ("prodash stages add X --colour dark\\ g", "dark\\ green \n"),
    "a sign that needs quoting": ("prodash list --where bpm", "bpm\nbpm=\nbpm\\!=\nbpm\\>=\nbpm\\<=\nbpm\\<\nbpm\\>\nbpm\\~\n"),
    "behind a variable": ("X='1 2' prodash li", "list \n"),
    "a program elsewhere": ("./bin/prodash li", "list \n"),
    "folders": ("prodash -C ", "\tfolders\n"),
    "an open backslash": ("prodash set stage=mi\\", "mixing \n"),
}  # fmt: skip


@pytest.mark.parametrize(("line", "offered"), BASH.values(), ids=BASH)
def test_bash_gets_what_is_to_replace_the_end_of_its_line(
    line: str, offered: str, music: Path, answer: Answer
) -> None:
    assert music
    assert answer("bash", line, " \t\n\"'><=;|&(:") == Ran(0, offered)


DECLARED = """fields:
  - {id: key, values: [A minor, C major]}
  - {id: moods, list: true, values: [dark, dreamy]}
  - {id: released, type: date}
  - {id: mastered, type: bool}
  - {id: remix-of, type: track}
"""

OF_DECLARED = {
    "a declared field that no track has": ("rem", "set", "remix-of=\t\n"),
    "a declared value": ("KEY=a", "set", plain("KEY=A minor")),
    "a second one": ("moods=dark,d", "set", plain("moods=dark,dreamy")),
    "one to add": ("moods+=dr", "set", plain("moods+=dreamy")),
    "one to compare with": ("key=A minor,c", "list --where", plain("key=A minor,C major")),
    "a day": ("released=tom", "add X", plain("released=tomorrow")),
    "a length": ("released+=2", "set", plain("released+=2w")),
    "true or false": ("mastered=", "set", plain("mastered=true", "mastered=false")),
    "a track": ("remix-of=du", "set", plain("remix-of=dune")),
}


@pytest.mark.parametrize(("typed", "words", "offered"), OF_DECLARED.values(), ids=OF_DECLARED)
def test_declared_fields_and_values_are_offered(
    typed: str, words: str, offered: str, catalogue: Make, answer: Answer
) -> None:
    catalogue({"fields.yaml": DECLARED, "tracks/dune.yaml": "stage: seed\nmoods: [other]\nkey: E\n"})
    for _ in range(2):  # the second time from the index
        assert answer("zsh", f".{typed}", *words.split()) == Ran(0, offered)


@pytest.mark.parametrize("typed", ["b", "B", "bp"])
def test_a_field_in_several_spellings_is_offered_once_in_the_commonest(
    typed: str, catalogue: Make, answer: Answer
) -> None:
    names = {"a": "BPM", "b": "bpm", "c": "b-p-m", "d": "BPM", "e": "mood"}
    catalogue({f"tracks/{track}.yaml": f"stage: seed\n{name}: 1\n" for track, name in names.items()})
    assert answer("zsh", f".{typed}", "list", "--sort").out == plain("BPM")
    assert answer("zsh", f".{typed}", "fields", "rename").out == plain("BPM")


def test_the_catalogue_named_on_the_line_is_asked(catalogue: Make, answer: Answer) -> None:
    catalogue({"one/stages.yaml": "stages: [x]", "two/stages.yaml": "stages: [y]"})
    assert answer("zsh", ".", "-C", "one", "list", "-s") == Ran(0, "x \tX\n")
    assert answer("zsh", ".", "list", "--catalogue=two", "-s") == Ran(0, "y \tY\n")


def test_names_that_a_terminal_would_obey_are_left_out(catalogue: Make, answer: Answer) -> None:
    catalogue({
        "stages.yaml": 'stages: [{id: a, name: "\\e[31mR\\ned"}]',
        **({"tracks/good.yaml": "stage: a"} if os.name == "nt" else {"tracks/good.yaml": "", "tracks/b\x1b[2J.yaml": ""}),
    })  # fmt: skip
    assert answer("zsh", ".", "show") == Ran(0, plain("good"))
    assert answer("zsh", ".", "list", "-s") == Ran(0, "a \t␛[31mR␊ed\n")


def test_of_too_many_the_beginnings_are_offered(catalogue: Make, answer: Answer) -> None:
    catalogue({f"tracks/take-{number}.yaml": "" for number in range(MAX_OFFERED + 1)})
    lines = answer("zsh", ".", "show").out.splitlines()
    assert lines == sorted({f"take-{str(number)[:3]}\t" for number in range(MAX_OFFERED + 1)})
    assert answer("zsh", ".take-999", "show") == Ran(0, plain("take-999"))


BROKEN = {
    "no catalogue": {},
    "stages that are no YAML": {"stages.yaml": "stages: [\n", "tracks/a.yaml": "stage: x"},
    "stages that are a folder": {"stages.yaml/x": ""},
    "bytes that are no text": {"stages.yaml": b"\xff\xfe\x00", "tracks/a.yaml": b"\xff\xff: 1"},
    "tracks that are a file": {"stages.yaml": "stages: [x]", "tracks": ""},
    "projects in a circle": {"projects.yaml": "projects: [{id: a, parent: b}, {id: b, parent: a}]"},
    "a memory that is a folder": {"stages.yaml": "stages: [x]", ".prodash/index.json/x": ""},
    "our folder is a file": {"stages.yaml": "stages: [x]", ".prodash": ""},
}
LINES = (
    "prodash list -s ",
    "prodash show ",
    "prodash list --where ",
    "prodash set workflows=",
    "prodash 'a \"",
    "",
)


@pytest.mark.parametrize("files", BROKEN.values(), ids=BROKEN)
def test_nothing_is_ever_said_about_what_is_broken(files: Files, tmp_path: Path, answer: Answer) -> None:
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content if isinstance(content, bytes) else content.encode())
    ran = start(["__complete", "bash", LINES[0], "=:"], cwd=tmp_path)
    assert (ran.returncode, ran.stderr) == (0, "")
    for line in LINES[1:]:
        assert answer("__complete", "bash", line, "=:")[::2] == (0, "")


@pytest.mark.parametrize(
    "argv", [(), ("bash",), ("nosh",), ("zsh", "", "list", "-C", "~nobody/x", "-s")], ids=str
)
def test_nothing_is_said_about_a_wrong_question(argv: tuple[str, ...], answer: Answer) -> None:
    assert answer(*argv)[::2] == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="the file modes are those of POSIX")
def test_nothing_is_said_about_what_cannot_be_read_or_written(catalogue: Make) -> None:
    root = catalogue({"tracks/shut/a.yaml": "", "tracks/b.yaml": "bpm: 1\n", "tracks/c.yaml": ""})
    closed = [root / "tracks/shut", root / "tracks/c.yaml", root / "stages.yaml", root]
    modes = [path.stat().st_mode for path in closed]
    for path, mode in zip(closed, (0, 0, 0, 0o555), strict=True):
        path.chmod(mode)
    try:
        ran = [
            start(["__complete", "zsh", ".", *words], cwd=root)
            for words in (["show"], ["list", "-s"], ["list", "--where"])
        ]
    finally:
        for path, mode in zip(reversed(closed), reversed(modes), strict=True):
            path.chmod(mode)
    assert [(one.returncode, one.stderr) for one in ran] == [(0, "")] * 3
    assert [one.stdout for one in ran][:2] == [plain("b", "c"), ""]
    assert ran[2].stdout.startswith("bpm\t\n")
    assert not (root / ".prodash").exists()


def test_a_pipe_that_is_closed_is_no_fault(music: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "prodash", "__complete", "zsh", "."],
        cwd=music,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def modules_for(root: Path, *argv: str) -> set[str]:
    """The heavy modules that an answer imports."""
    code = (
        "import sys; from prodash.completion.answer import main; main(sys.argv[1:]); "
        f"sys.stderr.write(' '.join(m for m in {['typer', *HEAVY]!r} if m in sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, *argv],
        cwd=root,
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(ran.stderr.split())


def test_what_was_read_once_is_remembered_so_that_nothing_heavy_is_imported(music: Path) -> None:
    before = read_all(music)
    assert modules_for(music, "zsh", ".", "list", "-s") >= YAML_MODULES
    assert [modules_for(music, "zsh", ".", *words) for words in (["list", "-s"], ["show"], ["set"], [])] == [
        set()
    ] * 4
    assert read_all(music) == before
    assert (music / ".prodash/.gitignore").read_text() == "*\n"


def test_a_file_that_was_changed_is_read_again(music: Path) -> None:
    assert len(entry_names(music, "stages.yaml", secret_file(music))) == 7
    (music / "stages.yaml").write_text("stages: [x]")
    assert entry_names(music, "stages.yaml", secret_file(music)) == (("x", "X"),)
    # As long and as young as what was read: its time cannot tell it from that.
    status = (music / "stages.yaml").stat()
    (music / "stages.yaml").write_text("stages: [y]")
    os.utime(music / "stages.yaml", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert entry_names(music, "stages.yaml", secret_file(music)) == (("y", "Y"),)


MEMORIES = {
    "no JSON": "{",
    "another form": "{}",
    "too deep": "[" * 100_000,
    "no entries": '[["stages.yaml", STATUS, "x"]]',
    "entries that are none": '[["stages.yaml", STATUS, "x", [{"id": "a", "name": 1}], []]]',
    "no status": '[["stages.yaml", 1, "x", [], []]]',
}


@pytest.mark.parametrize("memory", MEMORIES.values(), ids=MEMORIES)
def test_a_memory_that_is_none_is_made_anew(memory: str, music: Path) -> None:
    status = json.dumps(status_of((music / "stages.yaml").stat()))
    section = memory.replace("STATUS", status).encode()
    write_index(music, IndexFile(4 * 10**18, USUAL_LINE, {"entries": section}), secret_file(music).make())
    assert len(entry_names(music, "stages.yaml", secret_file(music))) == 7
    assert b'"id": "seed"' in read_index(music, secret_file(music).secret).sections["entries"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_memory_behind_a_link_is_left_alone(music: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (music / ".prodash").symlink_to(elsewhere)
    assert len(entry_names(music, "stages.yaml", secret_file(music))) == 7
    assert list(elsewhere.iterdir()) == []
