"""Whatever is done, and in whatever order: no danger is forgotten and no way goes past the gate."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from assessment.strategies import Document, documents
from coach.conftest import MONDAY_MORNING
from coach.samples import WELL, exercise
from soleus.assessment import RefusalCause, decide
from soleus.coach import CheckAgainError, Coach, Fate, NoSuchSessionError, take_in
from soleus.coach.exercises import LIKE_NONE
from soleus.journal import SELF, Clinician, Journal, VisitEntry
from soleus.plan import drop
from soleus.reminders import ReminderSettings
from soleus.session import (
    Begin,
    Finish,
    InvalidOptionsError,
    Sent,
    Stop,
    routine,
    routines,
    stop_rules,
)
from soleus.vocabulary import Activity, FixedClock, Leg, NotPermittedError, Urgency

if TYPE_CHECKING:
    from soleus.coach import Standing

MINUTE = timedelta(minutes=1)
ANSWERS = st.one_of(
    st.just(WELL),
    st.sampled_from(
        [
            {"answers": {"chest_pain": True}, "others": "no"},
            {"answers": {"known_pad": True, "evaluated_by_clinician": True}, "others": "no"},
            {"answers": {"leg_pain": "left"}, "others": "no"},
            {"answers": {"slow_healing_wound": "left", "diabetes": True}, "others": "no"},
            {"answers": {"varicose_veins": "both", "varicose_new_or_worse": True}, "others": "no"},
        ]
    ),
    documents(),
)
FINDINGS = st.sampled_from(
    [
        {"chest_pain": True},
        {"swelling": "left", "swelling_course": "sudden"},
        {"leg_pain": "right"},
        {"leg_fatigue": "both"},
        {"slow_healing_wound": "left"},
    ]
)
VISITS = st.builds(
    VisitEntry,
    who_kind=st.just(Clinician.GP),
    cleared=st.lists(st.sampled_from(Activity), unique=True).map(tuple),
    saw_everything=st.booleans(),
    worse_since=st.sampled_from([False, False, True, None]),
)
HOURS = st.sampled_from([-30, -2, 0, 1, 5, 26, 24 * 6, 24 * 7])


def is_danger(document: Document) -> bool:
    return decide(document).urgency is Urgency.EMERGENCY


@dataclass(frozen=True)
class Copy:
    """A copy of the journal, and whether a danger was told in it that no check has answered."""

    document: dict[str, Any]
    holds_danger: bool


class AnyOrder(RuleBasedStateMachine):
    """One person, one journal, every door.

    ``danger`` is kept beside the journal: whether an emergency was told, at ``told_at``, that no
    check begun later has answered; ``now`` goes on by itself, whatever is done to the clock.
    """

    @initialize()
    def open_an_empty_journal(self) -> None:
        self.folder = TemporaryDirectory()
        self.clock = FixedClock(MONDAY_MORNING)
        journal = Journal.open(Path(self.folder.name) / "journal.sqlite3", self.clock)
        self.coach = Coach(journal, self.clock)
        self.danger = False
        self.now = self.told_at = timedelta()
        self.went_back = False
        self.copies: list[Copy] = []
        self.noted: list[UUID] = []
        self.session: UUID | None = None
        self.opened: frozenset[Activity] = frozenset()
        self.looked_with: frozenset[Activity] | None = None
        self.cause: RefusalCause | None = RefusalCause.NO_CHECK
        self.may_open: frozenset[Activity] = frozenset()

    def teardown(self) -> None:
        if hasattr(self, "coach"):
            self.coach.close()
            self.folder.cleanup()

    # What a person does

    @rule(document=ANSWERS, minutes=st.sampled_from([0, 0, 0, 20, 300]), by_device=st.booleans())
    def take_a_check(self, document: Document, minutes: int, by_device: bool) -> None:
        at = self.clock.now() - minutes * MINUTE
        if by_device:
            sent = {"id": str(uuid4()), "person": SELF, "kind": "check", "at": at.isoformat()}
            (arrived,) = take_in(self.coach, [sent | {"payload": {"document": document}}])
            if arrived.fate is not Fate.TAKEN:
                return
        else:
            self.coach.checks.record(SELF, document, began_at=at)
        self.answer_dangers(
            is_danger(document), begun=self.now - minutes * MINUTE, by_clock=minutes
        )
        self.may_open = frozenset(Activity)

    @rule(findings=FINDINGS, days=st.sampled_from([0, 0, 3]))
    def note_a_symptom(self, findings: dict[str, Any], days: int) -> None:
        at = self.clock.now() - timedelta(days=days)
        noted = self.coach.diary.note_symptoms(SELF, findings=findings, at=at)
        self.noted.append(noted.id)
        self.tell(is_danger({"answers": findings, "others": "unknown"}))

    @precondition(lambda self: self.noted)
    @rule()
    def take_a_symptom_back(self) -> None:
        self.coach.journal.withdraw(self.noted.pop())

    @rule(visit=VISITS, days=st.sampled_from([None, 1, 4]))
    def see_somebody(self, visit: VisitEntry, days: int | None) -> None:
        day = self.clock.now().date() + timedelta(days=days) if days else None
        said = {**visit.as_dict(), "review_date": day.isoformat() if day else None}
        self.coach.visits.record(SELF, VisitEntry.from_dict(said))
        self.may_open = frozenset(visit.cleared)

    @rule(activity=st.sampled_from([*LIKE_NONE, None]), days=st.sampled_from([2, 9]))
    def keep_an_exercise(self, activity: Activity | None, days: int) -> None:
        day = self.clock.now().date() + timedelta(days=days)
        self.coach.exercises.keep(SELF, exercise(counts_as=activity, review_date=day))

    @rule(mode=st.sampled_from(["desk", "bed"]))
    def ask_for_reminders(self, mode: str) -> None:
        self.coach.reminders.save(SELF, ReminderSettings.from_dict({"is_on": True, "mode": mode}))

    @rule()
    def make_a_week(self) -> None:
        with suppress(NotPermittedError):
            self.coach.weeks.make(SELF, self.coach.weeks.profile(SELF))

    @rule()
    def drop_something_of_the_week(self) -> None:
        with suppress(NotPermittedError):
            plan = self.coach.weeks.current(SELF)
            if plan is not None and plan.items:
                self.coach.weeks.edit(SELF, lambda week: drop(week, week.items[0].id))

    @rule(place=st.integers(0, 20), is_new=st.sampled_from([False, False, False, True]))
    def begin_a_session(self, place: int, is_new: bool) -> None:
        known = [*routines(), *(each.routine for each in self.coach.exercises.prescribed(SELF))]
        name = known[place % len(known)]
        try:
            practised = self.coach.practice.begin(SELF, name, anything_new=is_new)
        except (NotPermittedError, CheckAgainError, InvalidOptionsError):
            return
        assert set(self.activities_of(name)) <= self.opened
        self.session = practised.id

    @precondition(lambda self: self.session)
    @rule(does=st.sampled_from(["begin", "begin", "stop", "finish"]), place=st.integers(0, 30))
    def go_on_with_a_session(self, does: str, place: int) -> None:
        assert self.session is not None
        rules = tuple(stop_rules())
        chosen = rules[place % len(rules)]
        events: dict[str, Begin | Stop | Finish] = {
            "begin": Begin(),
            "stop": Stop(chosen, Leg.LEFT),
            "finish": Finish(),
        }
        if does == "stop":
            found = dict(stop_rules()[chosen].found(Leg.LEFT))
            self.tell(is_danger({"answers": found, "others": "unknown"}))
        with suppress(NoSuchSessionError):
            practised = self.coach.practice.on(SELF, self.session, (Sent(events[does]),))
            if practised.script is not None:
                state = practised.state
                assert set(self.activities_of(state["routine"])) <= self.opened

    @rule()
    def keep_a_copy(self) -> None:
        copy = json.loads(json.dumps(self.coach.journal.export_json()))
        self.copies.append(Copy(copy, self.danger))

    @precondition(lambda self: self.copies)
    @rule(place=st.integers(0, 9))
    def take_a_copy_in(self, place: int) -> None:
        copy = self.copies[place % len(self.copies)]
        report = self.coach.journal.import_json(copy.document, own_entries_of=SELF)
        if report.added:
            self.tell(copy.holds_danger)
        self.may_open = frozenset(Activity) if report.added else frozenset()

    @rule()
    def delete_everything(self) -> None:
        self.coach.delete([SELF])
        self.danger, self.noted = False, []

    @rule(hours=HOURS)
    def time_passes(self, hours: int) -> None:
        self.clock.advance(timedelta(hours=hours))
        self.now += timedelta(hours=max(hours, 0))
        self.went_back = self.went_back or hours < 0
        if self.cause is RefusalCause.CLOCK or hours < 0:
            self.may_open = frozenset(Activity)

    # What holds at every moment

    @invariant()
    def at_every_moment(self) -> None:
        """One after the other: the later ones go by what the gate was found to open."""
        self.a_danger_stays_until_everything_is_asked_anew()
        self.nothing_opens_by_itself()
        self.a_session_is_shown_only_while_it_is_open()
        if self.opened != self.looked_with:  # else every way would say what it said before
            self.every_way_in_says_the_same()
            self.nobody_is_reminded_of_what_is_held_back()
            self.looked_with = self.opened

    def a_danger_stays_until_everything_is_asked_anew(self) -> None:
        standing = self.standing()
        if self.danger:
            assert standing.is_emergency
            assert standing.clearance is None
        if standing.is_emergency:
            assert standing.clearance is None

    def nothing_opens_by_itself(self) -> None:
        standing = self.standing()
        opened = frozenset(standing.clearance.permits) if standing.clearance else frozenset()
        assert opened - self.opened <= self.may_open
        self.opened, self.may_open = opened, frozenset()
        self.cause = standing.refusal.cause if standing.refusal else None

    def every_way_in_says_the_same(self) -> None:
        for activity in Activity:
            is_open = True
            try:
                self.coach.gate.permit(SELF, activity)
            except NotPermittedError:
                is_open = False
            assert is_open == (activity in self.opened)
        for name in self.coach.practice.ready(SELF):
            assert set(self.activities_of(name)) <= self.opened
        for each in self.coach.exercises.prescribed(SELF):
            assert not each.is_open or set(self.activities_of(each.routine)) <= self.opened
        with suppress(NotPermittedError):
            plan = self.coach.weeks.current(SELF)
            assert plan is None or {each.kind.activity for each in plan.items} <= self.opened

    def nobody_is_reminded_of_what_is_held_back(self) -> None:
        found = self.coach.reminders.now(SELF)
        asked = {each.activity for each in (found.due, found.next) if each is not None}
        assert asked <= self.opened
        assert self.opened or all(each.due is None for each in found.exercises)
        feed = self.coach.reminders.feed(self.coach.reminders.token(SELF), "http://localhost")
        assert feed is not None
        assert self.opened or b"VEVENT" not in feed

    def a_session_is_shown_only_while_it_is_open(self) -> None:
        practised = self.coach.practice.current(SELF)
        if practised is not None and practised.script is not None:
            assert set(self.activities_of(practised.state["routine"])) <= self.opened

    # Shared

    def standing(self) -> Standing:
        return self.coach.gate.standing(SELF)

    def activities_of(self, name: str) -> tuple[Activity, ...]:
        if not self.coach.exercises.is_one(name):
            return (routine(name).activity,)
        counts_as = self.coach.exercises.named(SELF, name).counts_as
        return (counts_as,) if counts_as else LIKE_NONE

    def tell(self, danger: bool) -> None:
        if danger:
            self.danger, self.told_at = True, self.now

    def answer_dangers(self, danger: bool, *, begun: timedelta, by_clock: int) -> None:
        """Take a check: it answers what was told before it was begun, however clocks were set."""
        is_later = begun > self.told_at or by_clock == 0
        if danger or is_later or self.went_back:
            self.danger = danger
        if danger:
            self.told_at = begun


def test_no_danger_is_forgotten_and_no_way_goes_past_the_gate() -> None:
    few = settings(max_examples=6, stateful_step_count=16, deadline=None)
    run_state_machine_as_test(AnyOrder, settings=few)
