"""Writes the report of a trial into its folder."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from soleus.trials.analysis import EVERYBODY, Analysis, ArmDifference, ArmSummary
from soleus.trials.report.figures import effects_figure, outcome_figure
from soleus.trials.report.told import beside, in_short, number, unit_of
from soleus.trials.sensitivity import PropertyEffect, SensitivityAnalysis
from soleus.trials.store import citations_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from soleus.trials.trial import Trial, TrialOutcome


def write_report(
    trial: Trial,
    analysis: Analysis,
    folder: Path,
    sensitivities: Sequence[SensitivityAnalysis] = (),
) -> tuple[Path, ...]:
    """Write the report of a trial and its numbers; return the files, the page first.

    They are ``report.html``, ``report.md``, ``arms.csv``, ``differences.csv`` and, of a trial that
    asks what moves its outcomes, ``sensitivity.csv``.
    """
    effects = [effect for each in sensitivities for effect in each.effects]
    told = _told(trial, analysis, sensitivities)
    files = {
        "report.html": _templates(is_page=True).get_template("page.html").render(told),
        "report.md": _templates(is_page=False).get_template("report.md").render(told),
        "arms.csv": _csv(ArmSummary, analysis.summaries),
        "differences.csv": _csv(ArmDifference, analysis.differences),
    } | ({"sensitivity.csv": _csv(PropertyEffect, effects)} if sensitivities else {})
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return tuple(folder / name for name in files)


def _told(
    trial: Trial, analysis: Analysis, sensitivities: Sequence[SensitivityAnalysis]
) -> dict[str, Any]:
    units = {outcome.name: unit_of(outcome) for outcome in trial.outcomes}
    return {
        "trial": trial,
        "people": analysis.people,
        "broken": max((s.broken for s in analysis.summaries if s.group == EVERYBODY), default=0),
        "in_short": list(in_short(trial, analysis)),
        "outcomes": [_outcome(trial, analysis, outcome) for outcome in trial.outcomes],
        "sensitivities": [
            {
                "it": each,
                "unit": units[each.asked.outcome],
                "figure": effects_figure(each, units[each.asked.outcome]) if each.effects else "",
            }
            for each in sensitivities
        ],
        "beside": list(beside(trial, analysis)),
        "references": citations_of(trial),
    }


def _outcome(trial: Trial, analysis: Analysis, outcome: TrialOutcome) -> dict[str, Any]:
    rows = [s for s in analysis.summaries if s.outcome == outcome.name]
    differences = [d for d in analysis.differences if d.outcome == outcome.name]
    groups = list(dict.fromkeys(s.group for s in rows))
    return {
        "it": outcome,
        "unit": unit_of(outcome),
        "figures": list(_figures(trial, rows, outcome)),
        "groups": [
            {
                "name": group,
                "summaries": [s for s in rows if s.group == group],
                "differences": [d for d in differences if d.group == group],
            }
            for group in groups
        ],
    }


def _figures(
    trial: Trial, rows: Sequence[ArmSummary], outcome: TrialOutcome
) -> Iterator[dict[str, str]]:
    """Yield a figure for each way that people are cut, or one of everybody."""
    measured = [m for m in trial.measured if m.outcome == outcome.name and m.mean is not None]
    for title in [cut.title for cut in trial.cuts] or [EVERYBODY]:
        names = dict.fromkeys(s.group for s in rows if _is_of(s.group, title))
        groups = {name: [s for s in rows if s.group == name] for name in names}
        if groups:
            svg = outcome_figure(outcome, groups, measured, trial.arms_are)
            yield {"by": "" if title == EVERYBODY else title, "svg": svg}


def _is_of(group: str, title: str) -> bool:
    return group == title or group.startswith(f"{title} ")


def _templates(*, is_page: bool) -> Environment:
    templates = Environment(
        loader=PackageLoader("soleus.trials.report"),
        autoescape=is_page,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.filters["number"] = number
    return templates


def _csv(kind: type, rows: Sequence[Any]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, [f.name for f in fields(kind)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(row) for row in rows)
    return out.getvalue()
