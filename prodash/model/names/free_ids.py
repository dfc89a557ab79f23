"""Free ids: what a new track can be called that no other is."""

from collections.abc import Iterable


class FreeIds:
    """The ids that are not *taken* yet; upper and lower case are the same, as on some disks."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {identifier.casefold() for identifier in taken}
        self._numbers: dict[str, int] = {}

    def first(self, base: str) -> str:
        """The first one of base, base-2, base-3 ... that is free; it stays so until it is taken."""
        number = self._numbers.get(base, 1)
        while (found := base if number == 1 else f"{base}-{number}") in self._taken:
            number += 1
        self._numbers[base] = number
        return found

    def take(self, identifier: str) -> None:
        """Let this id be free no more."""
        self._taken.add(identifier.casefold())
