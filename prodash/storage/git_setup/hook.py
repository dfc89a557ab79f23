"""Hook: the pre-commit hook that checks what is staged, for each catalogue of the repository that asks for it.

#!/bin/sh
# Made by prodash git-setup --hooks
if command -v prodash >/dev/null 2>&1 && test -e music/stages.yaml; then prodash -C music check --staged || exit 1; fi
"""

import os
import re
import shlex
from collections.abc import Sequence

from prodash.model.plan.setup_step import SetupState, SetupStep
from prodash.storage.batch.replace import FileEdit
from prodash.storage.disk.locate import STAGES
from prodash.storage.disk.open_folders import Target
from prodash.storage.git.repository import Repository
from prodash.storage.git.run import Git
from prodash.storage.git_setup.file_edit import existing_bytes
from prodash.storage.git_setup.setup_plan import SetupPlan, state_after

HOOKS = "git hooks"
"""The place of the hook, as it is shown."""

_NAME = "pre-commit"
_HEAD = "#!/bin/sh\n# Made by prodash git-setup --hooks\n"
_START = "if command -v "
_END = " check --staged || exit 1; fi\n"
_QUOTED = re.compile("'[^']*'")
_MODE = 0o755
_YOURS = "let yours run 'prodash check --staged'"


def plan_hook(git: Git, repository: Repository, program: Sequence[str], *, undo: bool) -> SetupPlan:
    """Add the check of this catalogue to the hook that prodash makes, or remove it.

    There is none if the user has a hook, or another folder with hooks.  Raises GitError, RefusedError.
    """
    folder = git.setting("core.hooksPath")
    if folder and not undo:
        reason = f"core.hooksPath leads git to the hooks in {folder}; {_YOURS}"
        return SetupPlan((_step("", SetupState.LEFT, reason),))
    hooks = os.path.realpath(os.path.join(git.folder, git.require("rev-parse", "--git-common-dir").line))
    target = Target(hooks, "hooks", _NAME)
    line = _line(repository, program)
    if os.path.islink(os.path.dirname(target.path)) or os.path.islink(target.path):
        return SetupPlan(
            (_step(line, SetupState.ABSENT if undo else SetupState.LEFT, "" if undo else "it is a link"),)
        )
    old = existing_bytes(target.path, target)
    kept = _other_lines(os.fsdecode(old), repository) if old is not None else []
    if kept is None:
        state = SetupState.ABSENT if undo else SetupState.LEFT
        return SetupPlan((_step(line, state, "" if undo else f"there is one of your own; {_YOURS}"),))
    return _plan(FileEdit(target.path, target, old, None, mode=_MODE), kept, line, undo=undo)


def _plan(edit: FileEdit, kept: list[str], line: str, *, undo: bool) -> SetupPlan:
    """The plan for a hook that is missing or made by prodash, and has the lines *kept* for other catalogues."""
    lines = kept if undo else [*kept, line]
    new = os.fsencode(_HEAD + "".join(lines)) if lines else None
    is_there = new == edit.old if not undo else new != edit.old
    step = _step(line, state_after(undo=undo, is_there=is_there))
    changed = FileEdit(edit.path, edit.target, edit.old, new, mode=edit.mode)
    return SetupPlan.of_file((step,), changed)


def _step(line: str, state: SetupState, reason: str = "") -> SetupStep:
    return SetupStep(_NAME, line.strip(), HOOKS, state, reason)


def _other_lines(text: str, repository: Repository) -> list[str] | None:
    """The lines for other catalogues in a hook that prodash made; None if it is the user's own."""
    *ended, rest = text.removeprefix(_HEAD).split(_END)
    lines = [line + _END for line in ended]
    if rest or not text.startswith(_HEAD) or not all(map(_is_of_prodash, lines)):
        return None
    own = f" -C {_folder(repository)}{_END}"
    return [line for line in lines if not line.endswith(own)]


def _is_of_prodash(line: str) -> bool:
    """Whether it is one line of a shell; the name of a folder, in quotes, may have line breaks."""
    return line.startswith(_START) and _QUOTED.sub("", line).count("\n") == 1


def _folder(repository: Repository) -> str:
    """The folder of the catalogue from the top of the repository, where git runs its hooks, as a shell reads it."""
    return shlex.quote(repository.prefix.removesuffix("/") or ".")


def _line(repository: Repository, program: Sequence[str]) -> str:
    stages = shlex.quote(repository.prefix + STAGES)
    condition = f"command -v {shlex.quote(program[0])} >/dev/null 2>&1 && test -e {stages}"
    return f"if {condition}; then {shlex.join(program)} -C {_folder(repository)}{_END}"
