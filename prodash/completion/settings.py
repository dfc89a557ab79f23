"""Settings: the candidates for `--filter NAME`, for `@NAME` among tracks, and for the keys and values of `config`."""

from collections.abc import Callable, Iterable, Mapping

from prodash.completion.candidates import Candidate
from prodash.completion.request import Request


def _named_filters(request: Request) -> Iterable[Candidate]:
    """The names of the filters, each with its options."""
    from prodash.storage.settings.read import read_settings

    settings = read_settings(request.root, request.environment.config_file)
    return [Candidate(one.name, " ".join(one.words)) for one in settings.filters.all]


def _filters_at(request: Request) -> Iterable[Candidate]:
    """The filters behind an `@`; none before that is typed."""
    if not request.typed.startswith("@"):
        return []
    return [one._replace(value=f"@{one.value}") for one in _named_filters(request)]


def _keys(request: Request) -> Iterable[Candidate]:
    """The defaults, and the named filters behind `filters.`."""
    from prodash.model.settings.keys import FILTERS, KEYS

    filters = (one._replace(value=f"{FILTERS}.{one.value}") for one in _named_filters(request))
    return [*(Candidate(key.name, key.help) for key in KEYS.values()), *filters]


def _values(request: Request) -> Iterable[Candidate]:
    """The keys, and every word that one of them can be."""
    from prodash.model.settings.keys import KEYS

    words = dict.fromkeys(word for key in KEYS.values() for word in key.choices)
    return [*_keys(request), *map(Candidate, words)]


SETTINGS: Mapping[str, Callable[[Request], Iterable[Candidate]]] = {
    "filters": _named_filters,
    "filters-at": _filters_at,
    "settings": _keys,
    "setting-values": _values,
}
"""The sources about settings by the names that `Choices.sources` uses."""
