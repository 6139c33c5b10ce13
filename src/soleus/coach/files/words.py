"""What is said of files of watches and phones, in one place for pages and the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus.coach.files.proposal import CountsAs
from soleus.devices import Effort, EffortBasis, Format, Sport
from soleus.language import msgid, plural, translate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from soleus.coach.files.proposal import Proposal, ProposedFile

SPORT_WORDS: Mapping[str, str] = {
    Sport.WALKING: msgid("Walking"),
    Sport.RUNNING: msgid("Running"),
    Sport.CYCLING: msgid("Cycling"),
    Sport.SWIMMING: msgid("Swimming"),
    Sport.DANCING: msgid("Dancing"),
    Sport.STRENGTH_TRAINING: msgid("Strength training"),
    Sport.ROWING: msgid("Rowing"),
    Sport.SKIING: msgid("Skiing or skating"),
    Sport.GENTLE: msgid("Gentle exercise"),
    Sport.TRANSITION: msgid("Between two sports"),
    Sport.OTHER: msgid("Another activity"),
}

EFFORT_WORDS: Mapping[str, str] = {
    Effort.LIGHT: msgid("easy"),
    Effort.MODERATE: msgid("brisk"),
    Effort.VIGOROUS: msgid("hard"),
    Effort.STRENGTH: msgid("strength"),
}

BASIS_WORDS: Mapping[str, str] = {
    EffortBasis.HEART_RATE: msgid("by the pulse and the age in your check"),
    EffortBasis.CADENCE: msgid("by the steps a minute"),
    EffortBasis.SPEED: msgid("by the speed"),
    EffortBasis.KIND: msgid("by what it was"),
    EffortBasis.HEART_RATE_BY_MINUTE: msgid(
        "by the pulse of each minute and the age in your check"
    ),
    EffortBasis.CADENCE_BY_MINUTE: msgid("by the steps of each minute"),
    EffortBasis.SPEED_BY_MINUTE: msgid("by the speed in each minute"),
}

FORMAT_WORDS: Mapping[str, str] = {
    Format.FIT: "FIT",
    Format.GPX: "GPX",
    Format.TCX: "TCX",
    Format.APPLE_HEALTH: "Apple Health",
    Format.HEALTH_CONNECT: "Health Connect",
    Format.GOOGLE_FIT: "Google Fit",
    Format.FITBIT: "Fitbit",
    Format.TABLE: msgid("Table (CSV)"),
}

_NOTHING_NEW = msgid("All of it lies before the first day.")


def file_lines(file: ProposedFile) -> Iterator[str]:
    """Yield what is said of one file: what it holds, what is wrong with it, what was left out."""
    if file.fault is not None:
        yield str(file.fault)
        return
    if file.activities:
        yield plural("{n} activity.", "{n} activities.", file.activities)
    if file.days:
        yield plural("Steps of {n} day.", "Steps of {n} days.", file.days)
    if file.activities and file.earlier == file.activities:
        yield translate(_NOTHING_NEW)
    elif file.earlier:
        yield plural(
            "{n} lies before the first day.", "{n} lie before the first day.", file.earlier
        )
    for remark in file.left_out:
        yield plural("{n} left out: {why}", "{n} left out: {why}", remark.times, why=remark)


def summary(proposal: Proposal) -> Iterator[str]:
    """Yield what would count, and what does not and why, one line each."""
    counts = proposal.those(CountsAs.COUNTS)
    minutes = round(sum(each.minutes for each in counts))
    yield plural(
        "{n} activity would count, {minutes} min.",
        "{n} activities would count, {minutes} min.",
        len(counts),
        minutes=minutes,
    )
    if proposal.days:
        yield plural("Steps of {n} day.", "Steps of {n} days.", len(proposal.days))
    if doubles := proposal.those(CountsAs.DOUBLE):
        yield plural(
            "{n} is told twice by these files, and counts once.",
            "{n} are told twice by these files, and count once.",
            len(doubles),
        )
    if noted := proposal.those(CountsAs.NOTED):
        yield plural(
            "{n} looks like one that is noted already.",
            "{n} look like ones that are noted already.",
            len(noted),
        )
    if short := proposal.those(CountsAs.SHORT):
        yield plural(
            "{n} is shorter than a minute and does not count.",
            "{n} are shorter than a minute and do not count.",
            len(short),
        )
