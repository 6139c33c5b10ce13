"""PDF from a page of ours: tagged (PDF/UA-1), in our own type, and nothing fetched from anywhere.

The library that sets the type, WeasyPrint, needs Pango of the machine. Where that is missing, or
the library itself is, one line says so, and the page can still be printed.
"""

from __future__ import annotations

from threading import Lock
from typing import Any

from soleus.language import msgid, translate
from soleus.vocabulary import SoleusError
from soleus.web.statics import FOLDER

VARIANT = "pdf/ua-1"

_NO_PANGO = msgid(
    "The PDF needs Pango, which this machine lacks (Debian: apt install libpangoft2-1.0-0; "
    "macOS: brew install pango). Until it is there, print the page."
)
_NO_LIBRARY = msgid("PDFs are made by WeasyPrint, which is not here. Print the page instead.")

_ONE_AT_A_TIME = Lock()
"""Pango and its fonts are shared by all threads of the process."""


class NoPaperError(SoleusError):
    """No PDF can be made on this machine; the text says what is missing."""


def pdf_of(html: str, stylesheet: str, dense: str = "", most_pages: int = 0) -> bytes:
    """Return a page as PDF/UA.

    Parameters
    ----------
    html : a whole document with a title and a language
    stylesheet : the static file that sets it, such as ``css/paper/report.css``
    dense, most_pages : a static file that sets it smaller, for what takes more pages than these

    Raises
    ------
    NoPaperError
        where the library, or what it needs of the machine, is missing.
    """
    maker = _maker()
    with _ONE_AT_A_TIME:
        document = _laid_out(maker, html, [stylesheet])
        if dense and len(document.pages) > most_pages:
            document = _laid_out(maker, html, [stylesheet, dense])
        pdf: bytes = document.write_pdf(pdf_variant=VARIANT, finisher=_scope_headers)
    return pdf


def _laid_out(maker: Any, html: str, stylesheets: list[str]) -> Any:  # noqa: ANN401
    from weasyprint.text.fonts import FontConfiguration

    fonts, fetcher = FontConfiguration(), _own_files_only()
    sheets = [
        maker.CSS(filename=str(FOLDER / each), url_fetcher=fetcher, font_config=fonts)
        for each in stylesheets
    ]
    document = maker.HTML(string=html, url_fetcher=fetcher, base_url=FOLDER.as_uri())
    return document.render(stylesheets=sheets, font_config=fonts, pdf_variant=VARIANT)


def _maker() -> Any:  # noqa: ANN401  a module without types
    try:
        import weasyprint
    except ImportError:
        raise NoPaperError(translate(_NO_LIBRARY)) from None
    except OSError:  # what it says names a dozen files
        raise NoPaperError(translate(_NO_PANGO)) from None
    return weasyprint


def _own_files_only() -> Any:  # noqa: ANN401  a class of the library
    """Return what fetches fonts: a page can hold a person's words, and must not ask for a thing."""
    from weasyprint.urls import URLFetcher

    class OwnFiles(URLFetcher):  # type: ignore[misc]  # the library ships no types
        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ANN401
            if not url.startswith(f"{FOLDER.as_uri()}/"):
                raise ValueError(url)  # the library says so in its log, and goes on
            return super().fetch(url, headers)

    return OwnFiles(allowed_protocols=["file"])


def _scope_headers(_document: object, pdf: Any) -> None:  # noqa: ANN401  objects of the library
    """Say of each head of a table whether it stands over a column or before a row.

    The library names the heads of each cell, which suffices; some readers go by the scope alone.
    """
    by_number = {each.number: each for each in pdf.objects}

    def parent(element: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = by_number[int(element["P"].split()[0])]
        return found

    for each in pdf.objects:
        if isinstance(each, dict) and each.get("S") == "/TH":
            in_head = parent(parent(each)).get("S") == "/THead"
            each["A"]["Scope"] = "/Column" if in_head else "/Row"
