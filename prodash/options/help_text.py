"""Help text: the docstring of a command, even if Python drops docstrings."""

from collections.abc import Callable


def help_text(function: Callable[..., None]) -> str:
    """The docstring of *function*.

    `python -OO` drops docstrings; then it is read from the source of the function, and "" if that is missing.
    """
    return _docstring_in_source(function) if function.__doc__ is None else function.__doc__


def _docstring_in_source(function: Callable[..., None]) -> str:
    import ast
    import inspect

    try:
        definition = ast.parse(inspect.getsource(function)).body[0]
    except OSError:
        return ""
    return (isinstance(definition, ast.FunctionDef) and ast.get_docstring(definition)) or ""
