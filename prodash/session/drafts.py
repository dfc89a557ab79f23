"""Drafts of a session: name those that were left, let the user choose one, and say where a text is kept."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from prodash import shell
from prodash.model.names.file_names import track_id
from prodash.render.terminal.text_difference import text_difference
from prodash.render.terminal.width import clean
from prodash.session.session import Session
from prodash.storage.batch.unfinished import first_and_number
from prodash.storage.disk.files import read_bytes
from prodash.storage.disk.locate import DRAFTS, PRIVATE_FOLDER
from prodash.storage.disk.open_folders import Target
from prodash.storage.external.drafts import Draft, left_drafts
from prodash.storage.external.editor import Editor
from prodash.storage.external.open_draft import new_draft, reopened

_MAX_NAMED = 5
_QUESTION = "Continue with the draft, discard it, or edit the track as it is? [C/d/t]"


class Edited(NamedTuple):
    """The text of a draft after the editor exited.

    is_untouched   whether the editor left it as it was
    may_be_open    whether the editor may still have it open in a window
    """

    text: bytes
    is_untouched: bool
    may_be_open: bool


def report_drafts(session: Session) -> None:
    """Name each draft that was left, and the command that continues or discards it."""
    drafts = left_drafts(session.root, session.files.secret_file.secret)
    for draft in drafts[:_MAX_NAMED]:
        what = f"a draft of {draft.track!r} was left in {_shown_path(session, draft.path)}"
        session.console.info(clean(f"{what}; {_edit_command(session, draft)} continues or discards it"))
    if len(drafts) > _MAX_NAMED:
        folder = session.display_path(f"{PRIVATE_FOLDER}/{DRAFTS}")
        session.console.info(f"{len(drafts) - _MAX_NAMED} more drafts are in {folder}")


@contextmanager
def choose_draft(session: Session, path: str, old: bytes, *, can_ask: bool) -> Iterator[Draft]:
    """A context with a draft of the track at *path*: one that was left, if the user continues it, or a new one.

    A new one has the text *old*.  At the end, prints where the files are that were saved under another name.
    """
    chosen = _continued(session, path, old) if can_ask else None
    secret = session.files.secret_file.make_if_possible()
    name = path.rpartition("/")[2]
    draft_context = reopened(chosen) if chosen else new_draft(session.root, secret, name, old)
    with _named_if_kept(session, draft_context) as draft:
        yield draft


def _continued(session: Session, path: str, old: bytes) -> Draft | None:
    """The draft of the track at *path* that the user wants to continue; deletes those to discard."""
    for draft in left_drafts(session.root, session.files.secret_file.secret):
        if draft.track == track_id(path):
            answer = _ask(session, draft, old)
            if answer in {"t", "track"}:
                return None
            if answer not in {"d", "discard"}:
                return draft
            with _named_if_kept(session, reopened(draft)):
                draft.delete(draft.read())
    return None


@contextmanager
def _named_if_kept(session: Session, opened: AbstractContextManager[Draft]) -> Iterator[Draft]:
    """The context *opened*; at its end, prints where the files are that were saved under another name."""
    with ExitStack() as afterwards, opened as draft:
        afterwards.callback(_report_saved_beside, session, draft)
        yield draft


def _report_saved_beside(session: Session, draft: Draft) -> None:
    if paths := [_shown_path(session, path) for path in draft.saved_beside]:
        session.console.print_err(clean(f"saved under another name and kept: {first_and_number(paths)}"))


def _ask(session: Session, draft: Draft, old: bytes) -> str:
    """What to do with a draft that was left; one that says the same as the track is discarded without a question."""
    text, rescued = draft.read(), draft.rescued
    if text != old:
        _show_difference(session, draft, old, text)
    if rescued:
        where = clean(_shown_path(session, rescued))
        session.console.print(f"What was typed may also be in {where}.")
    return session.console.ask(_QUESTION) if text != old or rescued else "discard"


def _show_difference(session: Session, draft: Draft, old: bytes, text: bytes) -> None:
    changed = "" if draft.began_with(old) else ", which was changed after the draft was begun"
    where = clean(_shown_path(session, draft.path))
    session.console.print(f"The draft in {where} differs from the track{changed}:")
    old_text, new_text = (data.decode("utf-8", "replace") for data in (old, text))
    session.console.print("\n".join(text_difference(old_text, new_text, session.console.screen)))


def open_in_editor(session: Session, draft: Draft) -> Edited:
    """Let the user edit the draft, and say so if the editor probably still has a window open."""
    _report_if_temporary(session, draft)
    before, editor = draft.read(), Editor.of(session.environment.editor)
    came_back_at_once = editor.open(draft.path)
    text = draft.read(if_gone="the editor deleted the file")
    is_untouched = text == before
    if is_untouched and came_back_at_once and not editor.waits:
        session.console.print_err_lines(_at_once_lines(session, draft, editor))
    return Edited(text, is_untouched, may_be_open=is_untouched and not editor.waits)


def _at_once_lines(session: Session, draft: Draft, editor: Editor) -> list[str]:
    where = f"what you save in its window goes to {_shown_path(session, draft.path)}{_how_to_continue(session, draft)}"
    reason = f"the editor {editor.name} came back at once and nothing was changed"
    return [clean(f"{reason}; if it should wait, {editor.advice}"), clean(where)]


def keep_if_changed(session: Session, draft: Draft, old: bytes, target: Target) -> None:
    """Keep a draft with a text that is neither *old* nor that of the track at *target*, and print where it is.

    Deletes any other.
    """
    with suppress(OSError):
        # A signal may come when the track is written and nobody knows it yet.
        if (text := read_bytes(target.path)) != old:
            draft.delete(text)
    if not draft.rescued:
        draft.delete(old)
    if os.path.lexists(draft.path):
        report_kept(session, draft)


def report_kept(session: Session, draft: Draft) -> None:
    """Print where the draft is kept, and the command that continues it."""
    where = f"{_shown_path(session, draft.path)}{_how_to_continue(session, draft)}"
    session.console.print_err(clean(f"your text is kept in {where}"))


def _how_to_continue(session: Session, draft: Draft) -> str:
    """The end of a sentence: the command that continues the draft, if one does."""
    return "" if _is_temporary(session, draft) else f"; {_edit_command(session, draft)} continues it"


def _report_if_temporary(session: Session, draft: Draft) -> None:
    """Print where the draft is if it is outside the catalogue, where no later command finds it."""
    if _is_temporary(session, draft):
        folder = session.display_path(PRIVATE_FOLDER)
        session.console.print_err(
            clean(f"no draft can be kept in {folder}; your text is in {draft.path} meanwhile")
        )


def _shown_path(session: Session, path: str) -> str:
    """The path of a draft, or of a file beside it, as the user can reach it."""
    if not Path(path).is_relative_to(session.root):
        return path
    return session.display_path(Path(path).relative_to(session.root).as_posix())


def _edit_command(session: Session, draft: Draft) -> str:
    """The command that edits the track of the draft, in quotes."""
    return shell.command(*session.options.program_words, "edit", draft.track)


def _is_temporary(session: Session, draft: Draft) -> bool:
    return not Path(draft.path).is_relative_to(session.root)
