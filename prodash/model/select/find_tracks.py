"""Find tracks: which tracks the words that a user types name: by id, title or path."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from unicodedata import normalize

from prodash import shell
from prodash.errors import ExitCode, ProdashError, UnknownNameError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.names.file_names import has_yaml_suffix, track_id
from prodash.model.names.keywords import AT
from prodash.model.names.names import loose_key
from prodash.model.names.similar import similar


class NamedFile(NamedTuple):
    """A file of a track, with the id and the title that name it; the title of a file that was not read is empty."""

    path: str
    id: str
    title: str = ""


class AmbiguousTrackError(ProdashError):
    """The user named a track by a *word* that names several."""

    exit_code = ExitCode.NOT_FOUND

    def __init__(self, word: str, tracks: Sequence[NamedFile]) -> None:
        self.word, self.tracks = word, tuple(tracks)
        super().__init__(*self.message_lines(str))

    def message_lines(self, display_path: Callable[[str], str]) -> Sequence[str]:
        """The message, then the title and the path of each track."""
        shown = self.tracks[:_MAX_LISTED]
        rest = len(self.tracks) - len(shown)
        return (
            f"{self.word!r} names {len(self.tracks):,} tracks; give the id or the path of one",
            *(f"  {named.title or named.id}  {display_path(named.path)}" for named in shown),
            *([f"  and {rest:,} more"] if rest else []),
        )


def has_file(catalogue: Catalogue, word: str) -> bool:
    """Whether *word* is the exact id or path of a track."""
    paths = (*catalogue.unread, *catalogue.tracks.paths)
    return any(word in {path, track_id(path)} for path in paths)


_MAX_LISTED = 12
_MAX_SUGGESTIONS = 3


def find_paths(catalogue: Catalogue, words: Sequence[str], *, by_beginning: bool) -> dict[str, str]:
    """The path of each track file that one of *words* names, with that word; two files with one id are both named.

    An exact id or path always wins.  Otherwise a word names the track whose id or title is the same without case,
    accents, spaces and punctuation, or, with *by_beginning*, the only one that begins so.
    Raises UnknownNameError, and AmbiguousTrackError if a word names several tracks.
    """
    finder = _TrackFinder(catalogue)
    composed = [normalize("NFC", word) for word in words]
    return {path: word for word in composed for path in finder.paths_named(word, by_beginning)}


class _TrackFinder:
    """Finds the files that a word names; those with an id are looked up, others are searched."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._paths: dict[str, list[str]] = {}
        for identifier, path in zip(catalogue.tracks.ids, catalogue.tracks.paths, strict=True):
            self._paths.setdefault(identifier, []).append(path)
        for path in catalogue.unread:
            self._paths.setdefault(track_id(path), []).append(path)

    def paths_named(self, word: str, by_beginning: bool) -> list[str]:
        """The paths of the files that *word* names."""
        if paths := self._paths.get(word):
            return paths
        found = (
            _with_path(self._all(), word)
            or _with_name(self._all(), word, by_beginning=by_beginning)
            or _with_bare_path(self._all(), word)
        )
        if len({named.path for named in found}) > 1:
            raise AmbiguousTrackError(word, found)
        if not found:
            raise _unknown_track(self._catalogue, word, sorted(self._paths))
        return [found[0].path]

    def _all(self) -> Iterator[NamedFile]:
        yield from (NamedFile(track.path, track.id, track.title) for track in self._catalogue.tracks)
        yield from (NamedFile(path, track_id(path)) for path in self._catalogue.unread)


def _with_path(files: Iterable[NamedFile], word: str) -> list[NamedFile]:
    """The file with the path *word*, else those whose path ends so."""
    if not has_yaml_suffix(word):
        return []
    end = f"/{word.removeprefix('./')}"
    # The disk may have decomposed the accented letters of a name.
    paths = [(named, f"/{normalize('NFC', named.path)}") for named in files]
    exact = [named for named, path in paths if path == end]
    return exact or [named for named, path in paths if path.endswith(end)]


def _with_bare_path(files: Iterable[NamedFile], word: str) -> list[NamedFile]:
    """The files whose path without its extension ends with *word*, a folder and an id."""
    end = f"/{word.removeprefix('./')}"
    bare = ((named, f"/{normalize('NFC', named.path)}".rpartition(".")[0]) for named in files)
    return [named for named, path in bare if path.endswith(end)] if "/" in word else []


def _with_name(files: Iterable[NamedFile], word: str, *, by_beginning: bool) -> list[NamedFile]:
    """The files with the id or title *word*, however it is written; else those that begin with it.

    A word such as `@focus` names none without that sign: it is a filter that is gone or cannot be read.
    """
    key, sign = loose_key(word), AT if word.startswith(AT) else ""
    if not key:
        return []
    names = ((named, (named.id, named.title)) for named in files)
    keyed = [(named, [loose_key(name) for name in both if name.startswith(sign)]) for named, both in names]
    exact = [named for named, keys in keyed if key in keys]
    if exact or not by_beginning:
        return exact
    return [named for named, keys in keyed if any(name.startswith(key) for name in keys)]


def _unknown_track(catalogue: Catalogue, word: str, ids: Sequence[str]) -> ProdashError:
    """The error that no track is called *word*, which may be a condition instead."""
    from prodash.model.where.grammar import is_comparison, misplaced_condition

    # No id contains these characters.
    if set("=<>") & set(word) and is_comparison(word):
        return misplaced_condition(word)
    titles = {track.title.casefold(): track.id for track in catalogue.tracks}
    names = {**titles, **{identifier: identifier for identifier in ids}}
    begun = [names[name] for name in names if loose_key(name).startswith(loose_key(word))]
    like = similar(word.removesuffix(".yaml"), names, names.__getitem__)
    if filters := _filters_named(catalogue, word):
        return _UnknownTrackError(word, filters)
    return UnknownNameError("track", word, tuple(dict.fromkeys((*begun, *like)))[:_MAX_SUGGESTIONS])


class _UnknownTrackError(UnknownNameError):
    """No track is called *word*, but *filters* select tracks by it: options of `list`, each with what the word is."""

    def __init__(self, word: str, filters: Mapping[str, str]) -> None:
        super().__init__("track", word)
        commands = (shell.command("prodash", "list", option, word) for option in filters)
        self.args = (f"{self}; it is {' and '.join(filters.values())}: {' or '.join(commands)} lists tracks",)


def _filters_named(catalogue: Catalogue, word: str) -> dict[str, str]:
    """The options that select tracks by *word*, each with what it is."""
    from prodash.model.catalogue.kinds import BY_FIELD
    from prodash.model.names.keywords import DUE_PHRASES, DUE_RANGES

    kinds = [kind for kind in BY_FIELD.values() if kind.vocabulary_of(catalogue).find(word)]
    due = {"--due": "a due date"} if word.casefold() in {*DUE_PHRASES, *DUE_RANGES} else {}
    return {f"--{kind.name}": f"a {kind.name}" for kind in kinds} | due
