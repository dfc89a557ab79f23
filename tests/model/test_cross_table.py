"""The cross table counts each group in each stage, and in the totals each track once."""

from hypothesis import given
from hypothesis import strategies as st

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.views.cross_table import cross_table
from prodash.model.views.group_fields import GROUP_FIELDS
from prodash.model.views.grouping import grouped
from tests.model.catalogues import catalogue, catalogues, track


def test_a_track_in_two_projects_counts_in_both_rows_and_once_in_the_total() -> None:
    tracks = [
        track("a", projects=("sides", "film")),
        track("b", "mix"),
        track("c", "lost", projects=("film",)),
    ]
    table = cross_table(catalogue(*tracks), tracks, "Projects")
    assert (table.by, [stage.id for stage in table.stages]) == ("project", ["seed", "mix", "out", ""])
    assert [(row.group.id, row.counts, row.total) for row in table.rows] == [
        ("album", (1, 0, 0, 0), 1),
        ("sides", (1, 0, 0, 0), 1),
        ("film", (1, 0, 0, 1), 2),
        ("", (0, 1, 0, 0), 1),
    ]
    assert (table.totals, table.total, table.overlaps) == ((1, 1, 0, 1), 3, True)


def test_rows_of_different_tracks_do_not_overlap() -> None:
    tracks = [track("a", projects=("film",)), track("b")]
    assert not cross_table(catalogue(*tracks), tracks, "project").overlaps


@given(catalogues(), st.sampled_from(GROUP_FIELDS))
def test_counts_add_up(found: Catalogue, by: str) -> None:
    table = cross_table(found, found.tracks, by)
    assert table.total == sum(table.totals) == len(found.tracks)
    assert [row.total for row in table.rows] == [
        len(group.tracks) for group in grouped(found, found.tracks, by)
    ]
    for row in table.rows:
        assert row.total == sum(row.counts)
        assert all(count <= total for count, total in zip(row.counts, table.totals, strict=True))
    assert table.overlaps == (sum(row.total for row in table.rows) != table.total)
