"""Parse the bytes of a track's file; whatever is wrong becomes a problem, never an exception."""

from prodash.model.catalogue.fields import STAGE_KEY, USUAL_LINE, StageLine
from prodash.model.catalogue.problem import Location, Problem
from prodash.model.catalogue.problem_codes import ProblemKind
from prodash.model.catalogue.track import Track
from prodash.model.names.file_names import track_id
from prodash.model.names.names import title_from_id
from prodash.storage.read.fields import FieldReader, describe, problems_from_faults
from prodash.storage.read.misread import find_misread
from prodash.storage.yaml.encoding import decode
from prodash.storage.yaml.nodes import Fault, Mapping, Node
from prodash.storage.yaml.parse import parse

Reading = tuple[Track | None, tuple[Problem, ...]]
"""A track, or problems, or a track with problems."""


def read_track(path: str, data: bytes, stage_line: StageLine = USUAL_LINE) -> Reading:
    """The track in *data*, the bytes of the file at *path* (relative to the catalogue), and its problems.

    The key of *stage_line* names the stage, and messages suggest that line.
    """
    problems: list[Problem] = []
    fix = f"write lines such as '{stage_line}'"
    mapping = read_mapping(path, data, fix, problems, stage_line.key)
    if mapping is None:
        return None, tuple(problems)
    if stage_line.key != STAGE_KEY:
        mapping = _with_fields_as_keys(mapping, stage_line)
    return _make_track(FieldReader(mapping, path, problems), stage_line), tuple(problems)


def read_mapping(
    path: str, data: bytes, fix: str, problems: list[Problem], stage_key: str = STAGE_KEY
) -> Mapping | None:
    """The top-level mapping of a file; None if it has none, with the reason and *fix* added to *problems*."""
    decoded = decode(data)
    text = "" if isinstance(decoded, Fault) else decoded[1]
    document = decoded if isinstance(decoded, Fault) else parse(text)
    if isinstance(document, Fault):
        if document.code is ProblemKind.CONFLICT:
            # Most files need neither what it takes to word this nor the time to import it.
            from prodash.storage.read.conflict_message import with_message

            document = with_message(document, path, data, stage_key)
        problems.extend(problems_from_faults((document,), path))
        return None
    problems.extend(problems_from_faults(document.faults, path))
    if not isinstance(document.top, Mapping):
        problems.append(_not_a_mapping(path, document.top, fix))
        return None
    problems.extend(find_misread(path, text, document.top))
    return document.top


def _not_a_mapping(path: str, top: Node | None, fix: str) -> Problem:
    if top is None:
        return ProblemKind.EMPTY.at(Location(path), fix=fix)
    return ProblemKind.NOT_FIELDS.at(Location(path, top.line, top.column), what=describe(top), fix=fix)


def _with_fields_as_keys(mapping: Mapping, stage_line: StageLine) -> Mapping:
    """*mapping* with the field that each of its keys holds in place of the key."""
    pairs = tuple([(key._replace(text=stage_line.swapped(key.text)), value) for key, value in mapping.pairs])
    return mapping._replace(pairs=pairs)


def _make_track(reader: FieldReader, stage_line: StageLine) -> Track:
    identifier = track_id(reader.path)
    title = reader.text("title").rstrip("\r\n")
    if reader.is_blank(STAGE_KEY):
        reader.problems.append(ProblemKind.MISSING_STAGE.at(reader.location(STAGE_KEY), line=stage_line))
    stage = reader.mention(STAGE_KEY, stage_line.key)
    workflows = reader.mentions("workflows")
    projects = reader.mentions("projects")
    (due, due_time), notes = reader.date_and_time("due"), reader.text("notes")
    other_keys = reader.other_keys()
    return Track(
        id=identifier,
        path=reader.path,
        title=title if title.strip() else title_from_id(identifier),
        stage=stage[0].text if stage else "",
        workflows=tuple([mention.text for mention in workflows]),
        projects=tuple([mention.text for mention in projects]),
        due=due,
        notes=notes,
        custom={key.text: key.value for key in other_keys},
        mentions=stage + workflows + projects,
        keys=reader.keys,
        other_keys=other_keys,
        due_time=due_time,
    )
