"""add: a new track."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated

import typer

from prodash.completion.choices import ASSIGNMENTS
from prodash.errors import BadFileError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.change.assignment import parse_assignments
from prodash.model.files.add import plan_add_track, same_title_remark
from prodash.model.files.add_titles import plan_add_titles, title_in_line
from prodash.model.files.template import Template, with_edits
from prodash.model.plan.plan import ChangePlan
from prodash.options.change import NewFileOptions
from prodash.session.change.options import ChangeOptions, NewTrackOptions
from prodash.session.change.run import ChangeRun
from prodash.session.change.tracks import tell_new_fields
from prodash.session.session import Session
from prodash.session.terminal.streams import STDIN
from prodash.storage.yaml.literal import read_literal

_Plan = Callable[[Catalogue], ChangePlan]


def add(
    session: Session,
    title: Annotated[
        str, typer.Argument(metavar="TITLE", help="The title of the track; - reads titles from stdin.")
    ],
    assignments: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FIELD=VALUE]...", help="Its other fields, as in stage=writing.", show_default=False
        ),
        ASSIGNMENTS,
    ] = None,
    *,
    new: Annotated[NewTrackOptions, NewFileOptions],
    options: ChangeOptions,
) -> None:
    """Add a track: a new file named after its title.

    Its stage is the first one unless you name another. With --template song it begins with a copy of templates/song.yaml.

    Instead of a title, - reads titles from stdin, one a line: ls ~/Music/Projects | prodash add -

    Example: prodash add "Midnight Drive" stage=writing projects=summer-ep due=+6w
    """
    words = assignments or ()
    plan = _titles_plan(session, words, new) if title == STDIN else _track_plan(session, title, words, new)
    ChangeRun(session, options).run_plan(plan)


def _track_plan(session: Session, title: str, words: Sequence[str], new: NewTrackOptions) -> _Plan:
    """What plans a track with this *title*, and with the fields in *words*."""
    assignments = parse_assignments([f"title={title}", *words], session.today, read_literal)

    def plan(catalogue: Catalogue) -> ChangePlan:
        template = _template(session, catalogue, new.template)
        planned = plan_add_track(
            catalogue,
            assignments,
            folder=new.folder,
            identifier=new.identifier,
            template=template,
            new_field=new.new_field,
        )
        _require_known_names(catalogue, template, planned)
        tell_new_fields(session, catalogue, planned)
        if remark := same_title_remark(catalogue, assignments[0].value):
            session.outcome.add_remark(remark)
        return planned

    return plan


def _titles_plan(session: Session, words: Sequence[str], new: NewTrackOptions) -> _Plan:
    """What plans a track for each title on stdin that no track has."""
    if new.identifier is not None:
        raise UsageError("--id is for one track, and - may add several; leave --id out")
    _, *assignments = parse_assignments(["title=-", *words], session.today, read_literal)
    lines = filter(None, map(title_in_line, session.console.read_lines()))
    titles = [_valid_title(line, session.today) for line in lines]
    if not titles:
        session.outcome.add_remark("stdin has no title")

    def plan(catalogue: Catalogue) -> ChangePlan:
        template = _template(session, catalogue, new.template)
        added = plan_add_titles(
            catalogue, titles, assignments, folder=new.folder, template=template, new_field=new.new_field
        )
        _require_known_names(catalogue, template, added.plan)
        for title, other in added.passed_over.items():
            session.outcome.add_remark(f"passed over, because {other} has this title: {title}")
        tell_new_fields(session, catalogue, added.plan)
        return added.plan

    return plan


def _template(session: Session, catalogue: Catalogue, name: str | None) -> Template | None:
    """The template called *name*; None if none is asked for."""
    if name is None:
        return None
    from prodash.storage.read.template import read_template

    return read_template(session.root, catalogue, name)


def _require_known_names(catalogue: Catalogue, template: Template | None, plan: ChangePlan) -> None:
    """Raise BadFileError if new tracks would have a stage, workflow or project of the *template* that is not there."""
    if template is None or not plan.copies:
        return
    from prodash.model.check.errors import unknown_names

    edits = next(iter(plan.copies.values())).changes
    for problem in unknown_names(catalogue, with_edits(template.track, edits))[:1]:
        raise BadFileError(template.path, problem.message, problem.location.line)


def _valid_title(line: str, today: date) -> str:
    """*line* as a title; raises UsageError that quotes it if it is none."""
    try:
        return parse_assignments([f"title={line}"], today, read_literal)[0].value
    except UsageError as error:
        raise UsageError(f"{line!r} on stdin: {error}") from None
