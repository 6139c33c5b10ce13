"""Writes the report of a trial into its folder."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from soleus import __version__
from soleus.circulation import model_fingerprint
from soleus.trials.analysis import EVERYBODY, Analysis, ArmDifference, ArmSummary
from soleus.trials.people import ABOUT_NUMBERS
from soleus.trials.report.beside import agreement, difference_of, mean_of, studies
from soleus.trials.report.figures import effects_figure, outcome_figure
from soleus.trials.report.protocols import arms_in_words, read_in_words
from soleus.trials.report.told import in_short, number, told_outcomes, unit_of
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

    They are ``report.html``, ``report.md``, ``arms.csv``, ``differences.csv``, an SVG for each
    figure and, of a trial that asks what moves its outcomes, ``sensitivity.csv``.
    """
    effects = [effect for each in sensitivities for effect in each.effects]
    told = _told(trial, analysis, sensitivities)
    drawings = [figure["it"] for outcome in told["outcomes"] for figure in outcome["figures"]]
    drawings += [each["figure"] for each in told["sensitivities"] if each["figure"]]
    files = {
        "report.html": _templates(is_page=True).get_template("page.html").render(told),
        "report.md": _templates(is_page=False).get_template("report.md").render(told),
        "arms.csv": _csv(ArmSummary, analysis.summaries),
        "differences.csv": _csv(ArmDifference, analysis.differences),
    } | ({"sensitivity.csv": _csv(PropertyEffect, effects)} if sensitivities else {})
    files |= {f"{drawing.name}.svg": drawing.alone for drawing in drawings}
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return tuple(folder / name for name in files)


def _told(
    trial: Trial, analysis: Analysis, sensitivities: Sequence[SensitivityAnalysis]
) -> dict[str, Any]:
    units = {outcome.name: unit_of(outcome) for outcome in trial.outcomes}
    found = studies(trial, analysis)
    told = told_outcomes(trial, analysis)
    return {
        "trial": trial,
        "version": __version__,
        "model": model_fingerprint(),
        "people": analysis.people,
        "broken": max((s.broken for s in analysis.summaries if s.group == EVERYBODY), default=0),
        "in_short": list(in_short(trial, analysis)),
        "agreement": agreement(found),
        "arms": arms_in_words(trial),
        "groups": _groups(trial, analysis),
        "outcomes": [_outcome(trial, analysis, outcome) for outcome in told],
        "sensitivities": [
            {
                "it": each,
                "unit": units[each.asked.outcome],
                "figure": effects_figure(each, units[each.asked.outcome]) if each.effects else None,
            }
            for each in sensitivities
        ],
        "studies": found,
        "references": citations_of(trial),
    }


def _groups(trial: Trial, analysis: Analysis) -> list[dict[str, Any]]:
    """Return by what people are cut, and how many are in each subgroup."""
    names = dict.fromkeys(s.group for s in analysis.summaries)
    sizes = {n: max(s.n + s.broken for s in analysis.summaries if s.group == n) for n in names}
    reads = {outcome.name: read_in_words(outcome) for outcome in trial.outcomes}
    return [
        {
            "title": cut.title,
            "means": reads.get(cut.by) or ABOUT_NUMBERS.get(cut.by, ("", ""))[1],
            "sizes": {name: n for name, n in sizes.items() if cut.has(name)},
        }
        for cut in trial.cuts
    ]


def _outcome(trial: Trial, analysis: Analysis, outcome: TrialOutcome) -> dict[str, Any]:
    rows = [s for s in analysis.summaries if s.outcome == outcome.name]
    differences = [d for d in analysis.differences if d.outcome == outcome.name]
    groups = list(dict.fromkeys(s.group for s in rows))
    return {
        "it": outcome,
        "unit": unit_of(outcome),
        "read": read_in_words(outcome),
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
) -> Iterator[dict[str, Any]]:
    """Yield a figure for each way that people are cut, or one of everybody."""
    measured = [m for m in trial.measured if m.outcome == outcome.name and m.mean is not None]
    by_title = {
        cut.title: [name for name in dict.fromkeys(s.group for s in rows) if cut.has(name)]
        for cut in trial.cuts
    } or {"": [EVERYBODY]}
    for title, names in by_title.items():
        groups = {name: [s for s in rows if s.group == name] for name in names}
        if groups:
            here = [m for m in measured if not m.group or m.group in groups]
            drawing = outcome_figure(outcome, groups, here, trial.arms_are, title)
            yield {"by": title, "it": drawing}


def _templates(*, is_page: bool) -> Environment:
    templates = Environment(
        loader=PackageLoader("soleus.trials.report"),
        autoescape=is_page,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    templates.filters |= {
        "number": number,
        "measured": mean_of,
        "difference": difference_of,
        "first_large": lambda words: words[:1].upper() + words[1:],
    }
    return templates


def _csv(kind: type, rows: Sequence[Any]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, [f.name for f in fields(kind)], lineterminator="\n")
    writer.writeheader()
    writer.writerows(asdict(row) for row in rows)
    return out.getvalue()
