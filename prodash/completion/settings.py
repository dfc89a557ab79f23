"""Settings: the candidates for `--filter NAME`, for `@NAME` among tracks, and for the keys and values of `config`."""

from collections.abc import Callable, Iterable, Mapping

from prodash.completion.candidates import Candidate
from prodash.completion.choices import Choices
from prodash.completion.request import Request
from prodash.completion.shape import Shape


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


def setting_choices(name: str, *values: str) -> Choices:
    """What the default *name* can be; nothing for a filter, and behind *values* that are typed already."""
    from prodash.model.settings.keys import COLUMNS, KEYS, SORT

    key = None if values else KEYS.get(name)
    if key in (COLUMNS, SORT):
        option = Shape().command("list").option(f"--{name}")
        return (option and option.choices) or Choices()
    return Choices(("yes", "no") if key and key.is_yes_or_no else key.choices if key else ())


SETTINGS: Mapping[str, Callable[[Request], Iterable[Candidate]]] = {
    "filters": _named_filters,
    "filters-at": _filters_at,
    "settings": _keys,
}
"""The sources about settings by the names that `Choices.sources` uses."""
