"""Summaries: one problem in place of hundreds that have one cause."""

from collections.abc import Callable, Iterable, Sequence

from prodash import shell
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import STAGE
from prodash.model.catalogue.problem import Location, Problem, in_order
from prodash.model.catalogue.problem_codes import CodedProblem, ProblemKind
from prodash.model.check.problems import CheckProblem
from prodash.model.custom_fields.problems import DECLARES_LIST, FieldProblem
from prodash.model.entries.stage_values import are_few, fields_like_stages, stage_values

_MOST_PLACES = 3
_MOST_APART = 4
_FEWEST_TRACKS = 2


def summarised(catalogue: Catalogue, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """*problems* with one for all tracks if none has a stage, and one for all names of a vocabulary in place of ids."""
    problems = stages_summarised(catalogue, problems)
    names = _grouped(
        problems, ProblemKind.NAME_FOR_ID, lambda problem: problem.cause or problem.location.path
    )
    return _replaced(problems, names, [_names_for_ids(some) for some in names])


def stages_summarised(catalogue: Catalogue, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """*problems* with one for all tracks if none of them has a stage."""
    problems = tuple(problems)
    others = tuple(problem for problem in problems if problem.code != ProblemKind.MISSING_STAGE.code)
    count = len(problems) - len(others)
    if count < _FEWEST_TRACKS or any(track.stage for track in catalogue.tracks):
        return problems
    return in_order([*others, _no_stage(catalogue, count)])


def unknown_stages_summarised(catalogue: Catalogue, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """*problems* with one for all tracks with an unknown stage if they are many with few stages and no track has a known one."""
    problems = tuple(problems)
    unknown = _grouped(problems, ProblemKind.UNKNOWN_STAGE, lambda _: "")
    if len(next(iter(unknown), ())) <= _MOST_APART or any(map(catalogue.stage_of, catalogue.tracks)):
        return problems
    values = [track.stage for track in catalogue.tracks if track.stage]
    return _replaced(problems, unknown, [_no_known_stage(catalogue, values)]) if are_few(values) else problems


def repeats_summarised(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """*problems* with one for each wrong value or key of many tracks, for texts that should be lists, and for misplaced files."""
    values = _many(_grouped(problems, FieldProblem.FIELD_VALUE, _fault_of_value))
    keys = _many(_grouped(problems, ProblemKind.NEAR_KEY, lambda problem: problem.message))
    files = _many(_grouped(problems, CheckProblem.OUTSIDE_TRACKS, lambda _: ""))
    by = [*(_alike(some, "tracks") for some in values), *(_alike(some, "places") for some in keys)]
    return _replaced(problems, [*values, *keys, *files], [*by, *map(_outside, files)])


def _many(groups: Sequence[list[Problem]]) -> list[list[Problem]]:
    return [group for group in groups if len(group) > _MOST_APART]


def _grouped(
    problems: Sequence[Problem], kind: CodedProblem, key_of: Callable[[Problem], str]
) -> list[list[Problem]]:
    """Those of *problems* that are of *kind*, those with the same key together."""
    groups: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.code == kind.code:
            groups.setdefault(key_of(problem), []).append(problem)
    return [*groups.values()]


def _fault_of_value(problem: Problem) -> str:
    """What is wrong with a value: its message, without the text where that should be a list, because all such have one fix."""
    what, _, rule = problem.message.rpartition(", but ")
    return f"{what.partition(' is ')[0]}, {rule}" if DECLARES_LIST in rule else problem.message


def _alike(problems: Sequence[Problem], noun: str) -> Problem:
    """The first of *problems*, with the number of the others, each in one of what *noun* calls them, and the first places."""
    first, *others = problems
    places = ", ".join(f"{path}:{line}" for path, line, _ in (one.location for one in others[:_MOST_PLACES]))
    return first._replace(message=f"{first.message} (also in {len(others):,} more {noun}, such as {places})")


def _outside(problems: Sequence[Problem]) -> Problem:
    """The first of *problems*, with the number of the other files and the first of them."""
    first, *others = problems
    paths = ", ".join(one.location.path for one in others[:_MOST_PLACES])
    return first._replace(message=f"{first.message}, and {len(others):,} more files, such as {paths}")


def _replaced(
    problems: Sequence[Problem], groups: Sequence[Sequence[Problem]], by: Sequence[Problem]
) -> tuple[Problem, ...]:
    """*problems* with the problems in *by* in place of those in *groups*."""
    gone = {problem for group in groups for problem in group}
    return in_order([*(problem for problem in problems if problem not in gone), *by])


def _names_for_ids(problems: Sequence[Problem]) -> Problem:
    """The first of *problems*, with the number of the others and the first places."""
    first, *others = problems
    if not others:
        return first
    places = [f"{path}:{line}" for path, line, _ in (problem.location for problem in others[:_MOST_PLACES])]
    such_as, ending = " such as" if others[_MOST_PLACES:] else "", "s" if others[1:] else ""
    example = first.message.partition("; ")[0]
    fix = f"{shell.command('prodash', 'check', '--fix')} writes the ids"
    where = f"{len(others):,} more place{ending},{such_as} {', '.join(places)}"
    return first._replace(message=f"{example}, and names stand for ids in {where}; {fix}")


def _no_stage(catalogue: Catalogue, count: int) -> Problem:
    """The problem that no track has a stage, with the fields that look like one."""
    likely = fields_like_stages(catalogue.tracks)
    fix = _fix(catalogue, likely[0], f" or {likely[1]!r}" if likely[1:] else "") if likely else ""
    usual = f"; add a line such as '{catalogue.stage_line}' to each"
    return CheckProblem.NO_STAGE.at(Location(STAGE.path), count=f"{count:,}", fix=fix or usual)


def _no_known_stage(catalogue: Catalogue, values: Sequence[str]) -> Problem:
    """The problem that no track has a stage of the catalogue, with the *values* that stand there, and how they become its stages."""
    names = [repr(value.name) for value in stage_values(values)]
    more = f" and {len(names) - _MOST_PLACES:,} more" if names[_MOST_PLACES:] else ""
    command = shell.command("prodash", "init", "--stage-field", catalogue.stage_key)
    fix = (
        f" that {STAGE.path} lists: they have {', '.join(names[:_MOST_PLACES])}{more}; "
        f"delete {STAGE.path} and run {command} to make the stages of these"
    )
    return CheckProblem.NO_STAGE.at(Location(STAGE.path), count=f"{len(values):,}", fix=fix)


def _fix(catalogue: Catalogue, field: str, others: str) -> str:
    """What to do if *field* says the stage, which depends on whether the stages are those of its values."""
    values = {str(track.custom[field]) for track in catalogue.tracks if field in track.custom}
    named = f", but {field!r}{others} looks like one"
    if all(map(catalogue.stages.find, values)):
        return f"{named}; write 'field: {field}' in {STAGE.path}"
    command = shell.command("prodash", "init", "--stage-field", field)
    return f"{named}; delete {STAGE.path} and run {command}, or write 'field: {field}' in it"
