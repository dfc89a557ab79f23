"""The schemas of answers: what every command gives as JSON is what its schema says, key by key."""

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema.validators import validator_for

from prodash.cli import command_named
from prodash.commands import COMMANDS
from prodash.errors import ExitCode
from prodash.model.catalogue.due import Urgency
from prodash.model.catalogue.fields import TIMES
from prodash.model.catalogue.kinds import KINDS
from prodash.model.catalogue.problem import Severity
from prodash.model.catalogue.stage import StageKind
from prodash.model.comparison.difference import What
from prodash.model.views.attention import Concern
from tests.conflicts import put_in_conflict
from tests.conftest import Files, Ran, run_in, write_files
from tests.examples import examples
from tests.history.example import example_repository
from tests.history.repository import make_repository
from tests.schemas import ANSWERS, SCHEMAS, faults, objects
from tests.storage.texts import track_texts
from tests.sync.clones import share

Make = Callable[[Files], Path]
Run = Callable[..., Ran]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_schema_is_one(kind: str) -> None:
    validator_for(SCHEMAS[kind]).check_schema(SCHEMAS[kind])


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_schema_says_of_every_key_what_it_means(kind: str) -> None:
    definitions = SCHEMAS[kind].get("definitions", {})
    for part in objects(SCHEMAS[kind]):
        for key, about in part["properties"].items():
            said = definitions[about["$ref"].rpartition("/")[2]] if "$ref" in about else about
            assert said["description"].endswith("."), key


ON_REQUEST = {
    "tracks": (*TIMES, "group_by", "groups", "group", "sums"),
    "breakdown": ("sums",),
    "breakdown-by": ("sums",),
    "board": ("stuck",),
}
"""The keys that answers and their rows have only with a filter or an option that asks for them."""


@pytest.mark.parametrize("kind", ANSWERS)
def test_in_an_answer_every_key_is_always_there_and_no_other(kind: str) -> None:
    for part in objects(ANSWERS[kind]):
        sometimes = ON_REQUEST.get(kind, ())
        always = [key for key in part["properties"] if key not in sometimes]
        assert (part["required"], part["additionalProperties"]) == (always, False)
    assert ANSWERS[kind]["properties"]["kind"]["const"] == kind


@pytest.mark.parametrize("kind", ANSWERS)
def test_problems_and_the_version_are_the_same_in_every_answer(kind: str) -> None:
    model = ANSWERS["tracks"]
    for key in ("schema_version", "total", "shown"):
        assert ANSWERS[kind]["properties"][key] == model["properties"][key]
    assert ANSWERS[kind]["$defs"] == model["$defs"]


