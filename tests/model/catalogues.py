"""Catalogues for tests of the model, made from a few words or by Hypothesis."""

from datetime import date, timedelta

from hypothesis import strategies as st

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.project import Project
from prodash.model.catalogue.stage import Stage, StageKind
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.value import Value
from prodash.model.catalogue.workflow import Workflow

TODAY = date(2026, 11, 21)
SEED, MIX = Stage("seed", "Seed", "#64748b", "🌱"), Stage("mix", "Mix", "#9333ea")
OUT = Stage("out", "Out", "#15803d", kind=StageKind.FINISHED)
SHELF = Stage("shelf", "Shelf", "#475569", kind=StageKind.ARCHIVED)
STAGES = (SEED, MIX, OUT, SHELF)
WORKFLOWS = (Workflow("art", "Artwork", "#db3d8c"), Workflow("vox", "Vocals", "#0c8fd6"))
ALBUM, SIDES, FILM = (
    Project("album", "Album", "#5b55e6"),
    Project("sides", "B-Sides", "#ea7317", parent="album", due=TODAY + timedelta(days=30)),
    Project("film", "Film", "#0f766e"),
)
PROJECTS = (ALBUM, SIDES, FILM)


def track(identifier: str, stage: str = "seed", **fields: object) -> Track:
    """A track with this id and stage."""
    return Track(identifier, f"tracks/{identifier}.yaml", identifier.title(), stage, **fields)  # type: ignore[arg-type]


def catalogue(*tracks: Track) -> Catalogue:
    """A catalogue of these tracks."""
    return Catalogue.of(stages=STAGES, workflows=WORKFLOWS, projects=PROJECTS, tracks=tracks)


_VALUES: st.SearchStrategy[Value] = st.sampled_from(
    [None, "dub", "Dub", 90, 120.5, True, (), ("dub", "ambient"), {"year": 1962}]
)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    """Any catalogue of the stages, workflows and projects above, with names that it does not know."""
    names = st.sampled_from
    return catalogue(
        *(
            track(
                f"t{number}",
                draw(names(["seed", "mix", "out", "shelf", "lost", ""])),
                workflows=tuple(draw(st.lists(names(["art", "vox", "odd"]), unique=True))),
                projects=tuple(draw(st.lists(names(["album", "sides", "film", "odd"]), unique=True))),
                due=draw(st.none() | st.integers(-9, 9).map(lambda days: TODAY + timedelta(days=days))),
                custom={"genre": draw(_VALUES)},
            )
            for number in range(draw(st.integers(0, 8)))
        )
    )
