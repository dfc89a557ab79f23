"""What differs between two versions of the catalogue, as diff tells it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from wcwidth import wcswidth

from tests.conftest import STAGES, Ran
from tests.history.repository import Repository, git, text_of
from tests.schemas import faults
from tests.screen import on_screen

Run = Callable[..., Ran]

SOMEBODY = ("-c", "user.name=A", "-c", "user.email=a@x")
PROJECTS = "projects:\n  - id: summer-ep\n    name: Summer EP\n    due: 2026-12-01\n"


@pytest.fixture(scope="module")
def music(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a tag and three commits, which no test changes."""
    made = Repository(tmp_path_factory.mktemp("diff") / "music")
    files = {"stages.yaml": STAGES, "projects.yaml": PROJECTS}
    made.tag("v1", made.commit({"dune": "seed", "fog": "seed", "kaiju": "mixing"}, files=files))
    made.commit({"dune": "mixing"}, by="Ben", at="2026-11-10")
    made.commit({"fog": "writing", "kaiju": None, "night": "seed"}, at="2026-11-16")
    return made.write()


@pytest.fixture
def in_music(music: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That repository is the current folder."""
    monkeypatch.chdir(music)


@pytest.fixture
def repository(music: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that repository in the current folder."""
    root = shutil.copytree(music, tmp_path / "music", ignore=shutil.ignore_patterns(".prodash"))
    monkeypatch.chdir(root)
    return root


def write(path: str, text: str) -> None:
    Path(path).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["HEAD", "night"], "nothing has changed in the selected tracks since the last commit\n"),
        (
            ["HEAD", "--stage", "writing"],
            "nothing has changed in the selected tracks since the last commit\n",
        ),
        (["HEAD..main", "night"], "nothing differs in the selected tracks between HEAD and main\n"),
        (["HEAD..HEAD"], "nothing differs between HEAD and HEAD\n"),
    ],
    ids=["a track", "a filter", "two commits", "no filter"],
)
@pytest.mark.usefixtures("in_music")
def test_of_selected_tracks_it_does_not_say_that_nothing_at_all_has_changed(
    run: Run, argv: list[str], said: str
) -> None:
    assert run("diff", *argv) == Ran(0, err=said)


LAST = "2026-11-22 is in the future; the last commit stands for it"
FUTURE = {
    "a phrase": ("tomorrow", "nothing has changed since the last commit"),
    "a date": ("2026-11-22", "nothing has changed since the last commit"),
    "a time": ("2026-11-22T10:00", "nothing has changed since the last commit"),
    "on a branch": ("main@{2026-11-22}", "nothing has changed since the last commit"),
    "the newer one of two": ("HEAD..tomorrow", "nothing differs between HEAD and the last commit"),
}


@pytest.mark.parametrize(("word", "said"), FUTURE.values(), ids=FUTURE)
@pytest.mark.usefixtures("in_music")
def test_for_a_day_in_the_future_it_takes_the_last_commit_and_says_so(word: str, said: str, run: Run) -> None:
    assert run("diff", word) == Ran(0, err=f"{LAST}\n{said}\n")


@pytest.mark.usefixtures("repository")
def test_without_a_revision_it_is_since_the_last_commit(run: Run) -> None:
    assert run("diff") == Ran(0, err="nothing has changed since the last commit\n")
    write("tracks/fog.yaml", text_of("fog", "mixing"))
    write("tracks/new.yaml", "title: New\nstage: seed\ndue: 2026-12-24\n")
    Path("tracks/night.yaml").unlink()
    expected = (
        f"Since the last commit  {short('HEAD')}  Mon 16 Nov 2026\n\n"
        "Moved  1 track\nfog    📝 Writing → 🎧 Mixing\n\n"
        "Added  1 track\nNew    🌱 Seed (due 2026-12-24)\n\n"
        "Removed  1 track\nnight  🌱 Seed\n"
    )
    assert run("diff") == Ran(0, expected)


def short(revision: str) -> str:
    return git(Path.cwd(), "rev-parse", revision)[:7]


ALL = ["fog", "dune", "night", "kaiju"]
RANGES = {
    "v1": ALL,
    "HEAD~1": ["fog", "night", "kaiju"],
    "HEAD": [],
    "v1..HEAD~1": ["dune"],
    "HEAD~1..v1": ["dune"],
    "v1..": ALL,
    "..HEAD~1": ["fog", "kaiju", "night"],
    "2026-11-16": ["fog", "night", "kaiju"],
    "yesterday": [],
    "last monday": ["fog", "night", "kaiju"],
    "2026-11-10..2026-11-16": ["dune"],
    "2026-11-16T11:59+00:00": ["fog", "night", "kaiju"],
    "week": ["fog", "night", "kaiju"],
    "this month": ALL,
    "@{2026-11-10}": ALL,
    "v1@{2026-11-10}..main@{2026-11-16}": ["dune"],
    "@{1 week ago}": ["fog", "night", "kaiju"],
    "@{2026/11/16 11:30:00 +0000}": ["fog", "night", "kaiju"],
}


