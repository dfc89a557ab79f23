"""Unlisted names: stages, workflows and projects that tracks name although the file that lists them does not."""

from collections.abc import Iterable, Iterator
from typing import Any

from prodash import shell
from prodash.errors import UnknownNameError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.catalogue.kinds import PROJECT, EntryKind
from prodash.model.names.names import match_key


class UnlistedNameError(UnknownNameError):
    """A name that only tracks use cannot do what an entry can; the message has the command that mends it."""

    def __init__(self, kind: str, text: str, remark: str) -> None:
        super().__init__(kind, text)
        self.args = (remark,)


def listed_entry(catalogue: Catalogue, kind: EntryKind, text: str) -> Any:
    """The entry called *text*; raises UnlistedNameError if only tracks use that name, UnknownNameError if none does."""
    vocabulary = kind.vocabulary_of(catalogue)
    for remark in () if vocabulary.find(text) else unlisted_remarks(catalogue, [(kind, text)]):
        raise UnlistedNameError(kind.name, text, remark)
    return vocabulary.get(text)


def unlisted_names(catalogue: Catalogue, kind: EntryKind) -> tuple[str, ...]:
    """The names of this kind that tracks, or projects as their parents, use but no entry has, sorted."""
    vocabulary = kind.vocabulary_of(catalogue)
    used: set[str] = {project.parent for project in catalogue.projects.in_order} if kind is PROJECT else set()
    for names in catalogue.tracks.values_in(kind.field):
        used.update((names,) if isinstance(names, str) else names)
    return tuple(sorted(name for name in used if name and vocabulary.find(name) is None))


def unlisted_spellings(catalogue: Catalogue, kind: EntryKind, text: str) -> frozenset[str]:
    """The unlisted names that *text* means, which differ only in case, spaces and punctuation."""
    key = match_key(text)
    return frozenset(name for name in unlisted_names(catalogue, kind) if match_key(name) == key)


def unlisted_remarks(catalogue: Catalogue, typed: Iterable[tuple[EntryKind, str]]) -> Iterator[str]:
    """For each unlisted name among those that were *typed*, the command that lists it or gives its tracks a listed one."""
    for kind, text in typed:
        for part in text.split("+"):
            for name in sorted(unlisted_spellings(catalogue, kind, part))[-1:]:
                yield _remark(catalogue, kind, name)


def _remark(catalogue: Catalogue, kind: EntryKind, name: str) -> str:
    """What to do about an unlisted *name*; where only its spelling tells what it means, it may be meant as it is."""
    vocabulary = kind.vocabulary_of(catalogue)
    add = f"{shell.command('prodash', kind.plural, 'add', name)} adds it"
    like = vocabulary.similar(name)
    if not like:
        return f"{name!r} is not in {kind.path}; {add}"
    rename = shell.command("prodash", kind.plural, "rename", name, like[0])
    or_add = "" if vocabulary.became(name) else f", or {add}"
    return f"{name!r} is not in {kind.path}; {rename} replaces it in every file{or_add}"
