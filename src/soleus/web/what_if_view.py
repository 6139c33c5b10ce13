"""What the page of two simulated legs shows: choices, legs, curves, and what is held back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from soleus.circulation import load_rows
from soleus.language import msgid, number_words, translate
from soleus.prediction import (
    CHANGES,
    INSIDE,
    Comparison,
    UnknownSettingError,
    controls,
)
from soleus.prediction.runs import sentence_texts
from soleus.web.charts.side_by_side import Drawable, SideChart, side_by_side
from soleus.web.what_if_legs import classes_of, moves_of, stance_of
from soleus.web.what_if_links import LEAKING, NARROWED, has_told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from soleus.assessment import Standing
    from soleus.circulation import Row
    from soleus.evidence import Text
    from soleus.prediction import LegSetting
    from soleus.prediction.runs import Compared, Simulated
    from soleus.vocabulary import Activity

    Choices = list[tuple[str | int, str]]

VIEWS = {
    "flow": (msgid("Blood that leaves the leg"), msgid("mL a minute")),
    "vein": (msgid("Pressure in a vein of the foot"), msgid("mmHg")),
    "toe": (msgid("Pressure at the toe, by height of the feet"), msgid("mmHg")),
    "swelling": (msgid("What the foot gains"), msgid("% of its volume")),
}
"""What each view is called, and its unit."""

_HELD_S = (90.0, 150.0)
"""When the reading is taken in a run over minutes: experiments.py has the steps."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two legs.

    Parameters
    ----------
    words : what is so on this side, such as "60 a minute"
    stance : the drawing
    classes : how full its veins are drawn, how much blood its artery brings, what it wears
    moves : how it moves, where a script moves it; None stands still
    reading : what the instrument reads, as a number to show
    chart : its curve
    """

    words: str
    stance: str
    classes: str
    moves: dict[str, object] | None
    reading: str
    chart: SideChart


def sides(comparison: Comparison, compared: Compared) -> tuple[Side, Side]:
    """Return both legs of a comparison."""
    control = controls()[comparison.change]
    settings = (comparison.first, comparison.second)
    charts = _charts(comparison, compared)
    first, second = (
        Side(
            words=control.words(getattr(setting, comparison.change)),
            stance=stance_of(setting),
            classes=classes_of(setting, usual),
            moves=moves_of(setting, usual),
            reading=_shown(float(usual.readings[0])),
            chart=chart,
        )
        for setting, usual, chart in zip(settings, compared.usual, charts, strict=True)
    )
    return first, second


def choices(comparison: Comparison) -> dict[str, Choices]:
    """Return for each control the values that the first leg can have, and ``to`` for the second."""
    now = comparison.first
    found = {
        name: [
            (value, words)
            for value, words in control.choices(getattr(now, name))
            if _can_be(replace_first(comparison, name, value))
        ]
        for name, control in controls().items()
    }
    changed = controls()[comparison.change]
    both = (getattr(now, comparison.change), comparison.to)
    found[comparison.change] = changed.choices(*both)
    found["to"] = [
        (value, words)
        for value, words in changed.choices(*both)
        if _can_be({**comparison.as_dict(), "to": value})
    ]
    return found


def replace_first(comparison: Comparison, name: str, value: str | int) -> dict[str, Any]:
    """Return a comparison as data, with one value of its first setting replaced."""
    return {**comparison.as_dict(), "first": {**comparison.first.as_dict(), name: value}}


def used_controls(comparison: Comparison) -> list[str]:
    """Return the controls, besides the one that changes, that count in what is looked at."""
    with_height = "raised" in (comparison.first.posture, comparison.second.posture)
    seen = {
        "toe": {"posture", "stocking", "narrowing"},
        "swelling": {"posture", "stocking", "leaking", "hours", "breaks"},
    }.get(comparison.view, {"posture", "cadence", "stocking", "narrowing", "leaking"})
    seen |= {"raised_cm"} if with_height else set()
    seen -= {"cadence"} if comparison.first.posture == "walking" else set()
    return [name for name in controls() if name in seen - {comparison.change}]


def views_of(comparison: Comparison) -> Choices:
    """Return what can be looked at with this change."""
    return [
        (view, translate(VIEWS[view][0]))
        for view in CHANGES[comparison.change]
        if _can_be({**comparison.as_dict(), "view": view})
    ]


def whose_leg(comparison: Comparison, standing: Standing | None) -> list[Text]:
    """Return whose legs these are: simulated ones, and never this person's."""
    texts, found = sentence_texts(), []
    both = (comparison.first, comparison.second)
    if any(each.narrowing for each in both):
        found.append(f"leg.narrowed{_told(standing, NARROWED)}")
    if any(each.leaking != "none" for each in both):
        found.append(f"leg.leaking{_told(standing, LEAKING)}")
    return [texts[name].said() for name in found or ["leg.usual"]]


