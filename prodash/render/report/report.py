"""Report: a catalogue as one self-contained HTML page; only this module imports jinja2."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.problem import Problem
from prodash.model.catalogue.stage import Stages
from prodash.model.catalogue.track import Track
from prodash.model.catalogue.tracks import Tracks
from prodash.model.select.filters import Filters
from prodash.model.select.select import Selected, in_order
from prodash.model.views.board import board
from prodash.model.views.dashboard import dashboard
from prodash.model.views.project_progress import project_progress
from prodash.render.report import page_files
from prodash.render.report.choices import choices, encoded, view_names
from prodash.render.report.covers import NO_COVERS, Covers
from prodash.render.report.favicon import favicon
from prodash.render.report.parts import CARDS, NAMES, linked_views, parts
from prodash.render.report.phrases import PHRASES
from prodash.render.report.projects import project_parts
from prodash.render.report.rows import custom_columns, name_colours, rows
from prodash.render.report.style import colour_rules, policy
from prodash.render.terminal.width import clean
from prodash.render.terminal.words import URGENCY_COLOURS, short_date

if TYPE_CHECKING:
    from jinja2 import Environment

    from prodash.model.history.history import History
    from prodash.render.report.from_history import HistoryParts

_AT_ONCE = 1000
_LONG_TABLE = 1000
"""From how many rows on the browser skips rendering the rows that are off screen."""

_HEAD = b'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="generator" content="prodash">'
_END = b"\n</html>\n"


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows: title, selected tracks, the filters that selected them, problems, and the date.

    Without `details` it leaves out notes, custom fields and file paths; `history` is None without git.
    """

    title: str
    selected: Selected
    filters: Filters
    problems: Sequence[Problem]
    today: date
    details: bool = True
    history: "History | None" = None
    covers: Covers = NO_COVERS


def as_page(catalogue: Catalogue, page: Page) -> bytes:
    """The page as HTML in UTF-8; the same tracks give the same bytes on the same day."""
    problems = _visible_problems(catalogue, page)
    catalogue = _without_unused_stages(catalogue, page.selected.tracks)
    tracks = in_order(catalogue, page.selected.tracks)
    lanes = board(catalogue, tracks, page.today)
    history = _from_history(catalogue, page)
    forecast = history.forecast if history else None
    progress = project_progress(catalogue, tracks)
    projects = project_parts(progress, forecast.projects if forecast else {}, page.today)
    colours = {
        *(lane.group.colour for lane in lanes.lanes),
        *name_colours(catalogue, tracks),
        *(history.colours if history else ()),
        *(projects.colours if projects else ()),
    }
    pieces = _render(
        colour_rules({*colours, *URGENCY_COLOURS}) + page.covers.rules,
        page=page,
        date=short_date(page.today),
        icon=favicon([lane.group.colour for lane in lanes.lanes]),
        limits={"cards": CARDS, "soonest": NAMES},
        board=lanes.limited(CARDS),
        past=history.past if history else None,
        over_time=history.over_time if history else None,
        forecast=forecast,
        projects=projects,
        **_tracks_and_numbers(catalogue, tracks, problems, page),
    )
    # Encoded in blocks: one emoji makes Python store every character of a text in four bytes.
    blocks = map("".join, iter(lambda: [*islice(pieces, _AT_ONCE)], []))
    return b"".join(map(str.encode, blocks))


def _tracks_and_numbers(
    catalogue: Catalogue, tracks: Sequence[Track], problems: Sequence[Problem], page: Page
) -> Mapping[str, Any]:
    """The table, its filters, and the parts above it that count its tracks, by their names in the templates."""
    archived, every_stage = page.filters.includes_archived, not page.filters.limits_stages
    overview = dashboard(catalogue, tracks, problems, page.today, archived=archived, every_stage=every_stage)
    filters = choices(catalogue, tracks, overview)
    page_parts = parts(overview, problems, details=page.details)
    return {
        "parts": page_parts,
        "filters": filters,
        "views": view_names(filters, linked_views(page_parts)),
        "rows": rows(catalogue, tracks, overview, filters, page.covers),
        "is_long": len(tracks) > _LONG_TABLE,
        "custom_columns": custom_columns(tracks, _custom_keys(page)) if page.details else (),
    }


def _custom_keys(page: Page) -> set[str]:
    return {key for keys in Tracks.of(page.selected.tracks).custom_keys() for key in keys}


def _from_history(catalogue: Catalogue, page: Page) -> "HistoryParts | None":
    if page.history is None:
        return None
    from prodash.render.report.from_history import history_parts

    return history_parts(catalogue, page.selected.tracks, page.history, page.filters, page.today)


def _render(rules: str, page: Page, **values: Any) -> Iterator[str]:
    """The template filled with *values*, in pieces; its style has the *rules* for colours and pictures too."""
    from markupsafe import Markup

    style, script = f"{page_files.style()}{rules}", page_files.script()
    template = _environment().get_template("page.html.jinja")
    return template.generate(
        style=Markup(style),  # noqa: S704 (our file, and colours)
        script=Markup(script),  # noqa: S704 (our file)
        policy=policy(style, script),
        page=page,
        **values,
    )


def is_generated(data: bytes) -> bool:
    """Whether *data*, with LF at the ends of lines, is a whole page from prodash, so that prodash may replace it."""
    return data.startswith(_HEAD) and data.endswith(_END) and data.count(_END) == 1


def _visible_problems(catalogue: Catalogue, page: Page) -> Sequence[Problem]:
    """The problems of the selected tracks and, unless filters limit the tracks, of files that are not tracks."""
    shown = {*(track.path for track in page.selected.tracks), *page.selected.unread}
    if page.filters.limits_tracks:
        return [problem for problem in page.problems if problem.location.path in shown]
    others = {track.path for track in catalogue.tracks} - shown
    return [problem for problem in page.problems if problem.location.path not in others]


def _without_unused_stages(catalogue: Catalogue, tracks: Sequence[Track]) -> Catalogue:
    """*catalogue* without the stages that none of *tracks* has, unless stages.yaml lists them."""
    if catalogue.stages.is_declared:
        return catalogue
    here = {track.stage for track in tracks}
    stages = (stage for stage in catalogue.stages.in_order if stage.id in here)
    return replace(catalogue, stages=Stages.of("stage", stages, is_declared=False))


def _environment() -> "Environment":
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(page_files.page_file),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printable,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    values = cache(_values)
    environment.globals |= {"phrases": PHRASES, "once": cache(lambda macro, *shown: macro(*shown))}
    environment.filters |= {"number": "{:,}".format, "share": "{:.0%}".format, "encoded": encoded}
    environment.filters["values"] = lambda texts: values(tuple(texts))
    return environment


def _values(texts: Iterable[str]) -> str:
    """The values of one attribute, separated by tabs, which no id on the page contains."""
    from markupsafe import Markup

    return Markup("&#9;").join(map(_printable, texts))


def _printable(value: Any) -> Any:
    """*value* as HTML without control characters and workflow commands, if it is a text that is not HTML already."""
    if type(value) is not str and (not isinstance(value, str) or hasattr(value, "__html__")):
        return value
    text = clean(value)
    if "::" not in text and "##" not in text:
        return text
    from markupsafe import Markup, escape

    return Markup(str(escape(text)).replace("::", "&#58;:").replace("##", "&#35;#"))  # noqa: S704 (escaped)
