"""The bytes of a file are read whole, with what the disk says of that file, and never more than asked for."""

import os
import sys
from pathlib import Path

import pytest

from prodash.storage.disk.files import read_bytes, read_with_status

LONG = 200_000


@pytest.mark.parametrize("size", [0, 1, 5, 65_536, LONG])
@pytest.mark.parametrize("most", [0, 1, 5, 6, 65_536, 65_537, LONG, LONG + 1])
def test_a_file_is_read_up_to_the_most_that_is_asked_for(size: int, most: int, tmp_path: Path) -> None:
    data = os.urandom(size)
    (tmp_path / "file").write_bytes(data)
    read, status = read_with_status(tmp_path / "file", most)
    assert (read, status.st_size) == (data[:most], size)
    assert os.path.samestat(status, (tmp_path / "file").stat())
    assert read_bytes(tmp_path / "file", most) == data[:most]


@pytest.mark.skipif(sys.platform != "linux", reason="no /proc")
@pytest.mark.parametrize("most", [1, 100, LONG])
def test_a_file_that_is_longer_than_it_says_is_read_whole(most: int) -> None:
    read, status = read_with_status("/proc/self/limits", most)
    assert (read, status.st_size) == (Path("/proc/self/limits").read_bytes()[:most], 0)


def test_a_folder_and_what_is_not_there_are_refused(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        read_bytes(tmp_path)
    with pytest.raises(FileNotFoundError):
        read_bytes(tmp_path / "none")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="not a regular file"):
        read_bytes(tmp_path / "pipe")
