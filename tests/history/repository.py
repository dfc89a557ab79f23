"""A repository of a catalogue, made by `git fast-import`: a commit costs no process of its own."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from prodash.model.history.history import Chain, History, Moment
from prodash.storage.git.run import Git
from prodash.storage.history.read import read_history
from prodash.storage.read.load import load
from tests.conftest import STAGES, secret_file

MAIN = "main"
NOW = Moment(int(datetime.fromisoformat("2026-11-21T12:00+00:00").timestamp()))


def git(root: Path, *arguments: str) -> str:
    """Run git in *root*; returns what it prints."""
    ran = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return os.fsdecode(ran.stdout).strip()


def make_repository(root: Path) -> None:
    """Make a repository of the files in *root*, all of them committed."""
    git(root, "init", "--quiet", "--template=", f"--initial-branch={MAIN}")
    git(root, "add", "--all")
    git(root, "-c", "user.name=Ann", "-c", "user.email=Ann@x", "commit", "--quiet", "--message=all")


def text_of(identifier: str, stage: str | None, number: int = 0) -> str:
    """The file of a track, like no other one; *number* tells its versions apart."""
    words = "".join(f"{identifier} {line}\n  " for line in range(4))
    return f"title: {identifier}\nstage: {stage}\nbpm: {100 + number}\nnotes: |\n  {words}\n".rstrip() + "\n"


class Repository:
    """Takes commits and gives them to git all at once, in `write`.

    folder   where the catalogue is, with `/` at the end; empty for the top
    """

    def __init__(self, root: Path, folder: str = "", *, object_format: str = "sha1") -> None:
        self.top, self.root, self._folder = root, root / folder, folder
        root.mkdir(parents=True, exist_ok=True)
        git(
            root,
            "init",
            "--quiet",
            "--template=",
            f"--initial-branch={MAIN}",
            f"--object-format={object_format}",
        )
        self._stream: list[bytes] = []
        self._heads: dict[str, str] = {}
        self._marks = 0

    def commit(
        self,
        tracks: Mapping[str, str | None] | None = None,
        *,
        files: Mapping[str, str | bytes | None] | None = None,
        on: str = MAIN,
        start: str | None = None,
        merge: Sequence[str] = (),
        by: str = "Ann",
        at: str = "2026-01-01",
        zone: str = "+0000",
        number: int = 0,
    ) -> str:
        """Commit *tracks*, each with its new stage (None removes it), and *files*, on a branch; returns a name for it.

        *start* is where a branch begins, *merge* has the other parents: branches, or names of commits.
        """
        written = {
            f"tracks/{name}.yaml": stage and text_of(name.rpartition("/")[2], stage, number)
            for name, stage in (tracks or {}).items()
        }
        seconds = int(datetime.fromisoformat(f"{at}T12:00+00:00" if "T" not in at else at).timestamp())
        return self.raw_commit(
            {**written, **(files or {})}, on, start, merge, f"{by} <{by}@x> {seconds} {zone}"
        )

    def raw_commit(
        self,
        files: Mapping[str, str | bytes | None],
        on: str = MAIN,
        start: str | None = None,
        merge: Sequence[str] = (),
        author: str = "Ann <a@x> 0 +0000",
        message: str = "",
    ) -> str:
        """Commit *files* by an *author* as git writes it."""
        self._marks += 1
        name = f":{self._marks}"
        parents = [self._heads.get(start or on, start or ""), *(self._heads.get(one, one) for one in merge)]
        lines = [
            f"commit refs/heads/{on}",
            f"mark {name}",
            f"author {author}",
            f"committer {author}",
            f"data {len(message.encode())}\n{message}",
        ]
        lines += (
            f"{'merge' if number else 'from'} {parent}" for number, parent in enumerate(parents) if parent
        )
        out = ["\n".join(lines).encode()]
        for path, content in files.items():
            full = f"{self._folder}{path}".encode("utf-8", "surrogateescape")
            if content is None:
                out.append(b"D %b" % full)
            else:
                data = content if isinstance(content, bytes) else content.encode("utf-8")
                out += [b"M 100644 inline %b" % full, b"data %d" % len(data), data]
        self._stream.append(b"\n".join(out) + b"\n")
        self._heads[on] = name
        return name

    def tag(self, name: str, commit: str) -> None:
        """Give a *commit* the tag *name*."""
        self._stream.append(f"reset refs/tags/{name}\nfrom {commit}\n\n".encode())

    def write(self, *, check_out: str = MAIN) -> Path:
        """Give all commits to git and check out a branch; returns the folder of the catalogue."""
        self.give()
        git(self.top, "symbolic-ref", "HEAD", f"refs/heads/{check_out}")
        git(self.top, "reset", "--quiet", "--hard")
        if not (self.root / "stages.yaml").exists():
            self.root.mkdir(parents=True, exist_ok=True)
            (self.root / "stages.yaml").write_text(STAGES, encoding="utf-8")
        return self.root

    def give(self) -> None:
        """Give all commits to git, without checking them out."""
        command = ["git", "fast-import", "--quiet", "--force", "--date-format=raw-permissive"]
        ran = subprocess.run(
            command, cwd=self.top, input=b"".join(self._stream), capture_output=True, check=False
        )
        assert ran.returncode == 0, ran.stderr
        self._stream.clear()
        self._heads = {name: f"refs/heads/{name}^0" for name in self._heads}


def history_of(root: Path, *, now: Moment = NOW, kept: bool = False) -> History:
    """The history of the catalogue in *root*, read anew unless what is *kept* in it counts."""
    return read_history(Git.at(root, os.environ), load(root), now, secret_file(root) if kept else None)


def told(chain: Chain) -> str:
    """A chain in one line, as in "01-01 Ann seed, 01-02 Ben mixing"."""
    return ", ".join(
        f"{datetime.fromtimestamp(seconds, UTC).strftime('%m-%d')} {author} {stage or 'removed'}"
        for stage, (seconds, _), author, *_ in chain
    )


def told_all(history: History) -> dict[str, str]:
    """The chains of the tracks by id."""
    return {
        path.rpartition("/")[2].removesuffix(".yaml"): told(chain) for path, chain in history.chains.items()
    }
