"""The report for a clinician: as a page, and as a PDF to print or to send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from soleus.web.current import TheCoach, ThePerson
from soleus.web.paper import NoPaperError
from soleus.web.rendering import page
from soleus.web.report_paper import report_context, report_pdf

if TYPE_CHECKING:
    from soleus.coach import ReportWithCurves
    from soleus.journal import Person

router = APIRouter(include_in_schema=False)

FILE_NAME = "soleus-report.pdf"


@router.get("/report")
def report(request: Request, coach: TheCoach, person: ThePerson) -> Response:
    """Show the report; who has not taken the check is led there."""
    found = coach.reports.now(person.id)
    return RedirectResponse("/check", 303) if found is None else _page(request, found, person)


@router.get("/report.pdf")
def give_pdf(request: Request, coach: TheCoach, person: ThePerson) -> Response:
    """Return the report as PDF; where none can be made, the page says why and can be printed."""
    found = coach.reports.now(person.id)
    if found is None:
        return RedirectResponse("/check", 303)
    try:
        pdf = report_pdf(found, person, _address(request))
    except NoPaperError as error:
        return _page(request, found, person, [str(error)])
    headers = {"content-disposition": f'attachment; filename="{FILE_NAME}"'}
    return Response(pdf, media_type="application/pdf", headers=headers)


def _page(
    request: Request, found: ReportWithCurves, person: Person, faults: list[str] | None = None
) -> Response:
    context = report_context(found, person, _address(request))
    del context["person"]  # every page has it
    return page(request, "report/report.html", faults=faults or [], **context)


def _address(request: Request) -> str:
    """Return the address by which this browser reaches Soleus; the same host was let in."""
    return str(request.base_url)
