"""The document of answers: what somebody has said to the check, as files and journal keep it."""

from collections.abc import Mapping
from typing import Literal, NotRequired, TypeAlias, TypedDict

Answer: TypeAlias = bool | int | str | list[str] | None
"""What is answered of one finding; None where it is unknown."""

Findings: TypeAlias = Mapping[str, Answer]
"""Answers by the ids of their findings."""


class AnswerDocument(TypedDict):
    """Answers, and whether every finding left out is denied (``no``) or unknown, as by default."""

    answers: Findings
    others: NotRequired[Literal["unknown", "no"]]


def if_not_answered(document: Mapping[str, object] | None) -> Literal[False] | None:
    """Return what a finding is that an answer document does not name.

    No where all the rest was denied, else None: unknown, which is never read as no.
    """
    return False if document is not None and document.get("others") == "no" else None
