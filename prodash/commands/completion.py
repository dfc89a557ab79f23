"""completion: the script that makes a shell complete what prodash understands."""

from pathlib import Path
from typing import Annotated

import typer

from prodash import completion as scripts
from prodash.completion.values import Values
from prodash.errors import UsageError
from prodash.session.session import Session

_SCRIPTS = {"bash": "prodash.bash", "zsh": "_prodash", "fish": "prodash.fish", "powershell": "prodash.ps1"}


def completion(
    session: Session,
    shell: Annotated[
        str, typer.Argument(metavar="|".join(_SCRIPTS), help="Your shell."), Values(tuple(_SCRIPTS))
    ],
) -> None:
    """Print the script that makes a shell complete commands, options and what is in the catalogue.

    bash: put eval "$(prodash completion bash)" into ~/.bashrc.
    zsh: put eval "$(prodash completion zsh)" into ~/.zshrc.
    fish: run prodash completion fish > ~/.config/fish/completions/prodash.fish once.
    powershell: put prodash completion powershell | Out-String | Invoke-Expression into $PROFILE.

    Example: prodash completion bash
    """
    if shell not in _SCRIPTS:
        raise UsageError(f"there is no completion for {shell!r}; write {', '.join(_SCRIPTS)}")
    folder = Path(scripts.__file__).parent
    session.console.print((folder / _SCRIPTS[shell]).read_text(encoding="utf-8").rstrip())
