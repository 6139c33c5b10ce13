"""The pages' own words stay within a reading age of eleven."""

import html
import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from code_health.readability import HIGHEST, grade

TEMPLATES = Path(__file__).parents[2] / "src" / "soleus" / "web" / "templates"
PAGES = sorted(TEMPLATES.rglob("*.html"))
FEWEST_WORDS = 25
"""Below this a grade says nothing: a label of one long word would count as a hard text."""


def own_words(template: Path) -> str:
    """What a template says itself, a sentence for each block of it."""
    extensions = ["jinja2.ext.do", "jinja2.ext.i18n"]
    tree = Environment(extensions=extensions).parse(template.read_text("utf-8"))
    text = "".join(
        each.data if isinstance(each, nodes.TemplateData) else _said(each)
        for output in tree.find_all(nodes.Output)
        for each in output.nodes
    )
    text = re.sub(r"<(script|svg|select|head)\b.*?</\1>", " ", text, flags=re.DOTALL)
    text = re.sub(
        r"<[^<>]*>",
        " ",
        re.sub(r"</(p|li|h[1-6]|dt|dd|button|a|label|summary|legend|span|td|th|div)>", ". ", text),
    )
    sentences = [part.strip() for part in re.split(r"[.?!:]\s", html.unescape(text))]
    return ". ".join(s for s in sentences if len(re.findall(r"[A-Za-z]{2,}", s)) >= 4)


def _said(expression: nodes.Expr) -> str:
    """The text that is marked to be translated; whatever else is put in counts as a short word."""
    own = _marked(expression) if isinstance(expression, nodes.Call) else ""
    inner = [text for call in expression.find_all(nodes.Call) if (text := _marked(call))]
    if own or not inner:
        return own or " it "
    # Several texts handed to a macro, such as a label and what it is about, stand apart.
    return ". ".join(["", *inner, ""]) if len(inner) > 1 or _is_macro(expression) else inner[0]


def _is_macro(expression: nodes.Expr) -> bool:
    return isinstance(expression, nodes.Call) and isinstance(expression.node, nodes.Name)


def _marked(call: nodes.Call) -> str:
    is_marked = isinstance(call.node, nodes.Name) and call.node.name in ("_", "gettext")
    if is_marked and isinstance(call.args[0], nodes.Const):
        return re.sub(r"%\(\w+\)s", "it", str(call.args[0].value))
    return ""


@pytest.mark.parametrize("template", PAGES, ids=lambda p: p.relative_to(TEMPLATES).as_posix())
def test_a_page_is_easy_to_read(template: Path) -> None:
    words = own_words(template)
    if len(words.split()) >= FEWEST_WORDS:
        assert grade(words) <= HIGHEST, words
