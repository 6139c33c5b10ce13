"""The PDF: tagged for those who hear it, two sheets, in our own type, and a picture that scans."""

from __future__ import annotations

import builtins
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import page
import pikepdf
import pypdfium2
import pytest
import zxingcpp

from soleus.coach import Coach
from soleus.journal import (
    SELF,
    ActivityEntry,
    AnkleIndexEntry,
    BloodPressureEntry,
    Clinician,
    ExerciseEntry,
    ExerciseStep,
    HeelRaisesEntry,
    Intensity,
    Journal,
    Outcome,
    Position,
    Score,
    SessionEntry,
    SymptomEntry,
    TapeEntry,
    VisitEntry,
    WeightEntry,
    restore,
)
from soleus.language import use
from soleus.vocabulary import Activity
from soleus.vocabulary.clock import FixedClock
from soleus.web.paper import NoPaperError, pdf_of
from soleus.web.report_paper import MOST_PAGES, report_pdf, sheet_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ADDRESS = "http://localhost:8765"
MANY: dict[str, Any] = {
    "answers": {
        "age": 71,
        "heaviness_or_aching": "both",
        "heaviness_worsening": True,
        "leg_pain": "left",
        "foot_pain_raised_or_at_night": "both",
        "cold_feet_or_legs": "both",
        "weak_foot_pulses": "both",
        "pain_walking_eases_with_rest": "right",
        "swelling": "both",
        "swelling_course": "comes_and_goes",
        "varicose_veins": "both",
        "leg_fatigue": "both",
        "numbness_or_tingling": "both",
        "earlier_dvt": True,
        "known_pad": True,
        "heart_failure": True,
        "kidney_disease": True,
        "high_blood_pressure": True,
        "smoker": True,
        "obesity": True,
        "hormones": True,
        "recent_leg_surgery": True,
        "bed_rest": True,
        "persistent_unexplained": True,
    },
    "others": "no",
}
FEW: dict[str, Any] = {
    "answers": {"age": 60, "pain_walking_eases_with_rest": "right", "smoker": True},
    "others": "no",
}


BEGAN = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.fixture(scope="module")
def month_kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, datetime]:
    """Thirty days of notes made once, as a backup, and the moment at which they end."""
    clock = FixedClock(BEGAN)
    path = tmp_path_factory.mktemp("month") / "journal.sqlite3"
    with Coach(Journal.open(path, clock), clock) as coach:
        for day in range(30):
            clock.advance(timedelta(days=1))
            note_a_day(coach, day, clock.now())
        prescribe(coach)
        return coach.journal.copy_of_all(), clock.moment


@pytest.fixture
def month(month_kept: tuple[bytes, datetime], tmp_path: Path) -> Iterator[Coach]:
    """A coach after thirty days of notes."""
    content, moment = month_kept
    clock, path = FixedClock(moment), tmp_path / "month" / "journal.sqlite3"
    restore(content, path, path)
    with Coach(Journal.open(path, clock), clock) as opened:
        yield opened