@pytest.mark.parametrize("words", RANGES)
@pytest.mark.usefixtures("in_music")
def test_a_word_is_a_revision_or_a_date(words: str, run: Run) -> None:
    ran = run("diff", words, "-f", "json")
    assert (ran.code, [row["id"] for row in json.loads(ran.out)["differences"]]) == (0, RANGES[words])


@pytest.mark.usefixtures("repository")
def test_a_branch_comes_before_a_date(run: Run) -> None:
    git(Path.cwd(), "branch", "yesterday", "v1")
    answer = json.loads(run("diff", "yesterday", "-f", "json").out)
    assert answer["from"] == {
        "revision": "yesterday",
        "commit": git(Path.cwd(), "rev-parse", "v1"),
        "time": "2026-01-01T12:00:00+00:00",
    }
    assert answer["to"] == {"revision": None, "commit": None, "time": None}


REFUSED = {
    "unknown": (["nope"], 3, "unknown revision 'nope'; it is no commit, branch, tag or date"),
    "mistyped": (["mian"], 3, "unknown revision 'mian'; did you mean 'main'?"),
    "mistyped date": (
        ["yesterdy"],
        3,
        "unknown revision 'yesterdy'; did you mean 'yesterday' or 'saturday'?",
    ),
    "a track": (
        ["dune"],
        3,
        "unknown revision 'dune'; it is no commit, branch, tag or date; for the track, write 'prodash diff HEAD dune'",
    ),
    "a file": (
        ["HEAD:stages.yaml"],
        3,
        "unknown revision 'HEAD:stages.yaml'; it is no commit, branch, tag or date",
    ),
    "two revisions": (
        ["v1", "main"],
        3,
        "unknown track 'main'; to compare two versions, write 'prodash diff v1..main'",
    ),
    "two dates": (
        ["2026-11-10", "yesterday"],
        3,
        "unknown track 'yesterday'; to compare two versions, write 'prodash diff 2026-11-10..yesterday'",
    ),
    "no branch on a date": (
        ["nope@{yesterday}"],
        3,
        "unknown revision 'nope'; it is no commit, branch, tag or date",
    ),
    "too early": (["2020-01-01"], 3, "there is no commit before '2020-01-01'"),
    "the first day": (["0001-01-01"], 3, "there is no commit before '0001-01-01'"),
    "a date that could be two": (
        ["3/4"],
        2,
        "'3/4' could be 2026-04-03 or 2026-03-04; write the one that you mean",
    ),
    "three dots": (["v1...HEAD"], 2, "'v1...HEAD' has three dots; write two, as in 'v1..HEAD'"),
    "an option": (["--", "--output=x"], 2, "'--output=x' begins with '-', as no revision or date does"),
    "an option behind the dots": (["v1..--all"], 2, "'--all' begins with '-', as no revision or date does"),
    "empty": ([""], 2, "the revision is empty; leave it out, or write one such as HEAD~1 or yesterday"),
}


@pytest.mark.parametrize(("words", "code", "message"), REFUSED.values(), ids=REFUSED)
@pytest.mark.usefixtures("in_music")
def test_what_names_no_commit_is_refused(words: list[str], code: int, message: str, run: Run) -> None:
    assert run("diff", *words) == Ran(code, err=f"prodash: {message}\n")


def test_a_tag_of_something_else_than_a_commit_is_not_suggested_for_itself(
    repository: Path, run: Run
) -> None:
    git(repository, "tag", "list", "HEAD:stages.yaml")
    assert run("diff", "list") == Ran(
        3, err="prodash: 'list' is a name in git, but git has no commit for it\n"
    )


@pytest.mark.usefixtures("in_music")
@pytest.mark.parametrize("word", ["^HEAD", "HEAD^!", "HEAD^@", "HEAD^{tree}"])
def test_what_means_commits_or_folders_is_no_revision(word: str, run: Run) -> None:
    message = f"prodash: unknown revision {word!r}; it is no commit, branch, tag or date\n"
    assert run("diff", word) == Ran(3, err=message)


