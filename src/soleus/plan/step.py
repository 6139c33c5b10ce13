"""How many minutes this week may hold: from where the person is, by small steps, to the target."""

from dataclasses import dataclass
from typing import Any

from soleus.assessment import Clearance
from soleus.evidence import Text
from soleus.plan.profile import Profile
from soleus.plan.settings import day_shapes
from soleus.plan.statements import Basis, statements
from soleus.plan.targets import targets
from soleus.vocabulary import Activity, Status, Urgency


@dataclass(frozen=True, slots=True)
class Step:
    """The week's minutes and how they came about.

    Parameters
    ----------
    basis : why
    before : minutes a week that the step starts from, moderate with vigorous counted double
    minutes : minutes this week at most, counted alike
    to_place : moderate minutes that the week may place: ``minutes`` without the vigorous ones
    ladder : minutes of the weeks after this one, if each is done, up to the target
    """

    basis: Basis
    before: int
    minutes: int
    to_place: int
    ladder: tuple[int, ...]

    @property
    def statement(self) -> Text:
        """What the plan says of this step, with its claims."""
        return self.said_of(self.minutes)

    def said_of(self, minutes: int) -> Text:
        """Return the same of a week that holds so many minutes: the person may have chosen less."""
        return statements()[self.basis].said(
            minutes=minutes,
            before=self.before,
            a_day=round(minutes / 7),
            target=targets().moderate_minutes_per_week.value,
        )

    @property
    def grows(self) -> bool:
        """Whether the plan builds up: only then are dropped minutes offered elsewhere."""
        return self.basis in (Basis.START, Basis.KEEP, Basis.STEP, Basis.REACHED)

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape of a step."""
        return {
            "basis": self.basis.value,
            "before": self.before,
            "minutes": self.minutes,
            "to_place": self.to_place,
            "ladder": list(self.ladder),
            "text": self.statement.says,
            "claims": list(self.statement.claims),
        }


def next_minutes(minutes: int) -> int:
    """Return the most minutes that the week after one of ``minutes`` may hold."""
    numbers = targets()
    tenth = minutes * numbers.step_percent.value // 100
    more = max(numbers.step_least_minutes_per_week.value, tenth)
    return min(numbers.moderate_minutes_per_week.value, max(start_minutes(), minutes + more))


def start_minutes() -> int:
    """Return the minutes of a first week for somebody who sits most of the day."""
    return 7 * targets().start_minutes_per_day.value


def step_for(clearance: Clearance, profile: Profile, previous_minutes: int | None) -> Step:
    """Return the week's minutes for a person.

    ``previous_minutes`` are those of the plan before, None where there is none. What was planned is
    never taken for done: without minutes on record the week repeats.
    """
    usual = profile.moderate_minutes_per_week + _vigorous(profile)
    ruling = clearance.decision.activities[Activity.WALKING]
    lies_down = not day_shapes()[profile.setting].bouts
    refers = clearance.decision.urgency is not Urgency.SELF_CARE
    if lies_down or not ruling.is_open:
        basis = Basis.BED if lies_down else Basis.CLOSED
        return Step(Basis.WITHIN_DAYS if refers else basis, usual, 0, 0, ())
    done = profile.last_week_minutes
    if refers:
        return _step(Basis.WITHIN_DAYS, profile, usual if done is None else done, None)
    known = previous_minutes if previous_minutes is not None else usual
    before = known if done is None else done
    if ruling.status is not Status.PERMITTED:
        return _step(Basis.CAUTION, profile, before, max(start_minutes(), before))
    return _growing(profile, before, is_recorded=done is not None)


def _growing(profile: Profile, before: int, *, is_recorded: bool) -> Step:
    numbers = targets()
    if before >= numbers.moderate_minutes_per_week.value:
        return _step(Basis.REACHED, profile, before, before)
    if before < start_minutes():
        return _step(Basis.START, profile, before, start_minutes())
    if is_recorded and profile.weeks_on_plan:
        return _step(Basis.STEP, profile, before, next_minutes(before))
    return _step(Basis.KEEP, profile, before, before)


def _step(basis: Basis, profile: Profile, before: int, wanted: int | None) -> Step:
    most = targets().moderate_minutes_per_week.value
    minutes = min(most, before if wanted is None else wanted)
    ladder = _ladder(minutes) if basis in (Basis.START, Basis.KEEP, Basis.STEP) else ()
    return Step(basis, before, minutes, max(0, minutes - _vigorous(profile)), ladder)


def _ladder(minutes: int) -> tuple[int, ...]:
    rungs = []
    while minutes < targets().moderate_minutes_per_week.value:
        minutes = next_minutes(minutes)
        rungs.append(minutes)
    return tuple(rungs)


def _vigorous(profile: Profile) -> int:
    return profile.vigorous_minutes_per_week * targets().vigorous_counts.value
