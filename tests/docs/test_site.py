"""The pages for researchers build without a warning, hold together, and fetch nothing."""

import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

pytestmark = pytest.mark.slow

DOCS = Path(__file__).parents[2] / "docs"
FETCHED = {"script": "src", "img": "src", "link": "href", "source": "src", "iframe": "src"}


class Page(HTMLParser):
    """What a page links to, fetches, and can be linked to at."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.fetched: set[str] = set()
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {key: value or "" for key, value in attrs}
        if "id" in said:
            self.ids.add(said["id"])
        if tag == "a" and "href" in said:
            self.links.add(said["href"])
        if address := said.get(FETCHED.get(tag, "")):
            self.fetched.add(address)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages, built with warnings as faults; notebooks run in a test of their own."""
    out = tmp_path_factory.mktemp("site")
    words = "-q -W --keep-going -b html -D nb_execution_mode=off".split()
    built = subprocess.run(
        [sys.executable, "-m", "sphinx", *words, "-d", str(out / "kept"), str(DOCS), str(out)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.stderr == ""
    assert built.returncode == 0
    return out


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Page]:
    return {path: Page(path.read_text("utf-8")) for path in site.rglob("*.html")}


def test_every_link_within_the_pages_leads_somewhere(pages: dict[Path, Page]) -> None:
    broken = []
    for path, page in pages.items():
        for link in page.links:
            address, _, place = unquote(link).partition("#")
            if re.match(r"[a-z]+:", link):
                continue
            target = (path.parent / address).resolve() if address else path
            if not target.exists() or (
                place and target in pages and place not in pages[target].ids
            ):
                broken.append(f"{path.name}: {link}")
    assert not broken


def test_no_page_fetches_anything_from_elsewhere(site: Path, pages: dict[Path, Page]) -> None:
    fetched = {address for page in pages.values() for address in page.fetched}
    assert [address for address in fetched if re.match(r"(https?:)?//", address)] == []
    styles = [path.read_text("utf-8") for path in site.rglob("*.css")]
    assert styles
    assert not [
        style for style in styles if re.search(r"(url\(|@import)\s*[\"']?(https?:)?//", style)
    ]


def test_equations_numbers_and_the_interface_are_there_and_searched(
    site: Path, pages: dict[Path, Page]
) -> None:
    laws = (site / "reference" / "laws.html").read_text("utf-8")
    assert "<math" in laws
    assert "soleus.circulation.laws.tube_pressure" in pages[site / "reference/laws.html"].ids
    assert "gain_rate" in (site / "reference" / "numbers.html").read_text("utf-8")
    assert "soleus.circulation.fit_numbers" in pages[site / "reference/circulation.html"].ids
    assert "fit_numb" in (site / "searchindex.js").read_text("utf-8")
