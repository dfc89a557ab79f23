"""Reading: the bytes of a track's file to a track, whatever the bytes; it never raises."""

from prodash.model.catalogue.problem import Location, Problem
from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.model.catalogue.track import Track
from prodash.model.names.file_names import track_id
from prodash.model.names.names import title_from_id
from prodash.storage.read.fields import Fields, describe, located
from prodash.storage.yaml.encoding import decode
from prodash.storage.yaml.nodes import Fault, Mapping, Node
from prodash.storage.yaml.parse import parse

Reading = tuple[Track | None, tuple[Problem, ...]]
"""A track, or problems, or a track with problems."""


def read_track(path: str, data: bytes, *, example_stage: str = "mixing") -> Reading:
    """What the file at *path* (relative to the catalogue) with the bytes *data* says."""
    problems: list[Problem] = []
    fix = f"write lines such as 'stage: {example_stage}'"
    mapping = read_mapping(path, data, fix, problems)
    if mapping is None:
        return None, tuple(problems)
    return _track(Fields(mapping, path, problems), example_stage), tuple(problems)


def read_mapping(path: str, data: bytes, fix: str, problems: list[Problem]) -> Mapping | None:
    """The keys and values at the top of a file; where there are none, the reason is added to *problems*."""
    decoded = decode(data)
    document = decoded if isinstance(decoded, Fault) else parse(decoded[1])
    if isinstance(document, Fault):
        problems.extend(located((document,), path))
        return None
    problems.extend(located(document.faults, path))
    if not isinstance(document.top, Mapping):
        problems.append(_not_fields(path, document.top, fix))
        return None
    return document.top


def _not_fields(path: str, top: Node | None, fix: str) -> Problem:
    if top is None:
        return ProblemKind.EMPTY.at(Location(path), fix=fix)
    return ProblemKind.NOT_FIELDS.at(Location(path, top.line, top.column), what=describe(top), fix=fix)


def _track(fields: Fields, example_stage: str) -> Track:
    identifier = track_id(fields.path)
    title = fields.text("title").rstrip("\r\n")
    if fields.has_no("stage"):
        fields.problems.append(ProblemKind.MISSING_STAGE.at(fields.location("stage"), example=example_stage))
    stage = fields.mention("stage")
    workflows = fields.mentions("workflows")
    projects = fields.mentions("projects")
    due, notes = fields.date("due"), fields.text("notes")
    others = fields.other_keys()
    return Track(
        id=identifier,
        path=fields.path,
        title=title if title.strip() else title_from_id(identifier),
        stage=stage[0].text if stage else "",
        workflows=tuple([mention.text for mention in workflows]),
        projects=tuple([mention.text for mention in projects]),
        due=due,
        notes=notes,
        custom={key.text: key.value for key in others},
        mentions=stage + workflows + projects,
        keys=fields.keys,
        other_keys=others,
    )
