"""User setting: a change of the user's own settings, which are in no catalogue: written, shown and told."""

from prodash.errors import RefusedError, UsageError
from prodash.model.catalogue.catalogue import Catalogue
from prodash.model.plan.change import SetValue
from prodash.model.plan.plan import ChangePlan
from prodash.model.settings.set_setting import SettingName
from prodash.render.changes.lines import plan_lines
from prodash.render.changes.sheet import plan_sheet
from prodash.render.changes.summary import plan_summary
from prodash.session.change.options import ChangeOptions
from prodash.session.session import Session
from prodash.storage.edit.verify import CannotEditError
from prodash.storage.settings.user_settings import write_user_setting


def change_user_setting(
    session: Session, file: str, name: SettingName, plan: ChangePlan, options: ChangeOptions
) -> None:
    """Carry out *plan*, which changes the setting *name* in the user's *file*, and show it.

    Raises UsageError for a commit, RefusedError, DiskError.
    """
    if options.commit is not None:
        raise UsageError("your own settings are in no repository; leave out --commit, or add --shared")
    is_written = not options.dry_run
    if is_written:
        _write(file, name, plan)
    nothing = Catalogue.of(stages=None, workflows=None, projects=None, tracks=(), unread=(), problems=())
    lines = plan_lines(plan, nothing, session.console.screen, hide_field=True)
    session.show(plan_sheet(plan, written=is_written), options.output, lambda *_: "\n".join(lines))
    session.outcome.add_remark(f"{plan_summary(plan, written=is_written)}, in {file}")


def _write(file: str, name: SettingName, plan: ChangePlan) -> None:
    (change,) = plan.changes
    if isinstance(change, SetValue) and change.has_effect:
        try:
            write_user_setting(file, name.path, change.written)
        except CannotEditError:
            raise RefusedError([(file, "it cannot be changed safely; edit it by hand")]) from None
