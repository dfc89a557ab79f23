"""Asked sums: which fields a user wants the sum, mean, least or greatest value of, or to be counted."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

_ENDING = "_of"


class AskedSums(NamedTuple):
    """The options as typed, one for each function; an item may hold several fields with commas between them."""

    sum_of: Sequence[str] = ()
    mean_of: Sequence[str] = ()
    min_of: Sequence[str] = ()
    max_of: Sequence[str] = ()
    count_of: Sequence[str] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for."""
        return not any(self)

    @property
    def by_function(self) -> Iterator[tuple[str, Sequence[str]]]:
        """The functions such as `sum`, each with the fields typed for it."""
        for name, texts in zip(self._fields, self, strict=True):
            yield name.removesuffix(_ENDING), texts
