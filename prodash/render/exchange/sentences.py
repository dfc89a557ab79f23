"""Sentences: what was sent and received, in one each."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from prodash.model.catalogue.kinds import KINDS
from prodash.model.comparison.catalogues import Comparison
from prodash.model.comparison.difference import Difference, What
from prodash.model.plan.change import TRACK, Subject
from prodash.render.changes.values import shown_values
from prodash.render.terminal.width import clean
from prodash.render.terminal.words import pluralise

_MOST = 4
_STAGE, _TITLE = "stage", "title"


class Changes(NamedTuple):
    """What differs between two commits of a catalogue.

    comparison   the differences; None if the commits are the same
    commits      how many commits lead from one to the other
    who          who made them
    """

    comparison: Comparison | None = None
    commits: int = 0
    who: Sequence[str] = ()

    def sentence(self, done: str) -> str:
        """What was *done*, such as `sent`; empty if nothing differs."""
        if self.comparison is None:
            return ""
        named = phrases(self.comparison)
        number = len(named) + len(self.comparison.alike)
        what = pluralise(number, "change") if number else pluralise(self.commits, "commit")
        source = f" from {', '.join(map(clean, self.who))}" if self.who else ""
        return f"{what} {done}{source}{': ' if named else ''}{_first(named)}"


def message_for(comparison: Comparison, *, with_settings: bool = False) -> str:
    """The message of the commit that has what differs, and changed settings besides if it is *with_settings*."""
    named = [*phrases(comparison), *(["settings"] if with_settings else [])]
    return "Change settings" if named == ["settings"] else _first(named) or "Change comments and order"


def phrases(comparison: Comparison) -> list[str]:
    """One phrase for each track and entry that differs: `Low Tide → Mixing`, `Fog (due, bpm)`."""
    by_subject: dict[Subject, list[Difference]] = {}
    for one in comparison.differences:
        by_subject.setdefault(one.change.subject, []).append(one)
    titles = {track.path: track.title for track in comparison.both.tracks}
    return [
        clean(_phrase(_name(comparison, subject, titles), differences, comparison))
        for subject, differences in by_subject.items()
    ]


def _name(comparison: Comparison, subject: Subject, titles: dict[str, str]) -> str:
    if subject.kind == TRACK:
        return titles.get(subject.path, subject.id)
    vocabulary = KINDS[subject.kind].vocabulary_of(comparison.both)
    name = next((entry.name for entry in vocabulary.in_order if entry.id == subject.id), subject.id)
    return f"{subject.kind} {name}"


def _phrase(name: str, differences: Sequence[Difference], comparison: Comparison) -> str:
    what = differences[0].what
    if what is not What.CHANGED:
        return f"{name} {what.value}"
    fields = [*_fields(differences)]
    moved = [one.change for one in differences if one.change.kind == TRACK and one.change.field == _STAGE]
    stage = f" → {shown_values(moved[0], comparison.both)[1].text}" if moved else ""
    return f"{name}{stage} ({', '.join(fields)})" if fields else f"{name}{stage}"


def _fields(differences: Sequence[Difference]) -> Iterator[str]:
    for one in differences:
        if one.change.kind != TRACK or one.change.field != _STAGE:
            yield one.change.field


def _first(named: Sequence[str]) -> str:
    more = f" and {len(named) - _MOST:,} more" if len(named) > _MOST else ""
    return f"{', '.join(named[:_MOST])}{more}"
