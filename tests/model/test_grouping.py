"""Grouping puts tracks together by stage, workflow, project or a custom field."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prodash.errors import UnknownFieldError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.project import Project
from prodash.model.catalogue.stage import Stage
from prodash.model.catalogue.track import Track
from prodash.model.select.filters import Filters
from prodash.model.select.select import select
from prodash.model.views.group_fields import GROUP_FIELDS, resolve_grouping
from prodash.model.views.grouping import grouped
from tests.model.catalogues import TODAY, catalogue, catalogues, track

TRACKS = (
    track("a", "seed", workflows=("vox", "art"), projects=("sides",), custom={"bpm": 120, "Mood": "dark"}),
    track(
        "b",
        "mix",
        workflows=("odd",),
        projects=("album", "film"),
        custom={"bpm": 90, "Mood": ("Calm", "dark")},
    ),
    track("c", "lost", projects=("odd",), custom={"bpm": "fast", "mood ": ""}),
    track("d", "seed", custom={"bpm": 120.5, "Mood": False}),
)
EXPECTED: Mapping[str, list[tuple[str, str, int, str]]] = {
    "stage": [
        ("seed", "Seed", 0, "ad"),
        ("mix", "Mix", 0, "b"),
        ("out", "Out", 0, ""),
        ("", "in no known stage", 0, "c"),
    ],
    "workflow": [
        ("art", "Artwork", 0, "a"),
        ("vox", "Vocals", 0, "a"),
        ("odd", "odd", 0, "b"),
        ("", "no workflow", 0, "cd"),
    ],
    "project": [
        ("album", "Album", 0, "ab"),
        ("sides", "B-Sides", 1, "a"),
        ("film", "Film", 0, "b"),
        ("odd", "odd", 0, "c"),
        ("", "no project", 0, "d"),
    ],
    "bpm": [
        ("90", "90", 0, "b"),
        ("120", "120", 0, "a"),
        ("120.5", "120.5", 0, "d"),
        ("fast", "fast", 0, "c"),
    ],
    "Mood": [
        ("Calm", "Calm", 0, "b"),
        ("dark", "dark", 0, "ab"),
        ("false", "false", 0, "d"),
        ("", "no Mood", 0, "c"),
    ],
}


@pytest.mark.parametrize("by", EXPECTED)
def test_groups_are_in_order_and_tracks_in_no_group_come_last(by: str) -> None:
    shown = [
        (group.id, group.name, group.depth, "".join(track.id for track in group.tracks))
        for group in grouped(catalogue(*TRACKS), TRACKS, by)
    ]
    assert shown == EXPECTED[by]


def test_an_archived_stage_has_a_group_only_if_tracks_are_in_it() -> None:
    tracks = (track("a", "shelf"),)
    assert [group.id for group in grouped(catalogue(*tracks), tracks, "stage")] == [
        "seed",
        "mix",
        "out",
        "shelf",
    ]


NAMES = {
    "itself": ("workflow", "workflow"),
    "several": ("workflows", "workflow"),
    "capitals": ("Projects", "project"),
    "a custom field": ("bpm", "bpm"),
    "a custom field in capitals": ("BPM", "bpm"),
    "a custom field without its punctuation": ("mix version", "mix_version"),
    "one of several spellings": ("Key", "key"),
    "another spelling": ("KEY", "key"),
    "a custom field that is spelled like a field": ("Stages", "Stages"),
}


@pytest.mark.parametrize(("text", "meant"), NAMES.values(), ids=NAMES)
def test_the_field_to_group_by_may_be_spelled_in_several_ways(text: str, meant: str) -> None:
    custom = dict.fromkeys(["key", "Key", "bpm", "mix_version", "Stages"], 1)
    assert resolve_grouping(catalogue(track("a", custom=custom)), text) == meant


FEW = "; choose from 'stage', 'workflow', 'project', 'genre'"
UNKNOWN = {
    "not similar": ("xyz", ["genre"], FEW),
    "similar": ("gnere", ["genre"], "; did you mean 'genre'?"),
    "similar to one of several": ("stgaes", [], "; did you mean 'stage'?"),
    "empty": ("", ["genre"], FEW),
    "many": (
        "xyz",
        [f"key{n}" for n in range(10)],
        "; choose from 'stage', 'workflow', 'project' and your custom fields",
    ),
}


@pytest.mark.parametrize(("text", "keys", "help_of"), UNKNOWN.values(), ids=UNKNOWN)
def test_an_unknown_field_gets_suggestions_or_the_whole_list(
    text: str, keys: list[str], help_of: str
) -> None:
    with pytest.raises(UnknownFieldError) as raised:
        resolve_grouping(catalogue(track("a", custom=dict.fromkeys(keys, 1))), text)
    assert str(raised.value) == f"unknown field {text!r}{help_of}"


@given(catalogues(), st.sampled_from([*GROUP_FIELDS, "genre"]))
def test_every_track_is_in_a_group_and_in_none_twice(found: Catalogue, by: str) -> None:
    if not found.tracks:
        by = "stage"
    groups = grouped(found, found.tracks, by)
    assert {track.id for group in groups for track in group.tracks} == {track.id for track in found.tracks}
    assert len({group.id for group in groups}) == len(groups)
    for group in groups:
        ids = [track.id for track in group.tracks]
        assert ids == sorted({*ids})
        assert group.tracks or (by == "stage" and group.id)


@given(catalogues())
def test_every_track_is_in_one_stage(found: Catalogue) -> None:
    tracks = [track.id for group in grouped(found, found.tracks, "stage") for track in group.tracks]
    assert sorted(tracks) == [track.id for track in found.tracks]


@given(catalogues(), st.sampled_from(GROUP_FIELDS))
def test_a_group_has_the_tracks_that_the_filter_of_its_name_selects(found: Catalogue, by: str) -> None:
    vocabulary = {"stage": found.stages, "workflow": found.workflows, "project": found.projects}[by]
    for group in grouped(found, found.tracks, by):
        if group.id in vocabulary or (not group.id and by != "stage"):
            filters = Filters(all=True, **{by: (group.id or "none",)})  # type: ignore[arg-type]
            assert group.tracks == (*select(found, filters, TODAY, lambda _: None).tracks,)


def test_of_two_stages_with_one_id_the_first_has_the_tracks() -> None:
    twice = [Stage("x", "One", "#000000"), Stage("y", "Y", "#000000"), Stage("x", "Two", "#000000")]
    found = Catalogue.of(
        stages=twice, workflows=None, projects=None, tracks=[Track("t", "tracks/t.yaml", "T", "x")]
    )
    groups = grouped(found, found.tracks, "stage")
    assert [(group.name, len(group.tracks)) for group in groups] == [("One", 1), ("Y", 0)]


def test_projects_in_a_cycle_each_have_their_tracks() -> None:
    rounds = [Project("a", "A", "#000000", parent="b"), Project("b", "B", "#000000", parent="a")]
    tracks = [Track("t", "tracks/t.yaml", "T", "x", projects=("a",))]
    found = Catalogue.of(stages=[Stage("x", "X", "#000000")], workflows=None, projects=rounds, tracks=tracks)
    groups = grouped(found, found.tracks, "project")
    assert [(group.id, len(group.tracks)) for group in groups] == [("a", 1), ("b", 1)]
