"""The week plan of one person: made through the gate, kept, edited, read again under it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID, uuid4

from soleus.assessment import Clearance
from soleus.coach.gate.circumstances import PROFILE, SAID_WITH
from soleus.coach.gate.gate import Gate
from soleus.journal import (
    Entry,
    Journal,
    NothingNewEntry,
    PlanEntry,
    Recorded,
    week_minutes,
)
from soleus.language import ENGLISH, use
from soleus.plan import (
    Item,
    KeptWeek,
    Profile,
    Setting,
    WeekPlan,
    bring_back,
    draft,
    profile_from_answers,
    read_week,
)
from soleus.vocabulary import FaultsError, present_zone

_WEEK = timedelta(days=7)

_NO_PLACE = ("UTC", "UCT", "Universal", "Zulu", "GMT", "GMT0", "GMT+0", "GMT-0", "Greenwich")
"""UTC by all its names: how machines are set that stand in no place of people."""


@dataclass(frozen=True, slots=True)
class Weeks:
    """Makes and keeps week plans. ``today`` gives the person's own day."""

    journal: Journal
    gate: Gate
    today: Callable[[], date]
    timezone: str
    _read: dict[str, tuple[UUID, KeptWeek]] = field(default_factory=dict, repr=False, compare=False)
    """The newest week that was read of each person, by its entry."""

    def profile(self, person_id: str) -> Profile:
        """Return the profile last given, or a first one from hints in the last check.

        One that this version cannot read counts as none.
        """
        standing = self.gate.standing(person_id)
        hints = profile_from_answers(standing.document or {"answers": {}})
        try:
            kept = Profile.from_dict(self.journal.settings(person_id).get(PROFILE, {}))
        except FaultsError:  # none, one of another version, or out of an imported file
            return replace(hints, timezone=present_zone() or self.timezone)
        # what the check says of risk factors, and the browser of the zone, is newer than that
        zone = present_zone() or kept.timezone
        return replace(kept, risk_factors=hints.risk_factors, timezone=zone)

    def can_be_taken_up(self, person_id: str) -> bool:
        """Whether a week can be made again of what was said of the days the last time.

        A journey and a time in bed are over before they are asked about again.
        """
        with suppress(FaultsError):
            kept = Profile.from_dict(self.journal.settings(person_id).get(PROFILE, {}))
            return kept.setting not in (Setting.JOURNEY, Setting.BED)
        return False

    def zone_at_the_machine(self, person_id: str) -> str | None:
        """Return the zone in which somebody lives who sits at this machine; None if unknown.

        A machine that is set to a place stands where they are, as a traveller's laptop does. One
        in UTC, as servers are, tells no place: then it is the zone that their week was made in,
        which their browser told.
        """
        if _is_a_place(self.timezone):
            return self.timezone
        with suppress(FaultsError):
            return Profile.from_dict(self.journal.settings(person_id).get(PROFILE, {})).timezone
        return None

    def current(self, person_id: str) -> WeekPlan | None:
        """Return this week's plan as far as the gate opens it now; None where there is none.

        Raises
        ------
        NotPermittedError
            where the gate gives no clearance now.
        """
        clearance = self.gate.clearance(person_id)
        plan = self._last(person_id, clearance)
        return plan if plan is not None and self.today() in plan.days else None

    def make(self, person_id: str, profile: Profile) -> WeekPlan:
        """Draft the week that begins today, keep it and return it.

        What the profile says counts at the gate from now on; where that leaves nothing open, it is
        noted as something new, and the check comes next.

        Raises
        ------
        NotPermittedError
            where the gate gives no clearance now.
        """
        self.gate.clearance(person_id)
        id_, clearance = uuid4(), self.gate.standing_in(person_id, profile).clearance
        self.journal.save_setting(person_id, SAID_WITH, str(id_))
        if clearance is None:
            self.journal.save_setting(person_id, PROFILE, profile.as_dict())
            self.journal.append(person_id, NothingNewEntry(anything_new=True), id=id_)
            clearance = self.gate.clearance(person_id)
        return self._draft(person_id, profile, clearance, id_)

    def draft_again(self, person_id: str) -> None:
        """Draft the current week again by what is open now; its profile is not said anew."""
        if self.current(person_id) is not None:
            clearance = self.gate.clearance(person_id)
            self._draft(person_id, self.profile(person_id), clearance, uuid4())

    def _draft(self, person_id: str, profile: Profile, clearance: Clearance, id_: UUID) -> WeekPlan:
        previous = self._last(person_id, clearance)
        today = self.today()
        profile = self._with_last_week(person_id, profile, previous)
        self.journal.save_setting(person_id, PROFILE, profile.as_dict())
        if previous is not None and not _is_over(previous, today):
            minutes = previous.previous_minutes  # made anew it is the same week, and no step up
            plan = draft(clearance, profile, start=today, previous_minutes=minutes)
        else:
            plan = draft(clearance, profile, start=today, previous=previous)
        return self._keep(person_id, plan, id_)

    def edit(self, person_id: str, change: Callable[[WeekPlan], WeekPlan]) -> WeekPlan | None:
        """Apply one edit of the person's to this week's plan and keep it.

        Raises
        ------
        NotPermittedError, ImpossibleEditError
            where the gate or the week's bounds do not allow it; nothing is changed then.
        """
        plan = self.current(person_id)
        return self._keep(person_id, change(plan), uuid4()) if plan else None

    def days_off(self, person_id: str) -> Mapping[date, tuple[Item, ...]]:
        """Return the days to come of this week with nothing on them now, and what they held.

        A day that never held anything, or nothing that the gate opens now, is not among them.
        """
        plan = self.current(person_id)
        if plan is None:
            return {}
        empty = {day for day in plan.days if day >= self.today() and not plan.on(day)}
        held: dict[date, tuple[Item, ...]] = {}
        for week in self._earlier(person_id, plan.start) if empty else ():
            items, _ = week.items_under(plan.clearance)
            for day in empty - set(held):
                if on_day := tuple(item for item in items if item.day == day):
                    held[day] = on_day
        return held

    def bring_back(self, person_id: str, day: date) -> None:
        """Bring back what a day held before it was taken off, as far as the gate opens it now."""
        items = self.days_off(person_id).get(day, ())
        if items:
            self.edit(person_id, lambda plan: bring_back(plan, day, items))

    def _earlier(self, person_id: str, start: date) -> Iterator[KeptWeek]:
        """Yield the states that this week has had, the newest first."""
        since = start - timedelta(days=1)  # made in a zone where it was the day before
        kept = sorted(
            self.journal.entries(person_id, [PlanEntry], since=since),
            key=lambda each: each.seq,
            reverse=True,
        )
        for each in kept:
            with suppress(FaultsError):
                if (week := read_week(each.entry.plan)).start == start:
                    yield week

    def _last(self, person_id: str, clearance: Clearance) -> WeekPlan | None:
        """Return the newest plan; one that this version cannot read counts as none."""
        kept = self.journal.latest(person_id, PlanEntry)
        if kept is None:
            return None
        try:
            return WeekPlan.under(clearance, self._week_of(kept))
        except FaultsError:
            return None

    def _week_of(self, kept: Recorded[PlanEntry]) -> KeptWeek:
        """Return the week of an entry, which never changes; read once for each person."""
        entry_id, week = self._read.get(kept.person_id, (None, None))
        if week is None or entry_id != kept.id:
            week = read_week(kept.entry.plan)
            self._read[kept.person_id] = (kept.id, week)
        return week

    def _keep(self, person_id: str, plan: WeekPlan, id_: UUID) -> WeekPlan:
        with use(ENGLISH):  # what is kept has one language
            kept = plan.as_dict()
        self.journal.append(person_id, PlanEntry(kept), id=id_)
        return plan

    def _with_last_week(
        self, person_id: str, profile: Profile, previous: WeekPlan | None
    ) -> Profile:
        """Add what the journal knows: how long on a plan, and the last seven days' minutes if any.

        A plan that is made anew before its week is over goes on from where that week began.
        """
        if previous is None:
            return profile
        before, today = previous.profile, self.today()
        if not _is_over(previous, today):
            weeks, done = before.weeks_on_plan, before.last_week_minutes
            return replace(profile, weeks_on_plan=weeks, last_week_minutes=done)
        entries: tuple[Recorded[Entry], ...] = self.journal.entries(person_id, since=today - _WEEK)
        minutes = week_minutes(entries, today - _WEEK)
        return replace(
            profile,
            weeks_on_plan=before.weeks_on_plan + (today - previous.start) // _WEEK,
            last_week_minutes=round(minutes.moderate_equivalent) if minutes.bouts else None,
        )


def _is_a_place(zone: str) -> bool:
    """Whether a time zone is that of a place, and not UTC by any of its names."""
    return zone.removeprefix("Etc/") not in _NO_PLACE


def _is_over(plan: WeekPlan, today: date) -> bool:
    return plan.days[-1] < today
