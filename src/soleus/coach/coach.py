"""The coach: the daily loop over one journal, as the pages and the command line use it."""

from collections.abc import Collection
from datetime import date, datetime, time
from functools import cached_property
from importlib.resources import files
from typing import Any, Self
from zoneinfo import ZoneInfo

from soleus.assessment import ResultView, Standing, result_view
from soleus.assessment.interview import Subject
from soleus.coach.breaks.offer import BreaksOffer
from soleus.coach.breaks.reminders import Reminders
from soleus.coach.care.exercises import Exercises
from soleus.coach.care.reports import Reports
from soleus.coach.care.sheets import Sheets
from soleus.coach.care.visits import Visits
from soleus.coach.files.copies import Copies
from soleus.coach.files.device_files import DeviceFiles
from soleus.coach.files.fhir_files import FhirFiles
from soleus.coach.files.readings import FileReadings
from soleus.coach.gate.checks import Checks
from soleus.coach.gate.gate import Gate
from soleus.coach.gate.learning import Learning
from soleus.coach.gate.unkept import Unkept
from soleus.coach.journey.journeys import Journeys
from soleus.coach.journey.now import JourneysNow
from soleus.coach.journey.risks import AskedRisks
from soleus.coach.notes.habits import Habits
from soleus.coach.notes.meaning import Meaning, Meanings, Told
from soleus.coach.notes.notes import Noted, Notes
from soleus.coach.person.known_person import KnownLimbs, KnownSex
from soleus.coach.practice.ending import Endings
from soleus.coach.practice.milestones import Milestones
from soleus.coach.practice.practice import Practice
from soleus.coach.simulated.cycles import Cycles
from soleus.coach.simulated.day_plans import DayPlans
from soleus.coach.simulated.fits import Fits
from soleus.coach.simulated.foretold import Foretold
from soleus.coach.simulated.known_body import KnownBody
from soleus.coach.today.absence import Absences
from soleus.coach.today.daily import DailySentences
from soleus.coach.today.days import DaysList
from soleus.coach.week.aim import Aims
from soleus.coach.week.looking_back import LookingBack
from soleus.coach.week.weeks import Weeks
from soleus.evidence import Text, load_texts
from soleus.journal import Journal, Person, SureClock
from soleus.prediction import PeopleLikeThem
from soleus.vocabulary import AnswerDocument, Calls, Clock, present_zone


