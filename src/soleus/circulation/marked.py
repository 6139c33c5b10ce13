"""Puts what a program has worked out into a page, between the marks that name it."""


def put(page: str, name: str, table: str, kind: str = "calibration") -> str:
    """Return a page with a table between its two marks.

    Parameters
    ----------
    page : as Markdown, with ``<!-- kind: name -->`` before the table and ``<!-- end of name -->``
        behind it
    name, kind : as the marks have them
    """
    begin, end = f"<!-- {kind}: {name} -->", f"<!-- end of {name} -->"
    before, after = page.partition(begin)[0], page.partition(end)[2]
    return f"{before}{begin}\n{table}\n{end}{after}"
