"""The key that names the stage: stages.yaml may say which, and then nothing but that key is different."""

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.conftest import STAGES, Files, Ran, read_all, write_files
from tests.surroundings import git

Make = Callable[[Files], Path]
Run = Callable[..., Ran]

TRACKS = {
    "tracks/a.yaml": "title: A\nstage: seed # keep\nbpm: 90\n",
    "tracks/b.yaml": "{title: B, stage: Mixing, workflows: [vocals, Vocals]}\n",
    "tracks/c.yaml": "workflows: vocals\n",
    "tracks/d.yaml": "title: D\nStage: writing\n",
    "tracks/e.yaml": "satge: seed\n",
    "tracks/f.yaml": "stage: [seed, mixing]\n",
    "tracks/g.yaml": "stage: recoded\n",
    "tracks/deep/h.yaml": "due: 2026-11-25\nstage: published\nnotes: |\n  stage: seed\n",
    "tracks/j.yaml": '{"stage": "recorded", "title": "J"}\n',
    "tracks/k.yaml": "- stage\n",
    "tracks/m.yaml": "<<<<<<< ours\nstage: seed\n=======\nstage: mixing\n>>>>>>> theirs\n",
    "elsewhere.yaml": "stage: seed\n",
}
COMMANDS = (
    *("list --all -f json", "list --columns id,stage,stage_name --sort stage -f csv", "show a b"),
    *("check", "next a", "back --yes b", "set stage=recorded c", "add Newer stage=writing bpm=90"),
    *("import new.csv --update", "copy a Twin", "rename a z", "schema track-file", "resolve m"),
    *("resolve m stage=mixing --dry-run", "resolve m --theirs", "check --fix --yes", "check"),
    *("list -f csv", "remove --yes f g k", "stages rename mixing mixdown"),
    *("stages remove recorded --into writing --yes", "diff HEAD", "list --moved-since month -f ids"),
    *("add Other --commit", "history -f json"),
)
MORE_COMMANDS = (
    *("list", "list --where stage>=mixing -f ids", "list --where !stage -f ids"),
    *("check --strict elsewhere.yaml", "breakdown", "set stage= c", "set title=X c", "add New"),
    *("import new.csv", "archive z", "restore z", "list -f csv", "history -f csv", "diff HEAD~1 HEAD"),
    "prodash",
)


def spellings(key: str) -> tuple[str, ...]:
    """*key*, and how it is written in another case and by mistake."""
    return key, key.title(), key[0] + key[2] + key[1] + key[3:]


def in_words_of(key: str, text: str) -> str:
    for usual, other in zip(spellings("stage"), spellings(key), strict=True):
        text = text.replace(usual, other)
    return text


def in_usual_words(key: str, text: str) -> str:
    text = re.sub(r"\b[0-9a-f]{7,40}\b", "COMMIT", text)
    for usual, other in zip(spellings("stage"), spellings(key), strict=True):
        text = text.replace(other, usual)
    return text


def said_in(key: str, files: Files) -> Files:
    """*files* of tracks that say their stage in *key*, and the stages that say so."""
    named = {path: in_words_of(key, str(text)) for path, text in files.items()}
    return {
        **named,
        "stages.yaml": STAGES.replace("stages:", f"field: {key}\nstages:") if key != "stage" else STAGES,
    }


