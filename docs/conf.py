"""How the pages for researchers are built: by Sphinx, from docs/ and from the source itself."""

import re
import sys
from pathlib import Path

from sphinx.application import Sphinx

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS))

import mathml  # noqa: E402 - from this folder
import site_parts  # noqa: E402

from soleus import __version__  # noqa: E402

project = "Soleus"
author = "The Soleus contributors"
version = release = __version__
project_copyright = author

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["screenshots", "pictures"]

html_theme = "furo"
html_title = "Soleus for researchers"
html_math_renderer = mathml.NAME
html_copy_source = True
html_show_sourcelink = True
html_theme_options = {
    "light_css_variables": {
        "color-brand-primary": "#0b6b63",
        "color-brand-content": "#0b6b63",
    },
    "dark_css_variables": {
        "color-brand-primary": "#5ec8bd",
        "color-brand-content": "#5ec8bd",
    },
}

myst_heading_anchors = 4
myst_enable_extensions = ["dollarmath"]
nb_execution_mode = "force"
nb_execution_in_temp = True
nb_execution_raise_on_error = True
nb_execution_timeout = 120
nb_merge_streams = True
suppress_warnings = ["myst.header"]  # a page may begin a table of parts below its title

autodoc_typehints = "signature"
autodoc_member_order = "groupwise"
autodoc_preserve_defaults = True
autodoc_default_options = {"exclude-members": "error"}  # which kind of error a record raises
napoleon_google_docstring = False
napoleon_use_rtype = False

OUTSIDE = re.compile(r"(!?)\[([^\]]*)\]\(((?:\.\./)+[^)\s]*|[^):\s]+/)\)")
"""A link whose target may not be a page: out of a folder, or a folder."""
PART = re.compile(r"^<!-- from the source: (\w+) -->$", re.MULTILINE)


def read_source(app: Sphinx, name: str, content: list[str]) -> None:
    """Fill in what is written from the source, and turn links out of docs/ into plain words."""
    if app.env.doc2path(name).suffix != ".md":
        return
    here = app.env.doc2path(name).parent

    def inside(match: re.Match[str]) -> str:
        target = (here / match[3].partition("#")[0]).resolve()
        if target.is_file() and target.is_relative_to(DOCS):
            return match[0]
        return f"`{match[2]}`" if "`" not in match[2] else match[2]

    content[0] = PART.sub(lambda match: site_parts.PARTS[match[1]](), content[0])
    content[0] = OUTSIDE.sub(inside, content[0])


PARAMETER = re.compile(r"^(\w+(?:, \w+)*) : (.+)$")
"""A parameter as the docstrings write it: its name, then what it is, on one line."""


OWN_SECTIONS = ("Holds when", "Source", "Checked by")
napoleon_custom_sections = list(OWN_SECTIONS)


def read_docstring(
    app: Sphinx, what: str, name: str, thing: object, options: object, lines: list[str]
) -> None:
    """Write the sections of a docstring as numpydoc has them.

    What a parameter is goes on a line of its own, else it would be taken for its type; a law's own
    sections get the line below their title.
    """
    del app, what, name, thing, options
    written: list[str] = []
    is_own = False
    for line in lines:
        is_own = line in OWN_SECTIONS or (is_own and line[:1] in ("", " "))
        if line in OWN_SECTIONS:
            written += [line, "-" * len(line)]
        elif said := PARAMETER.match(line):
            written += [said[1], f"    {said[2]}"]
        else:
            written.append(line.removeprefix("    ") if is_own else line)
    lines[:] = written


def setup(app: Sphinx) -> None:
    """Connect what is particular to these pages."""
    mathml.add_to(app)
    app.connect("source-read", read_source)
    app.connect("autodoc-process-docstring", read_docstring, priority=100)  # before napoleon
