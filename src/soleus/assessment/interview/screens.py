"""Reads the screens from their file; refuses an interview that leaves something unasked."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from soleus.assessment.interview.errors import InterviewError
from soleus.assessment.interview.question import Question
from soleus.assessment.interview.questions import questions
from soleus.assessment.interview.screen import Screen
from soleus.assessment.interview.wording import Subject, worded, wording_faults
from soleus.assessment.rulebook import findings
from soleus.language import current, translate
from soleus.vocabulary import InvalidDataError, Limbs, Table, nearest, read_table

_ANY_SYMPTOM = "any_symptom"


def screens(subject: Subject = Subject.SELF, limbs: Limbs = Limbs.BOTH) -> tuple[Screen, ...]:
    """Return every screen in the order asked, worded for ``subject`` and the legs there are."""
    return _screens(subject, limbs, current())


@cache
def _screens(subject: Subject, limbs: Limbs, _language: str) -> tuple[Screen, ...]:
    text = files("soleus.assessment.interview").joinpath("screens.toml").read_text("utf-8")
    symptoms = [finding.id for finding in findings() if finding.symptom]
    return load(text, questions(subject, limbs), symptoms, subject)


def screen(screen_id: str, subject: Subject = Subject.SELF, limbs: Limbs = Limbs.BOTH) -> Screen:
    """Return the screen with this id, worded for ``subject`` and the legs that are there.

    Raises
    ------
    InterviewError
        when there is none; the text names the nearest one.
    """
    found = {screen.id: screen for screen in screens(subject, limbs)}
    if screen_id not in found:
        raise InterviewError([f"the check has no screen '{screen_id}'{nearest(screen_id, found)}"])
    return found[screen_id]


def screen_of(finding: str, subject: Subject = Subject.SELF) -> Screen:
    """Return the screen that asks ``finding``.

    Raises
    ------
    InterviewError
        when there is none; the text names the nearest finding.
    """
    for candidate in screens(subject):
        if finding in candidate.findings:
            return candidate
    raise InterviewError(
        [f"the check asks nothing called '{finding}'{nearest(finding, questions())}"]
    )


def load(
    text: str, known: Mapping[str, Question], symptoms: Iterable[str], subject: Subject
) -> tuple[Screen, ...]:
    """Read screens from TOML.

    Raises
    ------
    InvalidDataError
        with every fault: a finding not asked or asked twice, a follow-up before what opens it, a
        part that begins with a follow-up or is broken up, a group that cannot be denied.
    """
    faults: list[str] = []
    table = read_table(text, "screens.toml", faults)
    loaded = tuple(
        _load_screen(row, known, tuple(symptoms), subject) for row in table.tables("screen")
    )
    table.close()
    faults += [f"screens.toml: {fault}" for fault in _faults(loaded, known)]
    if faults:
        raise InvalidDataError(faults)
    return loaded


def _load_screen(
    row: Table, known: Mapping[str, Question], symptoms: tuple[str, ...], subject: Subject
) -> Screen:
    asked = row.texts("findings")
    for finding in asked:
        if finding not in known:
            row.fault(f"there is no finding '{finding}'{nearest(finding, known)}")
    single = known[asked[0]].asks if len(asked) == 1 and asked[0] in known else None
    after = row.texts("after", ())
    found = Screen(
        id=row.text("id"),
        part=row.text("part"),
        title=_prose(row, "title", subject),
        asks=single or _prose(row, "asks", subject),
        note=_prose(row, "note", subject, "") or None,
        none_label=_prose(row, "none", subject, "") or None,
        questions=tuple(known[finding] for finding in asked if finding in known),
        after=tuple(_unfolded(after, symptoms)),
        asked_again=_ANY_SYMPTOM in after,
    )
    row.close()
    return found


def _prose(row: Table, key: str, subject: Subject, default: str | None = None) -> str:
    text = row.text(key, default)
    faults = wording_faults(text)
    for fault in faults:
        row.fault(f"'{key}': {fault}")
    return text if faults else worded(translate(text), subject)


def _unfolded(after: Iterable[str], symptoms: tuple[str, ...]) -> Iterator[str]:
    for name in after:
        if name == _ANY_SYMPTOM:
            yield from symptoms
        else:
            yield name


def _faults(loaded: tuple[Screen, ...], known: Mapping[str, Question]) -> Iterator[str]:
    asked: list[str] = []
    parts: list[str] = []
    for found in loaded:
        if late := set(found.after) - set(asked):
            yield f"'{found.id}' comes before what opens it: {', '.join(sorted(late))}"
        if twice := set(found.findings) & set(asked):
            yield f"'{found.id}' asks again for {', '.join(sorted(twice))}"
        if found.part not in parts and found.after:
            yield f"part '{found.part}' begins with a follow-up, '{found.id}'"
        if found.part in parts[:-1]:
            yield f"part '{found.part}' is broken up at '{found.id}'"
        if found.is_group and not found.none_label:
            yield f"'{found.id}' asks several things, and has no 'none' to deny them"
        if found.is_group and any(question.denial is None for question in found.questions):
            yield f"'{found.id}' asks for something that cannot be denied together with others"
        asked += found.findings
        parts += [found.part] if found.part not in parts else []
    if missing := set(known) - set(asked):
        yield f"nothing asks for {', '.join(sorted(missing))}"
