"""Named filters: the candidates for `--filter NAME`, and for `@NAME` among tracks."""

from collections.abc import Iterable

from prodash.completion.candidates import Candidate
from prodash.completion.request import Request


def named_filters(request: Request) -> Iterable[Candidate]:
    """The names of the filters, each with its options."""
    from prodash.storage.settings.read import read_settings

    settings = read_settings(request.root, request.environment.config_file)
    return [Candidate(one.name, " ".join(one.words)) for one in settings.filters.all]


def filters_at(request: Request) -> Iterable[Candidate]:
    """The same behind an `@`; none before that is typed."""
    if not request.typed.startswith("@"):
        return []
    return [one._replace(value=f"@{one.value}") for one in named_filters(request)]
