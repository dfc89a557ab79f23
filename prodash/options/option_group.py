"""Option group: a class whose fields are options that several commands share."""

from collections.abc import Callable, Iterable, Mapping
from inspect import Parameter, Signature, get_annotations
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

import typer

if TYPE_CHECKING:
    from prodash.model.catalogue.kinds import EntryKind
    from prodash.session.session import Session

Function = TypeVar("Function", bound=Callable[..., None])


class OptionGroup:
    """Options declared once, as in `stage: Annotated[list[str] | None, typer.Option(...)] = None`.

    *builds* is the callable that makes the value; it has a parameter for each option.
    A subclass inherits the options of its bases, those of the last base first.
    """

    builds: ClassVar[Callable[..., Any]] = dict

    def __init_subclass__(cls, builds: Callable[..., Any] | None = None) -> None:
        cls.builds = builds or cls.builds

    @classmethod
    def parameters(cls, kind: "EntryKind | None" = None) -> Iterable[Parameter]:  # noqa: ARG003 (for those that differ)
        """The options as parameters of a command; *kind* is the kind of entry of a command for several kinds."""
        declared: dict[str, Any] = {}
        for base in reversed(cls.__mro__):
            # `get_type_hints` doubles the time that a command needs to collect its options.
            declared |= get_annotations(base) if base is not OptionGroup else {}
        for name, hint in declared.items():
            yield Parameter(name, Parameter.KEYWORD_ONLY, default=getattr(cls, name), annotation=hint)

    @classmethod
    def value_in(cls, session: "Session", given: Mapping[str, Any]) -> Any:  # noqa: ARG003 (for those that need it)
        """The value built from the options *given* in a *session*."""
        return cls.value(given)

    @classmethod
    def value(cls, given: Mapping[str, Any]) -> Any:
        """The value built from the options *given*, lists as tuples; other fields keep their defaults."""
        typed = {
            name: tuple(option) if isinstance(option, list) else option
            for name, option in given.items()
            if option is not None
        }
        return cls.builds(**typed)


def with_parameters(function: Function, parameters: Iterable[Parameter]) -> Function:
    """*function*, which takes `ctx` and keywords, with a signature of these *parameters* for Typer."""
    context = Parameter("ctx", Parameter.KEYWORD_ONLY, annotation=typer.Context)
    function.__signature__ = Signature([context, *parameters])  # type: ignore[attr-defined]
    # Typer would evaluate each annotation twice, and then take those of the signature.
    function.__annotations__ = {}
    return function