def test_what_can_be_one_of_few_is_listed_as_the_program_has_it() -> None:
    tracks, stages, changes = (
        ANSWERS[kind]["properties"][kind]["items"]["properties"] for kind in ("tracks", "stages", "changes")
    )
    assert tracks["urgency"]["enum"] == [*Urgency]
    due, attention = ANSWERS["due"]["properties"], ANSWERS["dashboard"]["properties"]["attention"]
    assert due["tracks"]["items"]["properties"]["due_when"]["enum"] == [*Urgency]
    assert attention["items"]["properties"]["concern"]["enum"] == [*Concern]
    assert stages["kind"]["enum"] == [*StageKind]
    differences = ANSWERS["differences"]["properties"]["differences"]["items"]["properties"]
    assert differences["kind"]["enum"] == ["track", *KINDS]
    assert changes["kind"]["enum"] == ["track", *KINDS, "setting"]
    assert differences["what"]["enum"] == [*What]
    assert ANSWERS["tracks"]["$defs"]["problem"]["properties"]["severity"]["enum"] == [*Severity]


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON in which no key is twice."""
    assert len(dict(pairs)) == len(pairs), pairs
    return dict(pairs)


def check_answer(text: str) -> Any:
    """The answer in *text*, which is what its schema says, with its keys in the same order."""
    answer = json.loads(text, object_pairs_hook=unique)
    kind = answer["kind"]
    assert faults(kind, answer) == []
    known = ANSWERS[kind]["properties"]
    assert [*answer] == [key for key in known if key in answer or key not in ON_REQUEST.get(kind, ())]
    return answer


CASES = {
    "list": ("tracks", ("list", "--all")),
    "show": ("tracks", ("show", "dune", "kaiju")),
    "breakdown": ("breakdown", ("breakdown", "--all")),
    "dashboard": ("dashboard", ("dashboard",)),
    "due": ("due", ("due", "--all")),
    "history": ("moves", ("history",)),
    "stuck": ("stuck", ("stuck", "--days", "0")),
    "flow": ("flow", ("flow",)),
    "forecast": ("forecast", ("forecast",)),
    "forecast --by": ("forecast", ("forecast", "--by", "project")),
    "list --group-by": ("tracks", ("list", "--group-by", "project", "--mean", "bpm", "--max", "due")),
    "breakdown --sum": ("breakdown", ("breakdown", "--sum", "length", "--count", "isrc")),
    "list by history": ("tracks", ("list", "--in-stage-for", "1d")),
    "breakdown --by": ("breakdown-by", ("breakdown", "--by", "project", "--all", "--sum", "length")),
    "board": ("board", ("board", "--all")),
    "board with stuck cards": ("board", ("board", "--stuck")),
    "stages": ("stages", ("stages",)),
    "workflows": ("workflows", ("workflows",)),
    "projects": ("projects", ("projects",)),
    "fields": ("fields", ("fields", "--parts")),
    "fields add": ("changes", ("fields", "add", "bpm", "--type", "number", "--values", "1,2")),
    "fields set": ("changes", ("fields", "set", "key", "values+=G")),
    "fields remove": ("changes", ("fields", "remove", "bpm", "--yes")),
    "fields split": ("changes", ("fields", "split", "key", "--separator", " ")),
    "fields rename": ("changes", ("fields", "rename", "bpm", "tempo")),
    "check": ("problems", ("check",)),
    "git-setup": ("git-setup", ("git-setup", "--dry-run")),
    "sync": ("sync", ("sync", "--dry-run")),
    "schema": ("schemas", ("schema",)),
    "set": ("changes", ("set", "stage=next", "due=+2w", "bpm=1.5", "workflows+=artwork", "dune")),
    "replace": ("changes", ("replace", "Glass", "Ice")),
    "add": ("changes", ("add", "Café del Mar", "due=+6w", "projects=summer-ep", "with=Yuki")),
    "next": ("changes", ("next", "dune")),
    "back": ("changes", ("back", "kaiju")),
    "archive": ("changes", ("archive", "dune")),
    "restore": ("changes", ("restore", "untitled-7", "--stage", "seed")),
    "copy": ("changes", ("copy", "dune", "Dune II")),
    "rename": ("changes", ("rename", "dune", "sand")),
    "move": ("changes", ("move", "dune", "lp")),
    "remove": ("changes", ("remove", "dune", "--yes")),
    "edit": ("changes", ("edit", "dune")),
    "import": ("changes", ("import", "songs.csv")),
    "undo": ("changes", ("undo",)),
    "redo": ("changes", ("redo",)),
    "undo --list": ("batches", ("undo", "--list")),
    "resolve": ("conflicts", ("resolve",)),
    "filters": ("filters", ("filters",)),
    "config": ("config", ("config",)),
    "config set": ("changes", ("config", "set", "limit", "20", "--shared")),
    "config unset": ("changes", ("config", "unset", "limit", "--shared")),
    "diff": ("differences", ("diff",)),
    **{
        f"{kind.plural} {verb}": ("changes", (kind.plural, verb, *words))
        for kind, one, other in (
            (KINDS["stage"], "mixing", "recorded"),
            (KINDS["workflow"], "artwork", "mastering"),
            (KINDS["project"], "summer-ep", "harbour"),
        )
        for verb, words in {
            "add": ("Rough Mix", "--colour", "teal"),
            "set": (one, "description=Something new"),
            "rename": (one, "Something New"),
            "move": (one, "--before", other),
            "remove": (one, "--into", other),
        }.items()
    },
}
BAD = {
    "tracks/ep/bad.yaml": "stage: sed\ndue: 2026-02-30\nworkflows: [mixng]\nprojects: {a: b}\nown: {a: [1, ~]}\n",
    "tracks/worse.yaml": "title: [\n",
    "tracks/none.yaml": "",
}


@pytest.fixture(params=["well", pytest.param("broken", marks=pytest.mark.slow)])
def example(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> bool:
    """The example catalogue in the current folder, with something to undo; whether it is broken."""
    root = example_repository(tmp_path / "music")
    monkeypatch.chdir(root)
    monkeypatch.setenv(
        "EDITOR", f"\"{sys.executable}\" -c \"import sys; open(sys.argv[1], 'a').write('x: 1')\""
    )
    monkeypatch.delenv("VISUAL", raising=False)
    (root / "songs.csv").write_text("title,stage,bpm,genre\nNew Song,Mixing,120,dub\n")
    assert run("set", "bpm=3", "dune").code == 0
    if request.param == "broken":
        write_files(root, {"stages.yaml": (root / "stages.yaml").read_bytes(), **BAD})
    return bool(request.param == "broken")


@pytest.mark.parametrize(("kind", "argv"), CASES.values(), ids=CASES)
def test_every_answer_is_what_its_schema_says(
    kind: str, argv: tuple[str, ...], example: bool, run: Run
) -> None:
    if argv == ("diff",):
        make_repository(Path.cwd())
        assert run("set", "bpm=4", "kaiju").code == int(example)
    if argv == ("resolve",):
        put_in_conflict(Path("tracks/dune.yaml"))
    if kind == "sync":
        share(Path.cwd())
        assert run("set", "bpm=4", "kaiju").code == int(example)
    if argv[:2] == ("fields", "set"):
        assert run("fields", "add", argv[2]).code == int(example)
    if argv == ("redo",):
        assert run("undo").code == int(example)
    if kind == "filters" or argv[0] == "config":
        Path("prodash.yaml").write_text(
            "filters:\n  focus: --stage mixing\n  gone: --stage nosuch\nlimit: 3\n"
        )
    changes = kind == "changes"
    for more in (
        (("--dry-run",), ())
        if changes
        else (("--limit", "1"), ("--sort", "-id"), ())
        if kind in {"tracks", "stages", "moves"}
        else (("--limit", "1"), ())
        if kind == "board"
        else ((),)
    ):
        ran = run(*argv, *more, "-f", "json")
        if ran.code == ExitCode.REFUSED and example:
            # An unreadable track may name what is renamed or removed.
            assert (ran.out, argv[1]) in {("", "rename"), ("", "remove")}
            continue
        answer = check_answer(ran.out)
        rows = answer[ROWS.get(kind, kind)]
        assert (answer["kind"], answer["shown"], len(rows) > 0) == (
            kind,
            len(rows),
            example or kind != "problems",
        )
        assert (answer["total"] > answer["shown"]) == ("--limit" in more)
        assert (answer["problems"] != []) == (
            kind == "conflicts" or (example and argv[0] != "schema" and kind not in {"batches", "git-setup"})
        )


ROWS = {
    "breakdown": "stages",
    "breakdown-by": "groups",
    "board": "cards",
    "config": "settings",
    "dashboard": "attention",
    "due": "tracks",
    "flow": "counts",
    "forecast": "groups",
    "git-setup": "steps",
    "stuck": "tracks",
    "sync": "changes",
}


def test_every_command_that_answers_with_rows_is_among_them() -> None:
    with_formats = {name for name in COMMANDS if any(p.name == "format" for p in command_named(name).params)}
    # pick needs a terminal, and has ids and paths only.
    assert with_formats - {"pick"} == {*CASES} - {
        "undo --list",
        "breakdown --by",
        "forecast --by",
        "list --group-by",
        "breakdown --sum",
        "list by history",
        "board with stuck cards",
    }
    assert {kind for kind, _ in CASES.values()} == {*ANSWERS}


VALUES = st.sampled_from(
    ["seed", "Mixing", "x", "", "~", "[a, b]", "{a: 1}", "2026-12-01", "120", "purple", "finished"]
)
ENTRIES = st.dictionaries(
    st.sampled_from(["id", "name", "emoji", "colour", "kind", "parent", "due", "category", "description"]),
    VALUES,
)


@st.composite
def vocabularies(draw: st.DrawFn, key: str) -> str:
    """A file with a list of entries under *key*, well or not."""
    entries = draw(st.lists(st.one_of(VALUES, ENTRIES), max_size=4))
    flow = [
        "{" + ", ".join(f"{name}: {value}" for name, value in entry.items()) + "}"
        if isinstance(entry, dict)
        else entry
        for entry in entries
    ]
    return f"{key}: [{', '.join(flow)}]\n"


@given(
    st.lists(track_texts(), max_size=3),
    vocabularies("stages"),
    vocabularies("workflows"),
    vocabularies("projects"),
)
@examples(8)
def test_the_answers_about_any_catalogue_are_what_their_schemas_say(
    tracks: list[str], stages: str, workflows: str, projects: str
) -> None:
    files = {f"tracks/{number}.yaml": text for number, text in enumerate(tracks)}
    vocabulary = {"stages.yaml": stages, "workflows.yaml": workflows, "projects.yaml": projects}
    with tempfile.TemporaryDirectory() as folder:
        write_files(Path(folder), {**files, **vocabulary})
        for command in (
            "dashboard",
            "list",
            "due",
            "breakdown",
            "breakdown --by=project",
            "breakdown --by=workflow",
            "fields --parts",
            "board",
            "board --by=project",
            "stages",
            "workflows",
            "projects",
            "check",
        ):
            ran = run_in(folder, *command.split(), "-f", "json")
            assert ran.code in {0, 1}
            check_answer(ran.out)
