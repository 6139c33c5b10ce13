"""The report's page and PDF, and a ticked sheet taken in by the form of a visit."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from soleus.coach import Coach
from soleus.journal import SELF, VisitEntry
from soleus.report import activity_codes
from soleus.vocabulary import Activity
from soleus.web.paper import NoPaperError
from soleus.web.routes import report as route
from web.conftest import EMERGENCY, TODAY, WITHIN_DAYS


def code(coach: Coach) -> str:
    found = coach.reports.now(SELF)
    assert found is not None
    assert found.code is not None
    return found.code


def test_who_has_taken_no_check_is_led_to_it(client: TestClient) -> None:
    for path in ("/report", "/report.pdf"):
        assert client.get(path).headers["location"] == "/check"


@pytest.mark.parametrize("document", [TODAY, WITHIN_DAYS])
def test_page_and_pdf_are_given(client: TestClient, coach: Coach, document: dict[str, Any]) -> None:
    coach.checks.record(SELF, document)
    page = client.get("/report")
    assert page.status_code == 200
    assert "On hold until you decide" in page.text
    assert f"code={code(coach)}" not in page.text  # only the picture holds it
    pdf = client.get("/report.pdf")
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.content.startswith(b"%PDF-1.7")


def test_an_emergency_is_not_to_wait_for_paper(client: TestClient, coach: Coach) -> None:
    coach.checks.record(SELF, EMERGENCY)
    page = client.get("/report").text
    assert "Do not wait to print this. Get help now." in page
    assert "to tear off" not in page


def test_without_pango_the_page_says_so_and_can_be_printed(
    client: TestClient, coach: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    coach.checks.record(SELF, TODAY)

    def refuse(*_: object) -> bytes:
        raise NoPaperError("The PDF needs Pango.")

    monkeypatch.setattr(route, "report_pdf", refuse)
    page = client.get("/report.pdf")
    assert page.status_code == 422
    assert "The PDF needs Pango." in page.text
    assert 'id="print"' in page.text


def test_the_ways_to_it(client: TestClient, coach: Coach) -> None:
    coach.checks.record(SELF, TODAY)
    for path in ("/you", "/progress", "/result"):
        assert 'href="/report"' in client.get(path).text, path


def test_a_ticked_sheet_fills_in_the_form_and_saves_nothing(
    client: TestClient, coach: Coach
) -> None:
    coach.checks.record(SELF, WITHIN_DAYS)
    sheet = code(coach)
    line = activity_codes(sheet)[Activity.ELEVATION]
    page = client.get("/visits/sheet", params={"code": f"{sheet} {line}"})
    assert page.status_code == 200
    assert "Look at each line against the paper" in page.text
    assert 'value="elevation" aria-describedby="named" checked' in page.text
    assert page.text.count('aria-describedby="named" checked') == 1
    assert not coach.journal.entries(SELF, [VisitEntry])


def test_the_scanned_address_marks_nothing(client: TestClient, coach: Coach) -> None:
    coach.checks.record(SELF, WITHIN_DAYS)
    page = client.get("/visits/sheet", params={"code": code(coach)}).text
    assert "Mark below what is ticked on it" in page
    assert 'aria-describedby="named" checked' not in page


@pytest.mark.parametrize(
    ("typed", "status", "says"),
    [
        ("", 200, "I have a ticked sheet"),
        ("W3", 422, "seven letters and numbers"),
        ("2222-222", 422, "No report of yours"),
        ("<b>AAAAAAA", 422, "mistyped"),
    ],
)
def test_what_is_no_code_is_said(
    client: TestClient, coach: Coach, typed: str, status: int, says: str
) -> None:
    coach.checks.record(SELF, WITHIN_DAYS)
    page = client.get("/visits/sheet", params={"code": typed})
    assert page.status_code == status
    assert says in page.text
    assert "<b>AAA" not in page.text
