"""Selection gives the tracks that meet each filter, whichever filters are asked only once for each value."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.track import Track
from prodash.model.select.conditions import criteria
from prodash.model.select.filters import Filters
from prodash.model.select.select import select
from tests.model.catalogues import TODAY, catalogues

FILTERS = (
    Filters(stage=["seed,shelf"]),
    Filters(not_stage=["Mix"]),
    Filters(past="seed"),
    Filters(before="out"),
    Filters(workflow=["art+vox,none"]),
    Filters(not_workflow=["art"]),
    Filters(project=["album"]),
    Filters(not_project=["none", "film"]),
    Filters(due=["overdue", "week"]),
    Filters(not_due=["none"]),
    Filters(search="o"),
    Filters(where=["stage=mix"]),
    Filters(where=["stage~i", "!due"]),
    Filters(where=["workflows!=art"]),
    Filters(where=["projects"]),
    Filters(where=[f"due>{TODAY}"]),
    Filters(where=["!genre"]),
    Filters(where=["title~2", "id!=t2"]),
    Filters(),
)


def no_time(_: object) -> None:
    """The history of no track."""


@given(
    catalogues(),
    st.sampled_from(FILTERS),
    st.sampled_from(FILTERS),
    st.dates(date(2026, 11, 1), date(2027, 1, 9)),
)
def test_a_track_is_selected_exactly_if_it_meets_every_filter(
    found: Catalogue, one: Filters, other: Filters, today: date
) -> None:
    filters = one._replace(all=True, filter=["other"], named=(("other", other),))
    asked = [*criteria(found, filters, today, no_time)]
    right = [track for track in found.tracks if all(each.condition(track) for each in asked)]
    assert [*select(found, filters, today, no_time).tracks] == right


@given(catalogues(), st.sampled_from(FILTERS))
def test_a_filter_that_names_its_fields_looks_at_no_other(found: Catalogue, filters: Filters) -> None:
    for asked in criteria(found, filters, TODAY, no_time):
        bare = [Track("", "", "", *track.names, track.due) for track in found.tracks if asked.fields]
        assert [*map(asked.condition, bare)] == [
            asked.condition(track) for track in found.tracks if asked.fields
        ]
