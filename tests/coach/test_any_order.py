"""Whatever is done, and in whatever order: no danger is forgotten and no way goes past the gate."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
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
from coach.samples import WELL, exercise, note_symptoms, note_visit
from soleus.assessment import RefusalCause, decide
from soleus.coach import CheckAgainError, Coach, Fate, NotThereError, take_batch
from soleus.coach.care.exercises import LIKE_NONE
from soleus.journal import SELF, Clinician, InvalidEntryError, Journal, VisitEntry
from soleus.journal.ahead import AHEAD
from soleus.plan import drop
from soleus.reminders import ReminderSettings
from soleus.session import Act, Event, routine, routines, stop_rules
from soleus.vocabulary import Activity, FaultsError, Leg, NotPermittedError, Urgency
from soleus.vocabulary.clock import FixedClock

if TYPE_CHECKING:
    from soleus.assessment import Standing

MINUTE = timedelta(minutes=1)
MOMENTS = ("at", "recorded_at")
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
MINUTES, HOURS, DAYS = MINUTE, 60 * MINUTE, 24 * 60 * MINUTE
PASSING = st.sampled_from(
    [each * HOURS for each in (0, 1, 5, 26)] + [each * DAYS for each in (6, 7)]
)
JUMPS = st.sampled_from(
    [
        sign * jump
        for sign in (-1, 1)
        for jump in (3 * MINUTES, 30 * MINUTES, 2 * HOURS, 30 * HOURS, 3 * DAYS, 200 * DAYS)
    ]
)
SKEWS = st.sampled_from(
    [0 * MINUTES, 4 * MINUTES, -30 * MINUTES, 30 * MINUTES, 5 * HOURS, 3 * DAYS]
)


def is_danger(document: Document) -> bool:
    return decide(document).urgency is Urgency.EMERGENCY


@dataclass(frozen=True)
class Told:
    """Something told: whether it is a danger, and for a check what had been told when it began."""

    is_danger: bool
    knew: frozenset[int] = frozenset()


Life = dict[int, Told]
"""What was told in a journal, by a number of its own that no clock and no move changes."""


def unanswered_danger(life: Life) -> bool:
    """Whether a danger was told that no check has asked about since it was there."""
    answered = frozenset().union(*(told.knew for told in life.values()))
    return any(told.is_danger and number not in answered for number, told in life.items())


@dataclass
class Phone:
    """A device with a clock of its own: what it saw last, and what waits there to be sent."""

    skew: timedelta
    newest: str | None = None
    seen: frozenset[int] = frozenset()
    waiting: list[tuple[int, dict[str, Any], Told]] = field(default_factory=list)
    half: tuple[dict[str, Any], frozenset[int]] | None = None


class AnyOrder(RuleBasedStateMachine):
    """One person, one journal, two devices, every door, and clocks that jump.

    ``life`` is kept beside the journal: what was told, in which order, and what each check could
    know of it. It has no clock: a danger counts until a check that was begun after it was there.
    """

    @initialize()
    def open_an_empty_journal(self) -> None:
        self.folder = TemporaryDirectory()
        self.clock = FixedClock(MONDAY_MORNING)
        journal = Journal.open(Path(self.folder.name) / "journal.sqlite3", self.clock)
        self.coach = Coach(journal, self.clock)
        self.life: Life = {}
        self.number = 0
        self.half: frozenset[int] = frozenset()
        self.phones = [Phone(0 * MINUTE), Phone(0 * MINUTE)]
        self.copies: list[tuple[dict[str, Any], Life]] = []
        self.visited: frozenset[Activity] = frozenset()
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

    @rule(document=ANSWERS)
    def take_a_check(self, document: Document) -> None:
        self.coach.checks.record(SELF, document)
        self.tell(is_danger(document), knew=frozenset(self.life))
        assert self.standing().is_emergency == is_danger(document)
        self.may_open = frozenset(Activity)

    @rule(document=ANSWERS, minutes=st.sampled_from([0, 20, 300]))
    def take_a_check_that_does_not_say_what_it_knew(self, document: Document, minutes: int) -> None:
        self.coach.checks.record(SELF, document, began_at=self.clock.now() - minutes * MINUTE)
        self.tell(is_danger(document))
        self.may_open = frozenset(Activity)

    @rule()
    def begin_a_check(self) -> None:
        if not self.coach.checks.is_under_way(SELF):
            self.half = frozenset(self.life)
        screen = self.coach.checks.current(SELF).screen
        if screen is not None and screen.id != "age":
            self.coach.checks.answer(SELF, screen.id, {}, none_of_these=True)

    @rule()
    def finish_the_check_that_was_left(self) -> None:
        if self.coach.checks.is_under_way(SELF):
            decision = self.coach.checks.finish(SELF)
            self.tell(decision.urgency is Urgency.EMERGENCY, knew=self.half)
            self.may_open = frozenset(Activity)

    # What a device does

    @rule(place=st.integers(0, 1), skew=SKEWS)
    def look_on_a_device(self, place: int, skew: timedelta) -> None:
        newest = self.coach.journal.newest_telling(SELF)
        phone = self.phones[place]
        phone.newest = str(newest) if newest else None
        phone.seen, phone.skew = frozenset(self.life), skew

    @rule(place=st.integers(0, 1), findings=FINDINGS)
    def note_on_a_device(self, place: int, findings: dict[str, Any]) -> None:
        told = Told(is_danger({"answers": findings, "others": "unknown"}))
        self.let_wait(place, "symptom", {"findings": findings}, told)

    @rule(place=st.integers(0, 1))
    def begin_a_check_on_a_device(self, place: int) -> None:
        phone = self.phones[place]
        knew = {"up_to": phone.newest, "also": [sent["id"] for _, sent, _ in phone.waiting]}
        known = phone.seen | {number for number, _, _ in phone.waiting}
        phone.half = (knew, known)

    @rule(place=st.integers(0, 1), document=ANSWERS, minutes=st.sampled_from([0, 0, 20, 300]))
    def take_a_check_on_a_device(self, place: int, document: Document, minutes: int) -> None:
        if self.phones[place].half is None:
            self.begin_a_check_on_a_device(place)
        half, self.phones[place].half = self.phones[place].half, None
        assert half is not None
        payload = {"document": document, "knew": half[0]}
        self.let_wait(place, "check", payload, Told(is_danger(document), half[1]), minutes)

    @rule(place=st.integers(0, 1), is_reversed=st.booleans())
    def send_what_waits(self, place: int, is_reversed: bool) -> None:
        phone = self.phones[place]
        sent = phone.waiting[::-1] if is_reversed else list(phone.waiting)
        results = take_batch(self.coach, [entry for _, entry, _ in sent])
        for one, result in zip(sent, results, strict=True):
            if result.fate is Fate.TAKEN:
                phone.waiting.remove(one)
                self.life[one[0]] = one[2]
                self.may_open = frozenset(Activity)
            elif any("deleted" in fault for fault in result.faults):
                phone.waiting.remove(one)

    # What else a person does

    @rule(findings=FINDINGS, days=st.sampled_from([0, 0, 3]))
    def note_a_symptom(self, findings: dict[str, Any], days: int) -> None:
        at = self.clock.now() - timedelta(days=days)
        noted = note_symptoms(self.coach, SELF, findings=findings, at=at)
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
        note_visit(self.coach, SELF, VisitEntry.from_dict(said))
        self.may_open = frozenset(visit.cleared)
        self.visited |= self.may_open

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
        except (NotPermittedError, CheckAgainError, FaultsError):
            return
        assert set(self.activities_of(name)) <= self.opened
        self.session = practised.id

    @precondition(lambda self: self.session)
    @rule(does=st.sampled_from(["begin", "begin", "stop", "finish"]), place=st.integers(0, 30))
    def go_on_with_a_session(self, does: str, place: int) -> None:
        assert self.session is not None
        rules = tuple(stop_rules())
        chosen = rules[place % len(rules)]
        stop = Event(Act.STOP, rule=chosen, leg=Leg.LEFT)
        event = stop if does == "stop" else Event(Act(does))
        if does == "stop":
            found = dict(stop_rules()[chosen].findings_in(Leg.LEFT))
            self.tell(is_danger({"answers": found, "others": "unknown"}))
        with suppress(NotThereError):
            practised = self.coach.practice.on(SELF, self.session, (event,))
            if practised.script is not None:
                assert set(self.activities_of(practised.session.routine)) <= self.opened

    @rule()
    def keep_a_copy(self) -> None:
        copy = json.loads(json.dumps(self.coach.journal.export_json()))
        self.copies.append((copy, dict(self.life)))

    @precondition(lambda self: self.copies)
    @rule(place=st.integers(0, 9))
    def take_a_copy_in(self, place: int) -> None:
        copy, life = self.copies[place % len(self.copies)]
        lies_ahead = (
            max(
                (
                    datetime.fromisoformat(each[name])
                    for each in copy["entries"]
                    for name in MOMENTS
                ),
                default=self.clock.now(),
            )
            - self.clock.now()
            > AHEAD
        )
        try:
            report = self.coach.journal.import_json(copy, own_entries_of=SELF)
        except InvalidEntryError:
            if lies_ahead:
                return
            raise
        self.life |= life
        self.may_open = frozenset(Activity) if report.added else frozenset()

    @rule()
    def delete_everything(self) -> None:
        self.coach.delete([SELF])
        self.life, self.noted = {}, []
        self.phones = [Phone(0 * MINUTE), Phone(0 * MINUTE)]

    @rule(time=PASSING)
    def time_passes(self, time: timedelta) -> None:
        self.let_the_clock_say(time)

    @rule(jump=JUMPS)
    def the_clock_jumps(self, jump: timedelta) -> None:
        self.let_the_clock_say(jump)

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
        if unanswered_danger(self.life):
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
            assert set(self.activities_of(practised.session.routine)) <= self.opened

    # Shared

    def standing(self) -> Standing:
        return self.coach.gate.standing(SELF)

    def activities_of(self, name: str) -> tuple[Activity, ...]:
        if not self.coach.exercises.is_one(name):
            return (routine(name).activity,)
        counts_as = self.coach.exercises.named(SELF, name).counts_as
        return (counts_as,) if counts_as else LIKE_NONE

    def tell(self, danger: bool, knew: frozenset[int] = frozenset()) -> None:
        self.number += 1
        self.life[self.number] = Told(danger, knew)

    def let_wait(
        self, place: int, kind: str, payload: dict[str, Any], told: Told, minutes: int = 0
    ) -> None:
        """Let something wait on a device, by the device's clock and begun some minutes ago."""
        phone = self.phones[place]
        at = self.clock.now() + phone.skew - minutes * MINUTE
        entry = {"id": str(uuid4()), "person": SELF, "kind": kind, "at": at.isoformat()}
        self.number += 1
        phone.waiting.append((self.number, entry | {"payload": payload}, told))

    def let_the_clock_say(self, later: timedelta) -> None:
        """Move the clock; what opens then by itself waited for it, or for a visit's own time."""
        self.clock.advance(later)
        is_free = self.cause is RefusalCause.CLOCK or later < timedelta()
        self.may_open = frozenset(Activity) if is_free else self.visited


def test_no_danger_is_forgotten_and_no_way_goes_past_the_gate() -> None:
    few = settings(max_examples=6, stateful_step_count=16, deadline=None)
    run_state_machine_as_test(AnyOrder, settings=few)
