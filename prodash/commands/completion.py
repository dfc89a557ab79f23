"""completion: print the script that a shell needs for completion."""

from typing import Annotated

import typer

from prodash.completion.choices import Choices
from prodash.errors import UsageError
from prodash.session.session import Session
from prodash.storage.resources.package import packaged_bytes

_SCRIPTS = {"bash": "prodash.bash", "zsh": "_prodash", "fish": "prodash.fish", "powershell": "prodash.ps1"}


def completion(
    session: Session,
    shell: Annotated[
        str, typer.Argument(metavar="|".join(_SCRIPTS), help="Your shell."), Choices(tuple(_SCRIPTS))
    ],
) -> None:
    """Print the script for TAB completion in a shell.

    bash: add eval "$(prodash completion bash)" to ~/.bashrc.
    zsh: add eval "$(prodash completion zsh)" to ~/.zshrc.
    fish: run prodash completion fish > ~/.config/fish/completions/prodash.fish
    powershell: add prodash completion powershell | Out-String | Invoke-Expression to $PROFILE.

    Example: prodash completion bash
    """
    if shell not in _SCRIPTS:
        raise UsageError(f"unknown shell {shell!r}; choose from {', '.join(_SCRIPTS)}")
    session.console.print(packaged_bytes(f"completion/{_SCRIPTS[shell]}").decode().rstrip())
