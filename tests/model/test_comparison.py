"""How two catalogues differ, as a table: what is before, what is after, and what is told of it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.project import Project
from prodash.model.catalogue.stage import Stage
from prodash.model.catalogue.track import Mention, Track
from prodash.model.catalogue.tracks import Tracks
from prodash.model.comparison.catalogues import compare
from prodash.model.plan.change import SetValue
from tests.examples import examples
from tests.model.catalogues import (
    ALBUM,
    FILM,
    MIX,
    OUT,
    PROJECTS,
    SEED,
    SHELF,
    SIDES,
    STAGES,
    WORKFLOWS,
    catalogues,
)

ALL = frozenset({"title", "stage", "workflows", "projects", "due", "notes", "bpm"})
SKETCH = Stage("sketch", "Seed", SEED.colour)
DEMO = Stage("demo", "Demo", SEED.colour)
RENAMED = (DEMO, MIX, OUT, SHELF)
KEYS = frozenset({"id", "name", "parent", "due"})
EP = Project("ep", "EP", FILM.colour)


def track(identifier: str = "fog", stage: str = "seed", **fields: object) -> Track:
    """A track whose file has every key."""
    path = f"tracks/{identifier}.yaml"
    return Track(**{"id": identifier, "path": path, "title": "Fog", "stage": stage, "keys": ALL, **fields})  # type: ignore[arg-type]


def music(
    *tracks: Track, stages: tuple[Stage, ...] = STAGES, projects: tuple[Project, ...] = PROJECTS
) -> Catalogue:
    return Catalogue.of(stages=stages, workflows=WORKFLOWS, projects=projects, tracks=tracks)


def told(before: Catalogue, after: Catalogue, renames: dict[str, str] | None = None) -> list[str]:
    """Each difference in one line."""
    return [
        f"{one.what} {one.change.kind} {one.change.id} {one.change.field}: {one.change.before!r} → {one.change.after!r}"
        for one in compare(before, after, renames or {}).differences
    ]


TRACKS: dict[str, tuple[list[Track], list[Track], list[str]]] = {
    "nothing": ([track()], [track()], []),
    "moved": ([track()], [track(stage="mix")], ["changed track fog stage: 'seed' → 'mix'"]),
    "a stage by its name is the same": ([track(stage="Mix")], [track(stage="mix")], []),
    "without a stage": ([track()], [track(stage="")], ["changed track fog stage: 'seed' → None"]),
    "in an unknown stage": ([track()], [track(stage="lost")], ["changed track fog stage: 'seed' → 'lost'"]),
    "added": ([], [track()], ["added track fog stage: None → 'seed'"]),
    "added without a stage": ([], [track(stage="")], ["added track fog stage: None → None"]),
    "removed": ([track()], [], ["removed track fog stage: 'seed' → None"]),
    "due": (
        [track(due=date(2026, 1, 1))],
        [track(due=date(2026, 2, 1))],
        ["changed track fog due: '2026-01-01' → '2026-02-01'"],
    ),
    "no longer due": (
        [track(due=date(2026, 1, 1))],
        [track()],
        ["changed track fog due: '2026-01-01' → None"],
    ),
    "an empty key and none": ([track()], [track(keys=ALL - {"due", "notes", "workflows"})], []),
    "workflows": (
        [track(workflows=("art",))],
        [track(workflows=("art", "vox"))],
        ["changed track fog workflows: ('art',) → ('art', 'vox')"],
    ),
    "another order of workflows": ([track(workflows=("vox", "art"))], [track(workflows=("art", "vox"))], []),
    "projects": ([track(projects=("film",))], [track()], ["changed track fog projects: ('film',) → None"]),
    "title, custom field and notes": (
        [track(custom={"bpm": 98})],
        [track(title="Smoke", custom={"bpm": 99, "key": "C"}, notes="louder", keys=ALL | {"key"})],
        [
            "changed track fog title: 'Fog' → 'Smoke'",
            "changed track fog bpm: 98 → 99",
            "changed track fog key: None → 'C'",
            "changed track fog notes: None → 'louder'",
        ],
    ),
    "in the order in which people read": (
        [track("a"), track("b"), track("d")],
        [track("a", due=date(2026, 1, 1)), track("b", stage="mix"), track("c")],
        [
            "changed track b stage: 'seed' → 'mix'",
            "added track c stage: None → 'seed'",
            "removed track d stage: 'seed' → None",
            "changed track a due: None → '2026-01-01'",
        ],
    ),
}


@pytest.mark.parametrize(("before", "after", "expected"), TRACKS.values(), ids=TRACKS)
def test_what_differs_in_tracks_is_told(before: list[Track], after: list[Track], expected: list[str]) -> None:
    assert told(music(*before), music(*after)) == expected


def test_a_stage_that_is_not_listed_any_more_is_no_move() -> None:
    mentions = (Mention("stage", "Mix", 1, 8),)
    before = music(track(stage="Mix", mentions=mentions))
    after = music(track(stage="Mix", mentions=mentions, notes="louder"), stages=(SEED, OUT, SHELF))
    assert told(before, after) == [
        "changed track fog notes: None → 'louder'",
        "removed stage mix name: 'Mix' → None",
    ]


def test_a_renamed_track_is_one_track() -> None:
    after = music(track("smoke", path="tracks/ep/smoke.yaml", stage="mix"))
    assert told(music(track()), after, {"tracks/ep/smoke.yaml": "tracks/fog.yaml"}) == [
        "changed track smoke stage: 'seed' → 'mix'",
        "changed track smoke id: 'fog' → 'smoke'",
        "changed track smoke folder: 'tracks' → 'tracks/ep'",
    ]


Entries = tuple[tuple[Stage, ...], tuple[Project, ...]]
ENTRIES: dict[str, tuple[Entries, Entries, list[str]]] = {
    "added": (
        (STAGES, PROJECTS),
        ((SEED, DEMO, MIX, OUT, SHELF), (*PROJECTS, EP)),
        ["added stage demo name: None → 'Demo'", "added project ep name: None → 'EP'"],
    ),
    "removed": (
        (STAGES, PROJECTS),
        ((SEED, MIX, SHELF), (ALBUM, SIDES)),
        ["removed stage out name: 'Out' → None", "removed project film name: 'Film' → None"],
    ),
    "a stage keeps its name": (
        (STAGES, PROJECTS),
        ((SKETCH, MIX, OUT, SHELF), PROJECTS),
        ["changed stage sketch id: 'seed' → 'sketch'"],
    ),
    "a stage keeps its place": (
        (STAGES, PROJECTS),
        ((DEMO, MIX, OUT, SHELF), PROJECTS),
        ["changed stage demo id: 'seed' → 'demo'"],
    ),
    "a project only has the place of another one": (
        (STAGES, PROJECTS),
        (STAGES, (ALBUM, SIDES, EP)),
        ["added project ep name: None → 'EP'", "removed project film name: 'Film' → None"],
    ),
    "a stage moves": (
        (STAGES, PROJECTS),
        ((MIX, OUT, SEED, SHELF), PROJECTS),
        ["changed stage seed position: 1 → 3"],
    ),
    "projects have no order": ((STAGES, PROJECTS), (STAGES, PROJECTS[::-1]), []),
    "values of a project": (
        (STAGES, (ALBUM, FILM._replace(due=date(2026, 1, 1), keys=KEYS))),
        (STAGES, (ALBUM, FILM._replace(due=date(2026, 2, 1), parent="album", name="Movie", keys=KEYS))),
        [
            "changed project film name: 'Film' → 'Movie'",
            "changed project film parent: '' → 'album'",
            "changed project film due: '2026-01-01' → '2026-02-01'",
        ],
    ),
    "a colour that only follows from the place": (
        (STAGES, PROJECTS),
        (STAGES, tuple(project._replace(colour="#000000") for project in PROJECTS)),
        [],
    ),
}


@pytest.mark.parametrize(("before", "after", "expected"), ENTRIES.values(), ids=ENTRIES)
def test_what_differs_in_entries_is_told(before: Entries, after: Entries, expected: list[str]) -> None:
    old, new = (music(stages=stages, projects=projects) for stages, projects in (before, after))
    assert told(old, new) == expected


def test_a_renamed_stage_is_no_move() -> None:
    before, after = (
        music(track(), track("dune")),
        music(track(stage="demo"), track("dune", "mix"), stages=RENAMED),
    )
    assert told(before, after) == [
        "changed track dune stage: 'demo' → 'mix'",
        "changed stage demo id: 'seed' → 'demo'",
    ]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param(("ep",), ["changed project ep id: 'film' → 'ep'"], id="all go along"),
        pytest.param(
            (),
            [
                "changed track fog projects: ('film',) → None",
                "added project ep name: None → 'EP'",
                "removed project film name: 'Film' → None",
            ],
            id="one does not",
        ),
    ],
)
def test_a_project_is_renamed_if_its_tracks_go_along(now: tuple[str, ...], expected: list[str]) -> None:
    before = music(track("dune", projects=("film",)), track(projects=("film",)))
    after = music(track("dune", projects=("ep",)), track(projects=now), projects=(ALBUM, SIDES, EP))
    found = [one for one in told(before, after) if "dune" not in one]
    assert found == expected


def test_what_one_side_could_not_read_is_left_out() -> None:
    before, after = music(track(), track("dune")), music(track(stage="mix"), track("lost"))
    assert told(
        replace(before, unread=("tracks/lost.yaml",)), replace(after, unread=("tracks/dune.yaml",))
    ) == ["changed track fog stage: 'seed' → 'mix'"]


def test_a_track_in_a_folder_that_could_not_be_read_is_not_removed() -> None:
    before, after = music(track(path="tracks/ep/fog.yaml")), music()
    assert told(before, replace(after, unread=("tracks/ep",))) == []


@given(catalogues(), catalogues())
@examples(20)
def test_the_other_way_round_it_is_the_same_with_the_sides_changed(one: Catalogue, other: Catalogue) -> None:
    one, other = (
        replace(two, tracks=Tracks(replace(t, keys=ALL) for t in two.tracks)) for two in (one, other)
    )
    there, back = (
        {change_of(d.change, way) for d in compare(*pair, {}).differences}
        for pair, way in (((one, other), 1), ((other, one), -1))
    )
    assert there == back
    assert compare(one, one, {}).differences == ()


def change_of(change: SetValue, way: int) -> tuple[str, str, str]:
    before, after = map(repr, (change.before, change.after)[::way])
    return f"{change.id}.{change.field}", before, after