def test_without_a_repository_or_a_commit_there_is_nothing_to_compare_with(
    catalogue: Callable[..., Path], run: Run
) -> None:
    root = catalogue({"tracks/dune.yaml": "stage: seed\n"})
    assert run("diff") == Ran(3, err=f"prodash: {root} is in no git repository; create one with 'git init'\n")
    git(root, "init", "--quiet")
    assert run("diff", "v1") == Ran(
        3, err="prodash: there is no commit yet, so there is nothing to compare with\n"
    )


@pytest.mark.usefixtures("repository")
def test_a_commit_that_cannot_be_read_is_a_failure_of_git(run: Run) -> None:
    write(".git/refs/heads/main", f"{'1' * 40}\n")
    ran = run("diff")
    assert (ran.code, ran.out) == (5, "")
    assert ran.err.startswith("prodash: git rev-parse failed: ")


def rows_of(ran: Ran) -> list[str]:
    """Each row in one line."""
    return [
        f"{row['what']} {row['kind']} {row['id']} {row['field']}: {row['before']!r} → {row['after']!r}"
        for row in json.loads(ran.out)["differences"]
    ]


@pytest.mark.usefixtures("repository")
def test_every_kind_of_change_is_told_in_words(run: Run) -> None:
    notes = "stage: mixing\nnotes: |\n  Louder.\n" + "  And the bridge again.\n" * 9
    write(
        "tracks/dune.yaml",
        f"title: dune\n{notes}workflows: [vocals, artwork]\nprojects: summer-ep\ndue: 2026-11-22\n",
    )
    git(Path.cwd(), "add", ".")
    git(Path.cwd(), *SOMEBODY, "commit", "-qm", "more")
    Path("tracks/ep").mkdir()
    Path("tracks/dune.yaml").rename("tracks/ep/sand.yaml")
    notes = notes.replace("mixing", "Mixing") + "  Wider.\n"
    write(
        "tracks/ep/sand.yaml",
        f"title: Sand\n{notes}workflows: [artwork, mastering]\ndue: 2026-11-29\nbpm: 98\n",
    )
    write("projects.yaml", PROJECTS.replace("12-01", "12-15") + "  - night-shift\n")
    write("stages.yaml", STAGES.replace("name: Mixing", "name: Mix"))
    assert run("diff").out.partition("\n\n")[2] == (
        "Due dates  1 track\nSand  2026-11-22 → 2026-11-29 (in 8 days)\n\n"
        "Workflows  1 track\nSand  − vocals  + mastering\n\n"
        "Projects  1 track\nSand  − Summer EP\n\n"
        "Renamed  1 track\n"
        "Sand                 id      dune   → sand\n"
        "                     folder  tracks → tracks/ep\n"
        "                     title   dune   → Sand\n\n"
        "Other fields  1 track\n"
        "Sand                 bpm    (none) → 98\n"
        "                     notes  + Wider.\n\n"
        "Stages, workflows and projects\n"
        "stage Mix            name   Mixing     → Mix\n"
        "project Summer EP    due    2026-12-01 → 2026-12-15 (in 24 days)\n"
        "project Night Shift  added\n"
    )
    answer = json.loads(run("diff", "-f", "json").out)
    assert faults("differences", answer) == []
    assert json.loads(run("diff", ":/more", "-f", "json").out)["from"]["commit"] == answer["from"]["commit"]


def test_declared_fields_are_told_as_entries_are(repository: Path, run: Run) -> None:
    write("fields.yaml", "fields:\n  - {id: bpm, type: number}\n  - {id: key, values: [Am]}\n  - crew\n")
    git(repository, "add", "fields.yaml")
    git(repository, "-c", "user.name=A", "-c", "user.email=a@b", "commit", "--quiet", "--message=fields")
    write("fields.yaml", "fields:\n  - {id: bpm, type: text}\n  - {id: key, values: [Am, C]}\n  - shop\n")
    assert rows_of(run("diff", "-f", "json")) == [
        "changed field bpm type: 'number' → 'text'",
        "changed field key values: ['Am'] → ['Am', 'C']",
        "added field shop name: None → 'shop'",
        "removed field crew name: 'crew' → None",
    ]
    assert run("diff").out.splitlines()[2] == "Stages, workflows, projects and fields"