class Coach:
    """Check, plan, do, record: each part is an attribute, and all share one gate.

    Parameters
    ----------
    journal : where everything is kept; closed by :meth:`close`
    timezone : IANA name of the zone whose days people live here who do not say theirs
    """

    def __init__(self, journal: Journal, clock: Clock, *, timezone: str = "UTC") -> None:
        self.journal, self.clock = journal, (clock := SureClock(clock))
        self._timezone, today = timezone, self.today
        self.learning, self.unkept = Learning(journal, clock), Unkept()
        self.gate = gate = Gate(journal, clock, self.learning, self.unkept)
        self.limbs, self.sex = KnownLimbs(journal), KnownSex(journal)
        self.checks, self.journeys = Checks(journal, clock, self.unkept), Journeys(journal, clock)
        self.weeks = Weeks(journal, gate, today, timezone)
        self.exercises = exercises = Exercises(journal, clock, gate, today)
        self.practice = Practice(journal, clock, gate, self.exercises)
        self.habits = Habits(journal, gate, today)
        self.aims = Aims(journal, gate, self.weeks, today)
        self.absences, self.body = Absences(journal, gate, today), KnownBody(journal, gate, today)
        self.daily = DailySentences(gate, self.weeks, today)
        self.looking_back = LookingBack(journal, self.weeks, today)
        self.visits = Visits(journal, clock, gate, self.weeks)
        self.fits = fits = Fits(journal)
        self.cycles = Cycles(journal, self.body, self.limbs, fits)
        self.journey_risks = AskedRisks(journal, self.checks)
        self.journeys_now = JourneysNow(gate, self.journeys, self.journey_risks)
        self.reminders = Reminders(journal, clock, gate, timezone=timezone, exercises=exercises)
        self.breaks_offer = BreaksOffer(self.reminders, self.weeks)
        self.day_plans = DayPlans(self.reminders, self.body.known_of, fits, PeopleLikeThem())
        self.copies, self.meanings = Copies(journal, self.reminders), Meanings(journal, gate, today)
        self.device_files = DeviceFiles(journal, gate, today, lambda: self.timezone)
        self.file_readings = FileReadings(self.device_files, clock)
        self.notes = Notes(
            journal,
            gate,
            self.unkept,
            meanings=self.meanings,
            checks=self.checks,
            exercises=self.exercises,
            habits=self.habits,
            journeys=self.journeys,
            reminders=self.reminders,
            visits=self.visits,
        )
        reached = Milestones(journal, gate, self.aims, today)
        self.endings = Endings(journal, self.notes, self.aims, reached, self.cycles)
        self.days = DaysList(journal, gate, self.weeks, self.notes, self.exercises, today, clock)

    @cached_property
    def sheets(self) -> Sheets:
        """The codes of sheets that clinicians tick."""
        return Sheets(self.journal, self.gate, self.today)

    @cached_property
    def reports(self) -> Reports:
        """The report for a clinician."""
        return Reports(self.journal, self.gate, self.sheets, self.today, self._shown)

    @cached_property
    def foretold(self) -> Foretold:
        """The last evenings as simulated legs foretold them."""
        return Foretold(self.journal, self.reminders, self.body, self.fits, self.today)

    @cached_property
    def fhir(self) -> FhirFiles:
        """FHIR out and in."""
        return FhirFiles(self.journal, self.clock, self.gate, self.weeks, self.sex)

    @property
    def timezone(self) -> str:
        """The IANA name of the zone whose days the person lives who asks."""
        return present_zone() or self._timezone

    def today(self) -> date:
        """Return the day that it is here."""
        return self.clock.now().astimezone(ZoneInfo(self.timezone)).date()

    def moment_on(self, day: date) -> datetime:
        """Return noon of a day before, or this moment for today."""
        if day == self.today():
            return self.clock.now()
        return datetime.combine(day, time(12), ZoneInfo(self.timezone))

    def result(self, person: Person, standing: Standing, calls: Calls) -> ResultView | None:
        """Return what is said of where a person stands; None where there was no check.

        ``calls`` has the numbers of the place where the person is.
        """
        if standing.decision is None:
            return None
        document: AnswerDocument = standing.document or {"answers": {}}
        return result_view(
            {**document, "answers": standing.answers},
            standing.decision,
            subject=Subject.SELF if person.is_self else Subject.OTHER,
            cause=standing.refusal.cause if standing.refusal else None,
            notes=self.learnt_texts(person.id, standing),
            calls=calls,
        )

    def told(self, person: Person, noted: Noted[Any], calls: Calls) -> Told:
        """Return what a note means, with the care card where somebody has to be seen."""
        return self.tell(person, noted.meaning, calls)

    def tell(self, person: Person, meaning: Meaning, calls: Calls) -> Told:
        """Return what notes mean, with the care card where somebody has to be seen."""
        standing = self.gate.standing(person.id)
        view = self.result(person, standing, calls) if meaning.refers else None
        return Told(meaning, view.card if view else None, self.learnt_texts(person.id, standing))

    def learnt_texts(self, person_id: str, standing: Standing) -> tuple[Text, ...]:
        """Return what days and measurements show that counts at the gate, each text once."""
        texts = [Text(each.evidence, each.claims) for each in standing.learnt.findings]
        if texts:
            texts += self.learning.texts(person_id)
        return tuple(dict.fromkeys([*(each.text for each in standing.measured), *texts]))

    def _shown(self, person_id: str) -> tuple[Text, ...]:
        return self.learnt_texts(person_id, self.gate.standing(person_id))

    def delete(self, people: Collection[str]) -> None:
        """Delete all that is kept of some people, by id: all or nothing, and for good.

        Afterwards the gate is shut for them until a new check, and a session under way is gone.
        """
        with self.practice.standing_still(), self.cycles.forgetting(), self.fits.forgetting():
            self.journal.erase(people)
        self.reminders.calendars.forget()
        self.day_plans.people.forget()

    def close(self) -> None:
        """Let go of the journal, of files that are being read, and of what is worked on."""
        self.file_readings.close()
        self.cycles.close()
        self.day_plans.people.close()
        self.fits.close()
        self.journal.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def deletion_lines() -> tuple[str, ...]:
    """Return what is said before data is deleted: what it leaves as it is, and what it shuts."""
    texts = load_texts(files("soleus.coach") / "deletion.toml", ("still", "shut"))
    return tuple(text.said().line for text in texts.values())
