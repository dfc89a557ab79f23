"""Report: a catalogue as one self-contained page (HTML); the one module that imports jinja2."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.problem import Problem
from prodash.model.catalogue.stage import Stages
from prodash.model.catalogue.track import Track
from prodash.model.select.filters import Filters
from prodash.model.select.select import Selected, in_order
from prodash.model.views.board import board
from prodash.model.views.dashboard import dashboard
from prodash.render.report.parts import CARDS, parts
from prodash.render.report.rows import choices, rows
from prodash.render.report.style import colour_rules, policy
from prodash.render.terminal.width import clean
from prodash.render.terminal.words import URGENCY_COLOURS, whole_day

if TYPE_CHECKING:
    from jinja2 import Environment

_BUFFERED = 1000
_LONG = 1000
"""How many rows make the table so long that a browser leaves out what is not to be seen."""

_HEAD = b'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="generator" content="prodash">'
_END = b"\n</html>\n"


@dataclass(frozen=True, slots=True)
class Page:
    """What a page is about: its title, what was selected by which filters, the catalogue's problems, and the day.

    Without `details` it keeps notes, file names and the user's own keys to itself.
    """

    title: str
    selected: Selected
    filters: Filters
    problems: Sequence[Problem]
    today: date
    details: bool = True


def as_page(catalogue: Catalogue, page: Page) -> bytes:
    """The page.  The same tracks give the same bytes on the same day."""
    problems = _problems_told(catalogue, page)
    catalogue = _without_others(catalogue, page.selected.tracks)
    tracks, today, asked = in_order(catalogue, page.selected.tracks), page.today, page.filters
    every_stage = not asked.limits_stages
    found = dashboard(catalogue, tracks, problems, today, archived=asked.all, every_stage=every_stage)
    lanes = board(catalogue, tracks, today)
    filters = choices(catalogue, tracks, found.agenda)
    pieces = _filled(
        {lane.group.colour for lane in lanes.lanes},
        page=page,
        date=whole_day(today),
        parts=parts(found, problems, details=page.details),
        board=lanes.limited(CARDS),
        filters=filters,
        rows=rows(catalogue, tracks, today, filters),
        is_long=len(tracks) > _LONG,
    )
    # Encoded bit by bit, for one emoji makes Python take four bytes for every character of a text.
    return b"".join(piece.encode() for piece in pieces)


def _filled(colours: Iterable[str], **values: Any) -> Iterable[str]:
    """The template with these values, and with a style that has *colours* and those of due dates, piece by piece."""
    from markupsafe import Markup

    environment = _environment()
    rules = colour_rules({*colours, *URGENCY_COLOURS.values()})
    style, script = f"{_source(environment, 'page.css')}{rules}", _source(environment, "page.js")
    pieces = environment.get_template("page.html.jinja").stream(
        style=Markup(style),  # noqa: S704 (ours, and colours)
        script=Markup(script),  # noqa: S704 (ours)
        policy=policy(style, script),
        **values,
    )
    pieces.enable_buffering(_BUFFERED)
    return pieces


def is_ours(data: bytes) -> bool:
    """Whether a file is a whole page that prodash wrote, and so may write anew."""
    text = _with_our_line_ends(data)
    return text.startswith(_HEAD) and text.endswith(_END) and text.count(_END) == 1


def says_the_same(one: bytes, other: bytes) -> bool:
    """Whether two pages differ in nothing but their line ends, which git may have changed."""
    return _with_our_line_ends(one) == _with_our_line_ends(other)


def _with_our_line_ends(data: bytes) -> bytes:
    return data.replace(b"\r\n", b"\n")


def _problems_told(catalogue: Catalogue, page: Page) -> Sequence[Problem]:
    """The problems of what was selected, and of all that is no track where nothing but archived ones is left out."""
    shown = {*(track.path for track in page.selected.tracks), *page.selected.unread}
    if page.filters.limits_tracks:
        return [problem for problem in page.problems if problem.location.path in shown]
    others = {track.path for track in catalogue.tracks} - shown
    return [problem for problem in page.problems if problem.location.path not in others]


def _without_others(catalogue: Catalogue, tracks: Sequence[Track]) -> Catalogue:
    """The catalogue without the stages that only other tracks name, where no stages.yaml lists them."""
    if catalogue.stages.is_declared:
        return catalogue
    here = {track.stage for track in tracks}
    stages = (stage for stage in catalogue.stages.in_order if stage.id in here)
    return replace(catalogue, stages=Stages.of("stage", stages, is_declared=False))


def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("prodash.render.report", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"number": "{:,}".format, "share": "{:.0%}".format}
    return environment


def _shown(value: Any) -> Any:
    """Texts with signs in the place of control characters, wherever a template puts them."""
    return clean(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


def _source(environment: "Environment", name: str) -> str:
    """A file of the page as it is; no template, for braces are its own."""
    text = environment.loader.get_source(environment, name)[0]  # type: ignore[union-attr] # it has one
    return "\n".join([*text.splitlines(), ""])