@pytest.mark.usefixtures("in_music")
def test_filters_select_tracks_of_the_newer_version_and_removed_ones(run: Run) -> None:
    assert rows_of(run("diff", "v1", "-s", "mixing", "-f", "json")) == [
        "changed track dune stage: 'seed' → 'mixing'",
        "removed track kaiju stage: 'mixing' → None",
    ]
    assert rows_of(run("diff", "v1..v1~0", "dune", "-f", "json")) == []
    assert rows_of(run("diff", "v1..main", "kaiju", "fog", "-f", "json")) == [
        "changed track fog stage: 'seed' → 'writing'",
        "removed track kaiju stage: 'mixing' → None",
    ]
    assert run("diff", "v1..HEAD~1", "-s", "writing") == Ran(0, err="no track is in Writing\n")
    assert run("diff", "v1", "lost").code == 3


@pytest.mark.usefixtures("in_music")
def test_a_script_learns_whether_anything_differs(run: Run) -> None:
    assert (run("diff", "--fail-if-any").code, run("diff", "--fail-if-empty").code) == (0, 6)
    assert (run("diff", "v1", "--fail-if-any").code, run("diff", "v1", "--fail-if-empty").code) == (6, 0)


@pytest.mark.usefixtures("repository")
def test_ids_and_paths_are_those_of_tracks_that_are_there(run: Run) -> None:
    write("projects.yaml", PROJECTS.replace("12-01", "12-15"))
    assert run("diff", "v1", "-f", "ids").out == "fog\ndune\nnight\n"
    assert run("diff", "v1", "-f", "paths").out == "tracks/fog.yaml\ntracks/dune.yaml\ntracks/night.yaml\n"


@pytest.mark.usefixtures("repository")
def test_a_version_that_cannot_be_read_is_named(run: Run) -> None:
    write("tracks/fog.yaml", "stage: [mixing\n")
    write("workflows.yaml", "workflows: [\n")
    git(Path.cwd(), "add", ".")
    git(Path.cwd(), *SOMEBODY, "commit", "-qm", "broken")
    write("tracks/fog.yaml", "stage: mixing\n")
    write("tracks/dune.yaml", text_of("dune", "published"))
    write("workflows.yaml", "workflows: [mixing]\n")
    ran = run("diff")
    assert (ran.code, ran.out.partition("\n\n")[2]) == (1, "Moved  1 track\ndune  🎧 Mixing → 🚀 Published\n")
    assert [line.split(":")[0:2] for line in ran.err.splitlines()] == [
        ["left out", " workflows.yaml in HEAD, line 2"],
        ["left out", " tracks/fog.yaml in HEAD, line 1"],
    ]


def test_what_git_ignores_and_links_are_left_out(repository: Path, run: Run) -> None:
    write(".gitignore", "private/\n")
    Path("tracks/private").mkdir()
    write("tracks/private/own.yaml", "stage: seed\n")
    Path("elsewhere").mkdir()
    write("elsewhere/far.yaml", "stage: seed\n")
    Path("tracks/linked").symlink_to("../elsewhere")
    Path("tracks/link.yaml").symlink_to("fog.yaml")
    assert rows_of(run("diff", "-f", "json")) == ["added track link stage: None → 'writing'"]
    assert repository == Path.cwd()


