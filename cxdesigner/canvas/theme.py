"""Every colour of the map, and the marks by which teams are told apart without any."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple


class Pattern(Enum):
    """What is drawn on a team's stripe, so that teams stay apart on a photocopy."""

    PLAIN = auto()
    DOTS = auto()
    BARS = auto()
    SLANTS = auto()
    LINE = auto()
    CHEVRONS = auto()
    SQUARES = auto()
    RINGS = auto()
    DASHES = auto()
    CROSSES = auto()
    STEPS = auto()
    DIAMONDS = auto()


PATTERNS = tuple(Pattern)

LIGHT_TEAMS = (
    "#c0582b",  # rust
    "#2f8f6b",  # green
    "#8a5aa8",  # violet
    "#2376cc",  # blue
    "#b5851b",  # ochre
    "#b83a72",  # raspberry
    "#1c8a9c",  # lagoon
    "#7a4b2a",  # brown
    "#6d7f1f",  # olive
    "#40508f",  # indigo
    "#d0708a",  # rose
    "#1f5a52",  # pine
)
"""Neighbours differ in lightness as well as in hue, so that they stay apart for eyes that see fewer colours."""

DARK_TEAMS = (
    "#e58a5c",
    "#55c39a",
    "#bb90d8",
    "#4e9ef5",
    "#e0b650",
    "#ea78ab",
    "#4fc3d6",
    "#c08a62",
    "#b0c455",
    "#8f9fe6",
    "#f2a9bc",
    "#58a697",
)


class Theme(NamedTuple):
    """Colours as `#rrggbb` by what they are for. A painter asks for them by name and knows no other."""

    name: str
    is_dark: bool
    ground: str
    lane: str
    lane_other: str
    heading: str
    line: str
    step_line: str
    stage_line: str
    stage: str
    stage_ink: str
    stage_detail: str
    ink: str
    detail: str
    quiet: str
    card: str
    card_edge: str
    shadow: str
    link: str
    handoff: str
    recovery: str
    halo: str
    selection: str
    landing: str
    refusal: str
    error: str
    warning: str
    warning_ground: str
    hint: str
    moment: str
    moment_edge: str
    curve: str
    curve_fill: str
    note: str
    note_edge: str
    note_ink: str
    unassigned: str
    stripe_mark: str
    exceeds: str
    below: str
    faces: tuple[str, str, str, str, str]
    heat: tuple[str, str, str, str, str]
    """Grounds of cards by a measure: each is darker (at night lighter) than the one before, and words are read on all."""
    teams: tuple[str, ...] = LIGHT_TEAMS
    edge_width: float = 3.0
    has_shadow: bool = True
    is_paper: bool = False
    """Printed, and shown small before that: nothing is left out or enlarged for a screen."""
    is_grey: bool = False
    """Pictures lose their colours too."""

    def team(self, color: int | None) -> str:
        """Return the colour at a place of the palette; None is nobody's."""
        return self.unassigned if color is None else self.teams[color % len(self.teams)]

    def pattern(self, color: int | None) -> Pattern:
        """Return the pattern at a place of the palette."""
        return Pattern.PLAIN if color is None else PATTERNS[color % len(PATTERNS)]

    def face(self, emotion: int) -> str:
        """Return the colour of an emotion from −2 to +2."""
        return self.faces[max(-2, min(2, emotion)) + 2]


LIGHT = Theme(
    name="light",
    is_dark=False,
    ground="#eef1f5",
    lane="#ffffff",
    lane_other="#f8fafb",
    heading="#f3f6f9",
    line="#d5dce3",
    step_line="#e4e9ee",
    stage_line="#bcc6d0",
    stage="#25364a",
    stage_ink="#ffffff",
    stage_detail="#b7c4d3",
    ink="#1f2933",
    detail="#5b6875",
    quiet="#636e7a",
    card="#ffffff",
    card_edge="#82909e",
    shadow="#e6eaef",
    link="#6d7a88",
    handoff="#34424f",
    recovery="#b83a3a",
    halo="#ffffff",
    selection="#1d6fe0",
    landing="#dbe9fc",
    refusal="#f9dede",
    error="#c02f2f",
    warning="#a86400",
    warning_ground="#fff3d6",
    hint="#5c7fa8",
    moment="#f0ab00",
    moment_edge="#8a5c00",
    curve="#25364a",
    curve_fill="#dfeaf6",
    note="#fff2b3",
    note_edge="#a58d21",
    note_ink="#3d3510",
    unassigned="#7f8a96",
    stripe_mark="#ffffff",
    exceeds="#2f7d5d",
    below="#b83a3a",
    faces=("#b83a3a", "#cf6d2d", "#a67c1e", "#5b9a41", "#22805d"),
    heat=("#fdf4e3", "#fae0ae", "#f5c67c", "#eaa44f", "#d97f2b"),
)

