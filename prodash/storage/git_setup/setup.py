"""Setup: what makes git merge a catalogue by field, as plans to write, and whether a clone lacks it."""

from collections.abc import Iterator
from contextlib import suppress

from prodash.storage.disk.files import read_bytes
from prodash.storage.git.attributes import attributes_of
from prodash.storage.git.errors import GitError, NoRepositoryError
from prodash.storage.git.repository import may_be_in_repository, repository_of
from prodash.storage.git.run import Git
from prodash.storage.git_setup.attributes import ATTRIBUTES, DRIVER, LINES, names_driver
from prodash.storage.git_setup.attributes_file import plan_attributes
from prodash.storage.git_setup.configuration import plan_removed_settings, plan_settings
from prodash.storage.git_setup.driver_settings import DRIVER_KEY, driver_settings, program_words
from prodash.storage.git_setup.hook import plan_hook
from prodash.storage.git_setup.setup_plan import SetupPlan


def plan_setup(git: Git, *, hooks: bool) -> tuple[SetupPlan, ...]:
    """What sets up the catalogue in the folder of *git*, with *hooks* also the hook, in the order of writing.

    The settings come first: only git can find out that they cannot be written.  Raises GitError, RefusedError.
    """
    repository = repository_of(git)
    program = program_words()
    attributes = plan_attributes(git.folder, undo=False)
    hook = (plan_hook(git, repository, program, undo=False),) if hooks else ()
    return plan_settings(git, driver_settings(program)), *hook, attributes


def plan_removal(git: Git) -> tuple[SetupPlan, ...]:
    """What removes all that `plan_setup` has added, in the order of writing.  Raises GitError, RefusedError."""
    repository = repository_of(git)
    program = program_words()
    attributes = plan_attributes(git.folder, undo=True)
    settings = plan_removed_settings(git, driver_settings(program), repository)
    return settings, plan_hook(git, repository, program, undo=True), attributes


def create_repository(git: Git) -> bool:
    """Create a repository in the folder of *git*, unless it is in one; returns whether it did.  Raises GitError."""
    try:
        repository_of(git)
    except NoRepositoryError as error:
        if not error.init:
            raise
        git.require("init", "--quiet")
        return True
    return False


def overruled_lines(git: Git) -> Iterator[tuple[str, str]]:
    """Each line of `.gitattributes` that another one overrules, and what git does instead, as in `merge=union`.

    Such a line stands below it, in a folder further down, or in `.git/info/attributes`.  Raises GitError.
    """
    examples = {line.split()[0].removeprefix("/").replace("**/*", "a"): line for line in LINES}
    for path, found in attributes_of(git, examples, "merge").items():
        if found["merge"] != DRIVER:
            yield examples[path], f"merge={found['merge']}"


def lacks_driver(git: Git) -> bool:
    """Whether `.gitattributes` of the catalogue gives merges to prodash, but the repository knows no such driver.

    git is asked only if the file does, and False stands for all that it cannot say.
    """
    with suppress(OSError, GitError):
        if names_driver(read_bytes(git.folder / ATTRIBUTES)) and may_be_in_repository(git):
            return git.run("config", "--get", DRIVER_KEY).code == 1
    return False
