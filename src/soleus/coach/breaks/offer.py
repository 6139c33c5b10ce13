"""Breaks offered with a new week: one press turns them on, by the days of that week."""

from dataclasses import dataclass, replace
from datetime import time

from soleus.coach.breaks.reminders import SETTINGS, Reminders
from soleus.coach.week.weeks import Weeks
from soleus.plan import Profile, Setting, WeekPlan
from soleus.reminders import Mode, ReminderSettings
from soleus.vocabulary import Weekday

_MODES = {
    Setting.DESK: Mode.DESK,
    Setting.STANDING: Mode.STANDING,
    Setting.HOME: Mode.DESK,
    Setting.PAD_SUPERVISED: Mode.DESK,
    Setting.BED: Mode.BED,
}
"""Where the day is spent, as breaks see it; on a journey they come with its flights alone."""

_AT_WORK = (Setting.DESK, Setting.STANDING)
_STARTS, _ENDS = time(9), time(18)
"""The hours of breaks where no work sets them."""


@dataclass(frozen=True, slots=True)
class BreaksOffer:
    """Offers breaks once, and takes the answer."""

    reminders: Reminders
    weeks: Weeks

    def to(self, person_id: str, plan: WeekPlan) -> ReminderSettings | None:
        """Return the settings that one press turns on; None where it was answered before.

        Nothing is offered while a doctor comes first, nor on a journey.
        """
        is_answered = SETTINGS in self.reminders.journal.settings(person_id)
        if is_answered or plan.refers or plan.profile.setting not in _MODES:
            return None
        return breaks_for(plan.profile)

    def take(self, person_id: str, *, wanted: bool) -> None:
        """Turn breaks on, or keep that they are not wanted now; asked once, and not again.

        Raises
        ------
        NotPermittedError
            where the gate gives no clearance now.
        """
        plan = self.weeks.current(person_id)
        settings = self.to(person_id, plan) if plan else None
        if settings is not None:
            self.reminders.save(person_id, replace(settings, is_on=wanted))


def breaks_for(profile: Profile) -> ReminderSettings:
    """Return the breaks that fit the days of a profile, turned on."""
    at_work = profile.setting in _AT_WORK and bool(profile.work_days)
    is_in_bed = profile.setting is Setting.BED
    return ReminderSettings(
        is_on=True,
        mode=_MODES[profile.setting],
        days=tuple(profile.work_days) if at_work else tuple(Weekday),
        starts=profile.work_starts if at_work else _STARTS,
        ends=profile.work_ends if at_work else _ENDS,
        interval_minutes=profile.break_every_minutes,
        quiet_starts=profile.sleeps_at if is_in_bed else ReminderSettings().quiet_starts,
        quiet_ends=profile.wakes_at if is_in_bed else ReminderSettings().quiet_ends,
    )