def test_other_comments_order_or_spelling_are_counted_and_other_line_ends_are_none(
    repository: Path, run: Run
) -> None:
    for path in repository.glob("**/*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run("diff") == Ran(0, err="nothing has changed since the last commit\n")
    write("tracks/fog.yaml", f"# mine\n{text_of('fog', 'Writing')}")
    write("stages.yaml", STAGES.replace("#", "# Mine:", 1))
    counted = "left out, because only comments, order or spelling differ: 2 files\n"
    assert run("diff") == Ran(0, err=counted)
    assert run("diff", "HEAD", "-s", "writing").err == counted.replace("2 files", "1 file")


def test_what_a_sparse_checkout_does_not_have_is_not_removed(repository: Path, run: Run) -> None:
    git(repository, "reset", "--quiet", "--hard")
    write("README", "")
    git(repository, "add", "README")
    git(repository, *SOMEBODY, "commit", "--quiet", "--message=more")
    git(repository, "sparse-checkout", "set", "--no-cone", "/*", "!/README", "!/tracks/fog.yaml")
    assert rows_of(ran := run("diff", "v1", "-f", "json")) == [
        "changed track dune stage: 'seed' → 'mixing'",
        "added track night stage: None → 'seed'",
        "removed track kaiju stage: 'mixing' → None",
    ]
    assert ran.err == "left out, because this sparse checkout does not have them: 1 file\n"


PLACES = {"in a sub-folder": ("music/deep/", "sha1"), "SHA-256": ("", "sha256")}


@pytest.mark.parametrize(("folder", "object_format"), PLACES.values(), ids=PLACES)
def test_a_catalogue_can_be_anywhere_in_any_repository(
    folder: str, object_format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    made = Repository(tmp_path / "all", folder, object_format=object_format)
    made.raw_commit(
        {"README": "", "tracks/odd é.yaml": "stage: seed\n"} if folder else {},
        author="A <a@x> 1700000000 +0000",
    )
    made.commit({"dune": "seed"}, files={"stages.yaml": STAGES}, at="2026-11-10")
    made.commit({"dune": "mixing"}, at="2026-11-16")
    monkeypatch.chdir(made.write() / "tracks")
    write("dune.yaml", text_of("dune", "published"))
    write("é.yaml", "stage: seed\n")
    assert rows_of(run("diff", "HEAD~1", "-f", "json")) == [
        "changed track dune stage: 'seed' → 'published'",
        "added track é stage: None → 'seed'",
    ]
    assert rows_of(run("diff", "HEAD~1..HEAD", "-f", "json")) == [
        "changed track dune stage: 'seed' → 'mixing'"
    ]
    ran = run("diff", "HEAD~2..HEAD~1", "-f", "json")
    assert rows_of(ran)[0] == "added track dune stage: None → 'seed'"
    assert ran.err == "there was no catalogue in this folder in HEAD~2\n"


def test_a_linked_worktree_is_compared_as_it_is(
    repository: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    git(repository, "worktree", "add", "--quiet", "../other", "v1")
    monkeypatch.chdir(repository.parent / "other" / "tracks")
    assert run("diff") == Ran(0, err="nothing has changed since the last commit\n")
    assert rows_of(run("diff", "main~1", "-f", "json")) == ["changed track dune stage: 'mixing' → 'seed'"]


def test_a_shallow_clone_says_how_to_get_older_commits(
    music: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", music.as_uri(), "clone")
    monkeypatch.chdir(tmp_path / "clone")
    assert run("diff") == Ran(0, err="nothing has changed since the last commit\n")
    how = "; older commits are not here, and 'git fetch --unshallow' gets them\n"
    assert run("diff", "HEAD~1").err.endswith(how)
    assert run("diff", "2026-11-01") == Ran(3, err=f"prodash: there is no commit before '2026-11-01'{how}")


NO_FOLDERS = (
    "prodash: this partial clone lacks the folders of older commits; "
    "get them with 'git fetch --refetch --filter=blob:none'\n"
)


def test_a_clone_without_older_versions_counts_what_is_missing(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    git(repository, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "--quiet", "--filter=tree:0", repository.as_uri(), "without-folders")
    monkeypatch.chdir(tmp_path / "without-folders")
    assert run("diff", "HEAD~2") == Ran(5, err=NO_FOLDERS)
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", repository.as_uri(), "clone")
    monkeypatch.chdir(tmp_path / "clone")
    ran = run("diff", "HEAD~2", "-f", "json")
    assert (ran.code, rows_of(ran)) == (1, ["added track night stage: None → 'seed'"])
    assert ran.err == (
        "left out, because they are not here: 3 versions of tracks in HEAD~2; 'git backfill' gets them\n"
    )


@pytest.mark.usefixtures("repository")
def test_no_program_of_the_repository_runs(run: Run) -> None:
    write("tell.sh", "#!/bin/sh\ntouch told\ncat\n")
    Path("tell.sh").chmod(0o755)
    program = f"{Path.cwd()}/tell.sh"
    settings = (
        "filter.tell.clean",
        "filter.tell.process",
        "diff.tell.textconv",
        "diff.external",
        "core.fsmonitor",
    )
    for name in settings:
        git(Path.cwd(), "config", name, program)
    git(Path.cwd(), "config", "filter.tell.required", "true")
    write(".gitattributes", "*.yaml filter=tell diff=tell\n")
    write("tracks/fog.yaml", text_of("fog", "mixing"))
    assert rows_of(run("diff", "-f", "json")) == ["changed track fog stage: 'writing' → 'mixing'"]
    assert not Path("told").exists()


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
@pytest.mark.usefixtures("repository")
def test_diff_has_no_line_wider_than_the_screen(width: int) -> None:
    for number, title in enumerate(("x" * 60, "怪獣のうた" * 6, "أغنية", "👩‍👩‍👧‍👦 family")):
        write(f"tracks/{'long-' * 11}{number}.yaml", f"title: {title}\nstage: seed\ndue: 2026-12-24\n")
    write("tracks/dune.yaml", "title: dune\nstage: ready-to-release\nnotes: |\n  " + "word " * 60 + "\n")
    shown = on_screen(["diff", "v1"], width)
    assert [line for line in shown.splitlines() if wcswidth(line) > width] == []
    assert "Ready to Release"[: width // 2] in shown
