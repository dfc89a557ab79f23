"""Flows that no catalogue has: what pictures of the flow are drawn of."""

from collections.abc import Sequence
from datetime import date, timedelta

from prodash.model.catalogue.colour import colour_for_position
from prodash.model.catalogue.stage import Stage, StageKind
from prodash.model.flow.stage_counts import Band, Flow
from tests.conftest import TODAY

NAMES = ("Seed", "Writing", "Recorded", "Mixing", "Ready to Release", "Published")
EMOJI = ("🌱", "✍️", "🎙️", "🎧", "🚀", "✨")
COLOURS = ("#838794", "#7d7eff", "#d45b09", "#823aca", "#3e9f73", "#2c7356")
LONG_NAMES = ("歌詞を書く作詞作曲", "مرحلة المزج النهائية", "W" * 60, "👩‍🎤🎚️ Mix\tDown", "Idea", "Out")


def stages(
    names: Sequence[str] = NAMES, colours: Sequence[str] = COLOURS, emoji: Sequence[str] = EMOJI
) -> list[Stage]:
    """Stages of these names, the last one finished."""
    kinds = [StageKind.ACTIVE] * (len(names) - 1) + [StageKind.FINISHED]
    return [
        Stage(f"s{number}", name, colours[number % len(colours)], emoji[number % len(emoji)], kind=kind)
        for number, (name, kind) in enumerate(zip(names, kinds, strict=True))
    ]


def flow(of: Sequence[Stage | None], counts: Sequence[Sequence[int]], days: int = 7) -> Flow:
    """A flow that ends today, with the counts of each stage at the end of each period of so many *days*."""
    periods, today = len(counts[0]), date.fromisoformat(TODAY)
    ends = (today - timedelta(days * (periods - 1 - number)) for number in range(periods))
    return Flow(tuple(ends), tuple(Band(stage, tuple(each)) for stage, each in zip(of, counts, strict=True)))


def passing(stages: int, periods: int, tracks: float) -> list[list[int]]:
    """Counts where tracks pass through all stages: so many begin in each period, and some wait longer than others."""
    counts = [[0] * periods for _ in range(stages)]
    for number in range(int(periods * tracks)):
        day, stage = number / tracks, 0
        for period in range(int(day), periods):
            while stage < stages - 1 and period >= day + 2 + (number * (stage + 3) + stage) % 9:
                day, stage = day + 2 + (number * (stage + 3) + stage) % 9, stage + 1
            counts[stage][period] += 1
    return counts


FLOWS = {
    "usual": flow(stages(), passing(6, 53, 0.8)),
    "a few tracks": flow(stages(), passing(6, 26, 0.3)),
    "ten thousand tracks": flow(stages(), passing(6, 104, 97)),
    "300 stages": flow(
        stages(
            [f"Stage {number}" for number in range(300)],
            [colour_for_position(number) for number in range(19)],
            [""],
        ),
        passing(300, 150, 3),
    ),
    "one colour": flow([*stages(LONG_NAMES, ["#767676"]), None], [*passing(6, 80, 0.6), [1] * 80]),
    "one period": flow(stages(), [[1], [0], [2], [0], [0], [1]]),
    "one track": flow(stages(), [[1, 1, 0, 0], [0, 0, 1, 1], *[[0] * 4] * 4], days=1),
    "gone at once": flow(stages(), [[number == 7 for number in range(200)], *[[0] * 200] * 5], days=1),
    "years": flow(stages(), passing(6, 600, 0.1)),
}
