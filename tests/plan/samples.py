"""Decisions, clearances and profiles to plan from: made by hand, and as hypothesis strategies."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from soleus.assessment import Clearance, Decision, Reason
from soleus.assessment.decision import Ruling
from soleus.plan import Profile, Setting
from soleus.plan.words import RISK_FACTORS, DayPart
from soleus.vocabulary import Activity, Status, Until, Urgency, Weekday

MONDAY = date(2026, 3, 2)
DECIDED = datetime(2026, 3, 2, 6, tzinfo=UTC)
LIMIT = Reason("Keep to this limit.", ("B07",), "activities.limit", ("finding",))

_FREE: Mapping[Activity, Status] = {
    Activity.ANKLE_PUMPS: Status.PERMITTED,
    Activity.CALF_RAISES: Status.PERMITTED,
    Activity.ELEVATION: Status.PERMITTED,
    Activity.WALKING: Status.PERMITTED,
    Activity.COMPRESSION: Status.CAUTION,
    Activity.PAIN_GUIDED_WALKING: Status.WITHHELD,
}


def ruling(status: Status) -> Ruling:
    until = Until.EVALUATION if status is Status.HOLD else None
    return Ruling(status, until, () if status is Status.PERMITTED else (LIMIT,))


def decision(
    urgency: Urgency = Urgency.SELF_CARE,
    pattern: str = "none",
    statuses: Mapping[str, Status] | None = None,
) -> Decision:
    """A decision that opens what a well person may do, but for ``statuses``."""
    changed = {Activity(name): status for name, status in (statuses or {}).items()}
    rulings = {activity: ruling(status) for activity, status in {**_FREE, **changed}.items()}
    return Decision(urgency, pattern, (), rulings, ())


def clearance(
    pattern: str = "none", decided_at: datetime = DECIDED, **statuses: Status
) -> Clearance:
    return Clearance(decision(pattern=pattern, statuses=statuses), decided_at)


def clearance_of(statuses: Mapping[str, Status], urgency: Urgency = Urgency.SELF_CARE) -> Clearance:
    return Clearance(decision(urgency, statuses=statuses), DECIDED)


def referred() -> Clearance:
    """What within days opens: walking with caution and nothing else."""
    rest = [a.value for a in Activity if a is not Activity.WALKING]
    held = dict.fromkeys(rest, Status.HOLD)
    return clearance_of({**held, "walking": Status.CAUTION}, Urgency.WITHIN_DAYS)


def profile(setting: str = "desk", **values: object) -> Profile:
    return Profile.from_dict({"setting": setting, **values})


@st.composite
def clearances(draw: st.DrawFn) -> Clearance:
    """Every clearance that a decision can lead to, and more that it cannot."""
    statuses = {a: draw(st.sampled_from(Status)) for a in Activity}
    urgency = draw(st.sampled_from((Urgency.SELF_CARE, Urgency.WITHIN_DAYS)))
    if not any(ruling(status).is_open for status in statuses.values()):
        statuses[draw(st.sampled_from(list(Activity)))] = Status.PERMITTED
    rulings = {activity: ruling(status) for activity, status in statuses.items()}
    pattern = draw(st.sampled_from(("none", "venous", "arterial", "mixed", "undetermined")))
    decided = DECIDED + draw(st.integers(0, 7 * 24)) * timedelta(hours=1)
    return Clearance(Decision(urgency, pattern, (), rulings, ()), decided)


def _clock(hours: tuple[int, int]) -> st.SearchStrategy[time]:
    return st.builds(time, st.integers(*hours), st.sampled_from((0, 5, 20, 30, 50)))


@st.composite
def profiles(draw: st.DrawFn) -> Profile:
    """Profiles of every setting, early birds and night owls too."""
    wakes = draw(_clock((4, 8)))
    setting = draw(st.sampled_from(Setting))
    goes = setting is Setting.JOURNEY
    start = datetime.combine(MONDAY, time(draw(st.integers(0, 23))))
    return Profile(
        setting=setting,
        timezone=draw(st.sampled_from(("UTC", "Europe/London", "Pacific/Auckland"))),
        current_minutes_per_day=draw(st.one_of(st.just("sedentary"), st.integers(0, 90))),
        vigorous_minutes_per_week=draw(st.sampled_from((0, 0, 10, 40, 75, 200))),
        work_days=tuple(draw(st.sets(st.sampled_from(Weekday)))),
        work_starts=draw(_clock((9, 12))),
        work_ends=draw(_clock((13, 18))),
        wakes_at=wakes,
        sleeps_at=draw(st.one_of(_clock((19, 23)), st.sampled_from((time(0), time(1, 30))))),
        break_every_minutes=draw(st.integers(30, 60)),
        journey_starts_at=start + timedelta(days=draw(st.integers(-2, 8))) if goes else None,
        journey_minutes=draw(st.integers(30, 2880)) if goes else None,
        bout_places=tuple(draw(st.permutations(list(DayPart))))[: draw(st.integers(0, 6))],
        risk_factors=draw(st.dictionaries(st.sampled_from(RISK_FACTORS), st.booleans())),
        weeks_on_plan=draw(st.integers(0, 20)),
        last_week_minutes=draw(st.none() | st.integers(0, 400)),
    )
