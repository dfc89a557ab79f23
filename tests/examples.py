"""How many examples Hypothesis tries: few every day, ten times as many in the slow run."""

from typing import Any

from hypothesis import HealthCheck, settings

_EVERYDAY, _SLOW = "everyday", "slow"
_USUAL = 25
_TIMES = 10
_EVERYDAY_SHARE = 0.5
"""Of the usual number of examples, so that the everyday run takes less than three minutes on two cores."""


def choose_run(*, slow: bool) -> None:
    """Let every property that is imported afterwards try as many examples as this run has time for."""
    # A slow machine is not a fault; everything else stays as Hypothesis has it here or in CI.
    patient: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
    settings.register_profile(_EVERYDAY, settings(), max_examples=_number(_USUAL, slow=False), **patient)
    # CI repeats its examples otherwise, and the weekly run has to find new ones.
    settings.register_profile(
        _SLOW, settings(), max_examples=_number(_USUAL, slow=True), derandomize=False, **patient
    )
    settings.load_profile(_SLOW if slow else _EVERYDAY)


def slow_run() -> bool:
    """Whether this run was asked for the slow tests."""
    return settings.get_current_profile_name() == _SLOW


def examples(number: int, **others: Any) -> settings:
    """Try more than half of *number* examples every day, ten times *number* in the slow run.

    *others* are settings of Hypothesis.
    """
    return settings(max_examples=_number(number, slow=slow_run()), **others)


def _number(usual: int, *, slow: bool) -> int:
    return usual * _TIMES if slow else round(usual * _EVERYDAY_SHARE) or 1
