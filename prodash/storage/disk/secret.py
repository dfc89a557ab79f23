"""A secret that seals what prodash writes into a catalogue, so that nothing from elsewhere passes for its own."""

from os import urandom
from typing import NamedTuple

try:
    # `hashlib` and `hmac` have the same two functions, but import OpenSSL, which would cost every command milliseconds.
    from _blake2 import blake2b
    from _operator import _compare_digest as compare_digest
except ImportError:
    # Python may have been built without them.
    from hashlib import blake2b
    from hmac import compare_digest  # type: ignore[no-redef]

SECRET_BYTES = 32
_DIGITS = 64


class Secret(NamedTuple):
    """Random bytes; `is_kept` says whether the next command will know them too."""

    key: bytes
    is_kept: bool

    def seal(self, purpose: str, *parts: bytes, digits: int = _DIGITS) -> str:
        """The seal of *parts* in hexadecimal *digits*: a hash that nobody can make without the secret.

        A seal for one *purpose* (a word of at most 16 letters) is not one for another.
        """
        hash_ = blake2b(key=self.key, person=purpose.encode("ascii"), digest_size=digits // 2)
        for part in parts:
            hash_.update(part)
        return hash_.hexdigest()


def hash_of(data: bytes, digits: int) -> str:
    """A hash of *data* in hexadecimal *digits*, which needs no secret."""
    return blake2b(data, digest_size=digits // 2).hexdigest()


def passing_secret() -> Secret:
    """A secret that no other process will ever know."""
    return Secret(urandom(SECRET_BYTES), is_kept=False)


def is_same(one: bytes, other: bytes) -> bool:
    """Whether two texts with seals are the same; it takes as long wherever they differ."""
    return compare_digest(one, other)
