"""Phrases: what the page says with the words of the terminal, each from the one place that has it."""

from prodash.render.flow.stays import TITLE as STAYS
from prodash.render.sheets.tracks import INHERITED, WHAT_INHERITED_MEANS
from prodash.render.terminal.words import NO_TRACKS, capitalised
from prodash.render.views.attention import NEEDS_ATTENTION, NOTHING_NEEDS_ATTENTION
from prodash.render.views.due import DUE, NOTHING_DUE, NOTHING_DUE_SOON

PHRASES = {
    "inherited": INHERITED,
    "what_inherited_means": WHAT_INHERITED_MEANS,
    "due": DUE,
    "stays": STAYS,
    "nothing_due": f"{capitalised(NOTHING_DUE)}.",
    "nothing_due_soon": NOTHING_DUE_SOON,
    "no_tracks": capitalised(NO_TRACKS),
    "needs_attention": NEEDS_ATTENTION,
    "nothing_needs_attention": f"{capitalised(NOTHING_NEEDS_ATTENTION)}.",
}
"""The phrases by the names that the templates have for them."""