def held_back(comparison: Comparison, standing: Standing | None) -> Iterator[tuple[Activity, Any]]:
    """Yield what somebody would do who did this, and the check does not open, with its ruling."""
    if standing is None or standing.decision is None:
        return
    view = comparison.view
    wanted = {*comparison.first.activities(view), *comparison.second.activities(view)}
    for activity, ruling in standing.decision.activities.items():
        if activity in wanted and not ruling.is_open:
            yield activity, ruling


def wants_activity(comparison: Comparison) -> bool:
    """Whether either leg does something that the gate rules on."""
    both = (comparison.first, comparison.second)
    return any(each.activities(comparison.view) for each in both)


def measured_of(comparison: Comparison) -> list[Row]:
    """Return what was measured in people and published of the thing that changes."""
    rows = {row.id: row for row in load_rows()}
    return [rows[name] for name in controls()[comparison.change].rows]


def _told(standing: Standing | None, findings: tuple[str, ...]) -> str:
    """Return how the text is called for who told of one of these, of none, or did not say."""
    return {True: "_told", False: "", None: "_unknown"}[has_told(standing, findings)]


def _can_be(data: dict[str, Any]) -> bool:
    try:
        Comparison.from_dict(data)
    except UnknownSettingError:
        return False
    return True


def _charts(comparison: Comparison, compared: Compared) -> tuple[SideChart, ...]:
    settings = (comparison.first, comparison.second)
    drawables = [
        _drawable(comparison.view, settings[i], compared.usual[i], compared, i) for i in (0, 1)
    ]
    at = drawables[0].at
    ends = _ends(comparison.view, max(max(each.at) for each in drawables), min(at))
    shaded = _HELD_S if comparison.view in ("flow", "vein") else None
    return side_by_side(_on_one_axis(drawables), ends, shaded)


def _drawable(
    view: str, setting: LegSetting, usual: Simulated, compared: Compared, side: int
) -> Drawable:
    mark = None
    if view == "toe":
        height = {"sitting": float(usual.at[0])}.get(setting.posture, 0.0)
        height = float(setting.raised_cm) if setting.posture == "raised" else height
        mark = (height, float(usual.readings[0]))
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()
    if compared.people and compared.count > 1:
        curves = compared.people[side].curves
        known = curves[np.isfinite(curves).all(axis=1)]
        low, high = (tuple(row.tolist()) for row in np.percentile(known, INSIDE, axis=0))
    return Drawable(tuple(usual.at.tolist()), tuple(usual.curves[0].tolist()), low, high, mark)


def _on_one_axis(drawables: list[Drawable]) -> list[Drawable]:
    """Return the curves with that first whose axis is the longest, if only for its scale."""
    longest = max(drawables, key=lambda each: max(each.at) - min(each.at))
    return [replace(each, axis=(min(longest.at), max(longest.at))) for each in drawables]


def _ends(view: str, last: float, first: float) -> list[tuple[float, str]]:
    if view == "toe":
        words = translate(msgid("heart"))
        return [(first, number_words(round(first))), (0.0, words), (last, f"{last:.0f} cm")]
    if view == "swelling":
        return [(0.0, "0"), (last, translate(msgid("{n} h"), n=number_words(round(last, 1))))]
    whole = round(last + first)  # a point stands in the middle of its stretch
    return [(first, "0"), (last, translate(msgid("{n} s"), n=number_words(whole)))]


def _shown(value: float) -> str:
    return number_words(round(value) if abs(value) >= 10 else round(value, 1))