def answers(
    root: Path, key: str, commands: Sequence[str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> tuple[list[Ran], Files]:
    """What every command answers in turn where *key* names the stage, and the files afterwards, with `stage` for *key*."""
    write_files(root, {**said_in(key, TRACKS), "new.csv": "title,stage\nImported,Mixing\nA,writing\n"})
    monkeypatch.chdir(root)
    git(root, "init", "-q", "-b", "main")
    (root / ".gitignore").write_text(".prodash/\n")
    git(root, "add", "--all")
    git(root, "commit", "-qm", "one")
    seed = root / "tracks/a.yaml"
    seed.write_bytes(seed.read_bytes().replace(b"seed", b"writing"))
    git(root, "commit", "-qam", "two")
    ran = [run(*words.removeprefix("prodash").split()) for words in commands]
    usual = [one._replace(out=in_usual_words(key, one.out), err=in_usual_words(key, one.err)) for one in ran]
    files = {
        path: in_usual_words(key, data.decode())
        for path, data in read_all(root).items()
        if not path.startswith(".git/")
    }
    return usual, files


@pytest.mark.usefixtures("somebody")
@pytest.mark.parametrize(
    ("key", "commands"),
    [
        ("phase", COMMANDS),
        pytest.param("state", (*COMMANDS, *MORE_COMMANDS), marks=pytest.mark.slow),
    ],
    ids=["some commands", "more commands"],
)
def test_every_command_answers_and_writes_the_same_whatever_names_the_stage(
    key: str, commands: Sequence[str], tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{day}_DATE", "2026-11-10T12:00:00Z")
    folders = [tmp_path / name / "music" for name in ("usual", "other")]
    (usual, files), (other, others) = (
        answers(folder, named, commands, run, monkeypatch)
        for folder, named in zip(folders, ("stage", key), strict=True)
    )
    for words, one, two in zip(commands, usual, other, strict=True):
        assert (words, two) == (words, one)
    files["stages.yaml"] = files["stages.yaml"].replace("stages:", "field: stage\nstages:")
    assert others == files


STATUS = STAGES.replace("stages:", "field: status\nstages:")
SAID = {
    "tracks/a.yaml": "title: A\nstatus: seed\n",
    "tracks/b.yaml": "status: Mixing\nstage: live # of the band\n",
}


@pytest.mark.parametrize("word", ["status", "Status", "stage"])
def test_the_key_of_the_files_means_the_stage_wherever_a_field_is_typed(
    word: str, catalogue: Make, run: Run
) -> None:
    root = catalogue({"stages.yaml": STATUS, **SAID, "new.csv": f"title,{word}\nNew,writing\n"})
    assert run("list", "--where", f"{word}>seed", "-f", "ids") == Ran(0, "b\n")
    assert (
        run("list", "--columns", f"id,{word}", "--sort", f"-{word}", "-f", "csv").out
        == "id,stage\nb,mixing\na,seed\n"
    )
    assert run("breakdown", "--by", word).out == run("breakdown").out
    assert run("import", "new.csv").code == 0
    assert read_all(root)["tracks/new.yaml"] == b"title: New\nstatus: writing\n"
    if word != "Status":
        assert run("set", f"{word}=next", "a") == Ran(0, "a  Seed → Writing\n1 changed\n")
        assert run("add", "Newer", f"{word}=mixing").code == 0
        assert read_all(root)["tracks/newer.yaml"] == b"title: Newer\nstatus: mixing\n"
        assert run("set", f"{word}=", "a").code == 2
    assert run("set", "status=seed", "stage=mixing", "a") == Ran(
        2, "", "prodash: status and stage are one field here; write it once\n"
    )


NO_TEXT = "is not text; 'prodash stages rename OLD NEW' gives a stage another name in every track"
NO_CUSTOM_FIELD = "is a field of prodash's own, and no custom field"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("replace seed mixing --in status", f"status {NO_TEXT}"),
        ("replace seed mixing --in title,Status", f"Status {NO_TEXT}"),
        ("fields rename status phase", f"'status' {NO_CUSTOM_FIELD}"),
        ("fields remove Status --yes", f"'status' {NO_CUSTOM_FIELD}"),
        ("fields split status", f"'status' {NO_CUSTOM_FIELD}"),
    ],
)
def test_a_command_for_texts_or_custom_fields_says_that_the_key_is_none(
    words: str, said: str, catalogue: Make, run: Run
) -> None:
    catalogue({"stages.yaml": STATUS, "tracks/a.yaml": SAID["tracks/a.yaml"]})
    assert run(*words.split()) == Ran(2, "", f"prodash: {said}\n")


def test_a_key_called_stage_is_then_one_of_the_users_own_and_stays_as_it_is(
    catalogue: Make, run: Run
) -> None:
    root = catalogue({"stages.yaml": STATUS, **SAID})
    assert run("set", "stage=writing", "bpm=90", "b").code == 0
    assert read_all(root)["tracks/b.yaml"] == b"status: writing\nstage: live # of the band\nbpm: 90\n"
    assert "\nstage      live\n" in run("show", "b").out
    assert run("copy", "b", "Twin").code == 0
    assert (
        read_all(root)["tracks/twin.yaml"]
        == b"title: Twin\nstatus: writing\nstage: live # of the band\nbpm: 90\n"
    )


NAMED = {
    "in quotes": ('field: "status"\n', "status"),
    "behind a blank": ("'field' : status # ours\n", "status"),
    "of two words": ("field: my status\n", "my status"),
    "in other letters": ("field: Zustände\n", "Zustände"),
    "as YAML's own word": ("field: yes\n", "yes"),
    "as usual": ("field: stage\n", "stage"),
    "nothing but in a text": ("# field: status\n", "stage"),
}


@pytest.mark.parametrize(("line", "key"), NAMED.values(), ids=NAMED)
def test_the_key_may_be_written_in_any_way_that_yaml_has(
    line: str, key: str, catalogue: Make, run: Run
) -> None:
    catalogue({"stages.yaml": line + STAGES, "tracks/a.yaml": f"{key}: seed\n"})
    assert run("list", "--stage", "seed", "-f", "ids") == Ran(0, "a\n")
    assert run("check", "--strict") == Ran(0)


WRONG = {
    "a list": ("[a, b]", "a list"),
    "another field": ("title", "'title', which is another field"),
    "the id": ("id", "'id', which is another field"),
    "nothing": ("", "empty"),
    "several lines": ('"a\\nb"', "not one line of text"),
}


@pytest.mark.parametrize(("value", "what"), WRONG.values(), ids=WRONG)
def test_a_key_that_cannot_name_the_stage_is_a_problem_and_stage_names_it(
    value: str, what: str, catalogue: Make, run: Run
) -> None:
    catalogue({"stages.yaml": f"field: {value}\n{STAGES}", "tracks/a.yaml": "stage: seed\n"})
    ran = run("list", "-f", "ids")
    assert (ran.code, ran.out) == (1, "a\n")
    assert ran.err.endswith(
        f"error: field is {what}; write the key of your tracks that names their stage, as in 'field: status' [wrong-type]\n"
    )


def test_the_index_forgets_all_tracks_once_another_key_names_the_stage(catalogue: Make, run: Run) -> None:
    root = catalogue({"tracks/a.yaml": "stage: seed\nstatus: mixing\n"})
    for text, stage in ((STAGES, "seed"), (STATUS, "mixing"), (STAGES, "seed")):
        (root / "stages.yaml").write_text(text, encoding="utf-8")
        for _ in range(2):
            assert run("list", "--columns", "stage", "-f", "csv") == Ran(0, f"stage\n{stage}\n")


def test_editors_know_the_key_whatever_fields_yaml_declares(catalogue: Make, run: Run) -> None:
    catalogue({"stages.yaml": STATUS, "fields.yaml": "fields: [{id: status, type: number}]\n", **SAID})
    schema = json.loads(run("schema", "track-file").out)
    assert schema["required"] == ["status"]
    assert schema["properties"]["status"]["allOf"] == [{"$ref": "#/definitions/stage"}]


@pytest.mark.parametrize(
    ("stages", "key", "other"),
    [(STAGES, "stage", "Stage"), (STATUS, "status", "Status")],
    ids=["usual", "other"],
)
def test_a_custom_field_that_is_spelt_so_counts_where_it_is_typed_so(
    stages: str, key: str, other: str, catalogue: Make, run: Run
) -> None:
    catalogue({"stages.yaml": stages, "tracks/a.yaml": f"{key}: seed\n{other}: live\n"})
    assert run("list", "--where", f"{other}=live", "-f", "ids").out == "a\n"
    assert run("list", "--where", f"{key}=seed", "-f", "ids").out == "a\n"
    assert "live" in run("breakdown", "--by", other).out
    assert "Seed" in run("breakdown", "--by", key).out
