"""Hello: the least that a Typer program can do; the unit of all ratios."""

import typer


def main() -> None:
    """Say hello."""
    print("hello")


if __name__ == "__main__":
    typer.run(main)
