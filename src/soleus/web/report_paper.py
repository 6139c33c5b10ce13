"""The report as HTML for its page and its PDF: the same body, numbered sources, and the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from markupsafe import Markup

from soleus.language import current, translate
from soleus.report import References, activity_codes, in_groups
from soleus.vocabulary import sayable

if TYPE_CHECKING:
    from soleus.coach import ReportWithCurves
    from soleus.journal import Person

STYLESHEET = "css/paper/report.css"
DENSE = "css/paper/dense.css"
MOST_PAGES = 2
"""A sheet printed on both sides."""

SHEET_PATH = "/visits/sheet"


def report_context(found: ReportWithCurves, person: Person, address: str) -> dict[str, Any]:
    """Return what the body of the report needs.

    Parameters
    ----------
    address : of the Soleus that the picture leads to, such as ``http://localhost:8765``
    """
    from soleus.web.charts.report_curves import report_curves

    report, code = found.report, found.code
    return {
        "report": report,
        "person": person,
        "refs": References(),
        "curves": report_curves(found.recorded, until=report.day, since=report.since),
        "code": in_groups(code) if code else "",
        "line_codes": activity_codes(code) if code else {},
        "qr": _picture_of(sheet_address(address, code)) if code else "",
    }


def sheet_address(address: str, code: str) -> str:
    """Return where the picture leads: the form of a visit, with the code of the sheet alone."""
    return f"{address.rstrip('/')}{SHEET_PATH}?{urlencode({'code': code})}"


def report_pdf(found: ReportWithCurves, person: Person, address: str) -> bytes:
    """Return the report as PDF/UA; parameters and errors as of the parts that it is made of."""
    from soleus.web.paper import pdf_of
    from soleus.web.rendering import environment

    template = environment().get_template("report/paper.html")
    html = template.render(language=current(), **report_context(found, person, address))
    return pdf_of(sayable(html), STYLESHEET, DENSE, MOST_PAGES)


def _picture_of(address: str) -> Markup:
    """Return the QR code of an address as a drawing."""
    import segno

    drawn = segno.make(address, error="m", micro=False).svg_inline(
        omitsize=True, title=translate("QR code of the sheet"), border=2
    )
    return Markup(drawn)
