"""Writes equations as MathML, which browsers draw by themselves: no script, nothing fetched."""

from typing import Any

from docutils import nodes
from latex2mathml.converter import convert
from sphinx.application import Sphinx

NAME = "mathml"


def add_to(app: Sphinx) -> None:
    """Let Sphinx write equations so."""
    app.add_html_math_renderer(NAME, (_inline, None), (_block, None))


def mathml(latex: str, *, is_block: bool) -> str:
    """Return an equation of LaTeX as MathML; several lines are aligned where they say so."""
    text = latex.strip()
    if r"\\" in text and r"\begin" not in text:
        text = rf"\begin{{align*}}{text}\end{{align*}}"
    return str(convert(text, display="block" if is_block else "inline"))


def _inline(writer: Any, node: nodes.math) -> None:  # noqa: ANN401 - Sphinx's translator
    writer.body.append(mathml(node.astext(), is_block=False))
    raise nodes.SkipNode


def _block(writer: Any, node: nodes.math_block) -> None:  # noqa: ANN401
    writer.body.append(f'<div class="math">{mathml(node.astext(), is_block=True)}</div>\n')
    raise nodes.SkipNode