DARK = Theme(
    name="dark",
    is_dark=True,
    ground="#12171d",
    lane="#1a2028",
    lane_other="#1e252e",
    heading="#202832",
    line="#333e4a",
    step_line="#2b3540",
    stage_line="#47535f",
    stage="#34495f",
    stage_ink="#f4f7fa",
    stage_detail="#a9bacb",
    ink="#e9edf2",
    detail="#a9b4c0",
    quiet="#929eaa",
    card="#29323d",
    card_edge="#738292",
    shadow="#12171d",
    link="#8794a2",
    handoff="#b9c4cf",
    recovery="#ff8a80",
    halo="#1a2028",
    selection="#63a4ff",
    landing="#23395a",
    refusal="#512a2e",
    error="#ff7b72",
    warning="#f0b849",
    warning_ground="#42351a",
    hint="#8db4e2",
    moment="#f4be3a",
    moment_edge="#f4be3a",
    curve="#b4c9e0",
    curve_fill="#263648",
    note="#6b5f2a",
    note_edge="#b3a355",
    note_ink="#fff6cf",
    unassigned="#85919d",
    stripe_mark="#12171d",
    exceeds="#6fd0a6",
    below="#ff8a80",
    faces=("#ff8a80", "#f5a062", "#e3bd5a", "#9bd07f", "#5fd0a2"),
    heat=("#332b24", "#47331f", "#613d1a", "#7d4a17", "#9a5a14"),
    teams=DARK_TEAMS,
)

HIGH_CONTRAST = LIGHT._replace(
    name="high contrast",
    ground="#ffffff",
    lane_other="#ffffff",
    heading="#ffffff",
    line="#6e6e6e",
    step_line="#8f8f8f",
    stage_line="#3c3c3c",
    stage="#000000",
    stage_detail="#ffffff",
    ink="#000000",
    detail="#000000",
    quiet="#303030",
    card_edge="#000000",
    shadow="#ffffff",
    link="#000000",
    handoff="#000000",
    recovery="#a00000",
    selection="#0046c7",
    landing="#cfe2ff",
    error="#a00000",
    warning="#704200",
    hint="#003f8a",
    moment="#ffb900",
    moment_edge="#000000",
    curve="#000000",
    curve_fill="#e6e6e6",
    note_edge="#000000",
    note_ink="#000000",
    unassigned="#505050",
    exceeds="#00563a",
    below="#a00000",
    faces=("#a00000", "#8f3a00", "#5f4700", "#1f5f10", "#00563a"),
    teams=(
        "#9c3a0f",
        "#0f6b4a",
        "#653488",
        "#0d5bb5",
        "#7d5800",
        "#941650",
        "#00606f",
        "#5a3114",
        "#4c5c00",
        "#26367a",
        "#a83a5c",
        "#0b4038",
    ),
    edge_width=5.0,
    has_shadow=False,
)

PAPER = LIGHT._replace(
    name="paper",
    ground="#ffffff",
    lane_other="#ffffff",
    heading="#f5f7f9",
    line="#c3ccd5",
    step_line="#e3e8ed",
    stage_line="#a4b0bc",
    detail="#46525e",
    quiet="#5f6a76",
    card_edge="#8a96a3",
    curve_fill="#e6eef7",
    has_shadow=False,
    is_paper=True,
)

BLACK_AND_WHITE = HIGH_CONTRAST._replace(
    name="black and white",
    line="#000000",
    step_line="#000000",
    stage_line="#000000",
    quiet="#000000",
    recovery="#000000",
    halo="#ffffff",
    selection="#000000",
    landing="#ffffff",
    refusal="#ffffff",
    error="#000000",
    warning="#000000",
    warning_ground="#ffffff",
    hint="#000000",
    moment="#000000",
    curve_fill="#ffffff",
    note="#ffffff",
    unassigned="#000000",
    exceeds="#000000",
    below="#000000",
    faces=("#000000",) * 5,
    heat=("#ffffff",) * 5,
    teams=("#000000",),
    edge_width=4.0,
    is_paper=True,
    is_grey=True,
)
"""For printers that have one ink: lines and patterns, and no tint that would become dots."""

THEMES = {theme.name: theme for theme in (LIGHT, DARK, HIGH_CONTRAST, PAPER, BLACK_AND_WHITE)}
"""All themes by name; the last two are for what is printed and are not offered for the screen."""