def note_a_day(coach: Coach, day: int, now: datetime) -> None:
    scores = {
        Score.SWELLING_LEFT: 6 - day // 8,
        Score.SWELLING_RIGHT: 3,
        Score.LEG_PAIN: 4,
        Score.HEAVINESS: 5,
        Score.LEG_FATIGUE: 2,
    }
    coach.notes.take(SELF, SymptomEntry(scores=scores))
    coach.notes.take(SELF, TapeEntry(38.5, 37.0, 24.0, 23.5))
    coach.notes.take(SELF, ActivityEntry(20, list(Intensity)[day % 4]))
    activity = (Activity.ANKLE_PUMPS, Activity.WALKING, Activity.CALF_RAISES)[day % 3]
    session = SessionEntry(activity, "one", now, 300, 300, 60, Outcome.FINISHED)
    coach.notes.take(SELF, session)
    if day % 10 == 0:
        coach.notes.take(SELF, BloodPressureEntry(138 - day, 84))
        coach.notes.take(SELF, WeightEntry(84.0 - day / 10))
        coach.notes.take(SELF, HeelRaisesEntry(12 + day // 2, 18))
        coach.notes.take(SELF, AnkleIndexEntry(1.05, 0.98))


def prescribe(coach: Coach) -> None:
    for name in ("Calf stretch at the wall", "Heel raises on a step"):
        step = ExerciseStep("Lean forward until the calf pulls", 3, 30)
        coach.exercises.keep(
            SELF,
            ExerciseEntry(
                uuid4(),
                name,
                Clinician.PHYSIOTHERAPIST,
                Activity.CALF_RAISES,
                Position.STANDING,
                (step,),
                3,
                date(2026, 6, 1),
            ),
        )


def made(coach: Coach, document: dict[str, Any]) -> tuple[bytes, str | None]:
    coach.checks.record(SELF, document)
    found = coach.reports.now(SELF)
    assert found is not None
    return report_pdf(found, coach.journal.person(), ADDRESS), found.code


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("document", [FEW, MANY], ids=["few", "many"])
def test_it_is_pdf_ua_of_two_sheets_in_any_language(
    month: Coach, language: str, document: dict[str, Any]
) -> None:
    with use(language):
        pdf, _ = made(month, document)
    assert broken_rules(pdf) == set()
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert len(opened.pages) <= MOST_PAGES
        assert opened.Root.Lang == ("en-GB" if language == "en" else language)
        assert opened.Root.MarkInfo.Marked
        assert opened.Root.ViewerPreferences.DisplayDocTitle
        with opened.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"]
        kinds = [str(each.S) for each in elements(opened.Root.StructTreeRoot)]
    assert {"/H1", "/H2", "/P", "/Table", "/TH", "/TD", "/Figure"} <= set(kinds)


def broken_rules(pdf: bytes) -> set[str]:
    """Return which of the rules of PDF/UA-1 that a machine can check a file breaks."""
    checked = page.validate_pdf_bytes(pdf, profile=page.ValidationProfile.PDF_UA_1)
    assert checked.rules.total > 100
    return {each.rule_id for each in checked.failures}


def without_language(opened: pikepdf.Pdf) -> None:
    del opened.Root["/Lang"]


def without_tags(opened: pikepdf.Pdf) -> None:
    del opened.Root["/MarkInfo"]


def without_alternatives(opened: pikepdf.Pdf) -> None:
    for each in elements(opened.Root.StructTreeRoot):
        if each.S == "/Figure":
            del each["/Alt"]


def without_scopes(opened: pikepdf.Pdf) -> None:
    for each in elements(opened.Root.StructTreeRoot):
        if each.S in ("/TH", "/TD") and "/A" in each:
            del each["/A"]


@pytest.mark.parametrize(
    ("damage", "rule"),
    [
        (without_language, "LANGUAGE"),
        (without_tags, "TAGGED"),
        (without_alternatives, "ALTERNATIVE"),
        (without_scopes, "HEADERS"),
    ],
    ids=["language", "tags", "alternatives", "heads"],
)
def test_the_checker_notices_what_is_taken_away(
    month: Coach, damage: Callable[[pikepdf.Pdf], object], rule: str
) -> None:
    pdf, _ = made(month, FEW)
    with pikepdf.open(BytesIO(pdf)) as opened:
        damage(opened)
        damaged = BytesIO()
        opened.save(damaged)
    assert any(rule in each for each in broken_rules(damaged.getvalue()))


def test_it_says_what_was_measured_and_what_was_prescribed(month: Coach) -> None:
    pdf, _ = made(month, FEW)
    pages = pypdfium2.PdfDocument(pdf)
    text = " ".join("".join(p.get_textpage().get_text_range() for p in pages).split())
    assert "Blood pressure 138/84 mmHg 3 March 118/84 mmHg 23 March, measured 3 times" in text
    assert "Heel raises on one leg, left 12 3 March 22" in text
    assert "Ankle-brachial index (ABI), right 0.98" in text
    assert "Calf stretch at the wall, Physiotherapist: 3 times a day" in text


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield the elements of a structure tree in the order in which they are read."""
    kids = node.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def test_every_figure_has_words_with_its_numbers_and_every_head_its_scope(month: Coach) -> None:
    pdf, _ = made(month, FEW)
    with pikepdf.open(BytesIO(pdf)) as opened:
        found = list(elements(opened.Root.StructTreeRoot))
        words = [str(each.Alt) for each in found if each.S == "/Figure"]
        scopes = {str(each.A.Scope) for each in found if each.S == "/TH"}
        heads = [str(each.S) for each in found if str(each.S) in ("/H1", "/H2", "/H3")]
    assert scopes == {"/Column", "/Row"}
    assert heads[0] == "/H1"
    assert "/H1" not in heads[1:]
    swelling = next(each for each in words if each.startswith("Swelling"))
    assert "Left: first 6 on 3 March, last 3 on 1 April, lowest 3, highest 6." in swelling
    assert any("week of" in each for each in words)
    assert "QR code of the sheet" in words


def test_all_type_is_our_own_and_inside_the_file(month: Coach) -> None:
    pdf, _ = made(month, FEW)
    with pikepdf.open(BytesIO(pdf)) as opened:
        fonts = [each for page in opened.pages for each in page.Resources.Font.values()]
        for font in fonts:
            assert "Atkinson" in str(font.BaseFont), font.BaseFont
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert any(name in descriptor for name in ("/FontFile2", "/FontFile3"))


def test_the_picture_scans_and_leads_to_the_form_with_the_code_alone(month: Coach) -> None:
    pdf, code = made(month, FEW)
    assert code is not None
    pages = pypdfium2.PdfDocument(pdf)
    found = [
        each.text
        for number in range(len(pages))
        for each in zxingcpp.read_barcodes(pages[number].render(scale=3).to_pil())
    ]
    assert found == [sheet_address(ADDRESS, code)] == [f"{ADDRESS}/visits/sheet?code={code}"]


def test_somebodys_own_words_ask_for_nothing_and_break_nothing(
    month: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    evil = '<img src="http://127.0.0.1:9/x"> <script>1</script> & “quotes” \ud800 ✂'
    month.notes.take(SELF, VisitEntry(Clinician.GP, evil.encode("utf-8", "replace").decode()))
    pdf, _ = made(month, FEW)
    text = "".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)
    ).replace("\r\n", " ")
    assert '<img src="http://127.0.0.1:9/x">' in text


@pytest.mark.parametrize(
    ("error", "says"), [(OSError, "needs Pango"), (ImportError, "made by WeasyPrint")]
)
def test_what_is_missing_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception], says: str
) -> None:
    whole = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "weasyprint":
            raise error("cannot load library 'libgobject-2.0-0'\nand more")
        return whole(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(NoPaperError, match=says) as caught:
        pdf_of("<title>x</title>", "css/paper/report.css")
    assert "\n" not in str(caught.value)
