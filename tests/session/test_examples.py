"""The browser's modules are held against what Python says today."""

from session.examples import FILE, text


def test_the_examples_for_the_browser_are_current() -> None:
    assert FILE.read_text("utf-8") == text(), (
        "run: PYTHONPATH=tests .venv/bin/python -m session.examples"
    )
