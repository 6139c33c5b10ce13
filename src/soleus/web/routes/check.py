"""The check, screen by screen: plain forms, each answer stored at once."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from soleus.assessment import interview, result_view
from soleus.assessment.interview import Answers, Line, Screen, Value
from soleus.coach import CheckUnderWay, NotThereError
from soleus.language import translate
from soleus.vocabulary import FaultsError, Sex
from soleus.web.current import TheCoach, ThePerson
from soleus.web.forms import TheSent
from soleus.web.preferences import Preferences
from soleus.web.rendering import page
from soleus.web.sent_form import SentForm

router = APIRouter(prefix="/check", include_in_schema=False)

MARK = "mark."
"""Before a line's id, the name of the box that marks it."""


@router.get("")
def start(request: Request, coach: TheCoach, person: ThePerson) -> Response:
    """Show what the check is, and the way in or back in."""
    return page(
        request,
        "check/start.html",
        under_way=coach.checks.current(person.id) if coach.checks.is_under_way(person.id) else None,
        last=coach.checks.last_answers(person.id),
        standing=coach.gate.standing(person.id),
        asks_sex=not coach.sex.is_asked(person.id),
    )


@router.post("/begin")
def begin(coach: TheCoach, person: ThePerson, form: TheSent) -> Response:
    """Keep what is asked once, and lead to the first screen."""
    if (sex := form.text("sex")) in list(Sex):
        coach.sex.keep(person.id, Sex(sex))
    return RedirectResponse("/check/next", 303)


@router.get("/next")
def go_on(coach: TheCoach, person: ThePerson) -> Response:
    """Lead to the first screen with something unanswered, or to the answers."""
    return _onward(coach.checks.current(person.id))


@router.get("/screen/{screen_id}")
def ask(request: Request, screen_id: str, coach: TheCoach, person: ThePerson) -> Response:
    """Ask one screen."""
    now = coach.checks.current(person.id)
    screen = interview.screen(screen_id, now.answers.subject, now.answers.limbs)
    if screen not in interview.visible(now.answers):
        return RedirectResponse("/check/next", 303)
    return page(request, "check/screen.html", **_shown(now, screen))


@router.post("/screen/{screen_id}")
def answer(
    request: Request, screen_id: str, coach: TheCoach, person: ThePerson, form: TheSent
) -> Response:
    """Take the answers of one screen and lead on; an emergency ends the check at once."""
    before = coach.checks.current(person.id)
    screen = interview.screen(screen_id, before.answers.subject, before.answers.limbs)
    lines = interview.lines_for(before.answers, screen)
    try:
        given = _given(screen, lines, form)
        now = coach.checks.answer(person.id, screen_id, given, none_of_these=screen.is_group)
    except FaultsError as error:
        tokens = _tokens(screen, lines, form)
        shown = _shown(before, screen, tokens, error.faults)
        return page(request, "check/screen.html", **shown)
    if now.decision is None and now.screen is None and not screen.lines:
        return finish(coach, person)
    return _onward(now, to_review=form.text("back") == "review")


@router.get("/so-far")
def so_far(request: Request, coach: TheCoach, person: ThePerson) -> Response:
    """Say that somebody has to look today, where that is sure before all is asked."""
    now = coach.checks.current(person.id)
    if now.so_far is None:
        return RedirectResponse("/check/next", 303)
    view = result_view(
        interview.to_document(now.answers),
        now.so_far,
        subject=now.answers.subject,
        calls=Preferences.of(request).calls,
    )
    return page(request, "check/so_far.html", view=view)


@router.get("/review")
def review(request: Request, coach: TheCoach, person: ThePerson) -> Response:
    """Show every answer, to be looked over and changed."""
    under_way = coach.checks.is_under_way(person.id)
    answers = (
        coach.checks.current(person.id).answers
        if under_way
        else coach.checks.last_answers(person.id)
    )
    if answers is None:
        return RedirectResponse("/check", 303)
    return page(
        request,
        "check/review.html",
        answers=interview.review(answers),
        screens={screen.id: screen for screen in interview.visible(answers)},
        under_way=under_way,
        next_screen=interview.next_screen(answers),
    )


@router.post("/reopen")
def reopen(coach: TheCoach, person: ThePerson) -> Response:
    """Reopen the last check, so that an answer can be changed."""
    coach.checks.reopen(person.id)
    return RedirectResponse("/check/review", 303)


@router.post("/seen")
def seen_already(coach: TheCoach, person: ThePerson) -> Response:
    """Ask about a visit for just the emergency that the last check found; else the check anew."""
    coach.checks.reopen(person.id)
    shown = interview.visible(coach.checks.current(person.id).answers)
    is_asked = any(screen.id == "seen" for screen in shown)
    return RedirectResponse("/check/screen/seen" if is_asked else "/check", 303)


@router.post("/finish")
def finish(coach: TheCoach, person: ThePerson) -> Response:
    """End the check and show its result; if it has ended already, show that result."""
    try:
        coach.checks.finish(person.id)
    except NotThereError:
        if coach.checks.last_answers(person.id) is None:
            return RedirectResponse("/check", 303)
    return RedirectResponse("/result", 303)


@router.post("/pressed-wrongly")
def pressed_wrongly(coach: TheCoach, person: ThePerson) -> Response:
    """Begin a check that takes back by name what a wrong press told."""
    return _onward(coach.checks.pressed_wrongly(person.id))


@router.post("/restart")
def restart(coach: TheCoach, person: ThePerson) -> Response:
    """Forget the half-way check and begin again."""
    coach.checks.restart(person.id)
    return RedirectResponse("/check/next", 303)


def _onward(now: CheckUnderWay, *, to_review: bool = False) -> Response:
    if now.decision is not None:
        return RedirectResponse("/result", 303)
    if now.is_told:
        return RedirectResponse("/check/so-far", 303)
    if to_review or now.screen is None:
        return RedirectResponse("/check/review", 303)
    return RedirectResponse(f"/check/screen/{now.screen.id}", 303)


def _given(screen: Screen, lines: tuple[Line, ...], form: SentForm) -> dict[str, Value]:
    """Return the answers of the form; a marked line without an answer is a fault."""
    tokens = _tokens(screen, lines, form)
    if screen.is_group and not {"none", "only"} & set(form.values):
        raise FaultsError([translate("Mark what fits, or press “{none}”", none=screen.none_label)])
    faults = [_unanswered(lines, name) for name in _without_answer(tokens)]
    if faults:
        raise FaultsError(faults)
    if not tokens and not screen.is_group and lines:
        raise FaultsError([translate("Choose an answer; if you do not know, choose “Not sure”")])
    return interview.given_from(lines, tokens)


def _without_answer(tokens: dict[str, list[str]]) -> list[str]:
    return [name for name, chosen in tokens.items() if not any(chosen)]


def _unanswered(lines: tuple[Line, ...], name: str) -> str:
    item = next(line.item for line in lines if line.id == name)
    return translate("{what}: choose an answer", what=item)


def _tokens(screen: Screen, lines: tuple[Line, ...], form: SentForm) -> dict[str, list[str]]:
    """Return the tokens of each line that is answered; in a group, of each marked line."""
    tokens = {line.id: form.values.get(line.id, []) for line in lines}
    if screen.is_group:
        return {name: chosen for name, chosen in tokens.items() if f"{MARK}{name}" in form.values}
    return {name: chosen for name, chosen in tokens.items() if any(chosen)}


def _shown(
    now: CheckUnderWay,
    screen: Screen,
    tokens: dict[str, list[str]] | None = None,
    faults: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Return what the template needs; ``at_line`` has the fault of each line that has one."""
    answers, lines = now.answers, interview.lines_for(now.answers, screen)
    missing = _without_answer(tokens or {}) if screen.is_group else [line.id for line in lines]
    return {
        "screen": screen,
        "lines": lines,
        "heading": interview.heading(answers, screen),
        "kept": () if lines else interview.still_so(answers),
        "told_today": () if lines else interview.told_today(answers),
        "progress": interview.progress(answers),
        "before": interview.previous_screen(answers, screen.id),
        "tokens": _kept_tokens(answers, screen, lines) if tokens is None else tokens,
        "faults": faults,
        "at_line": dict(zip(missing, faults, strict=False)),
        "is_sure": now.so_far is not None,
    }


def _kept_tokens(answers: Answers, screen: Screen, lines: tuple[Line, ...]) -> dict[str, list[str]]:
    """Return the earlier answers as tokens, to be shown again; a denial in a group is left out."""
    kept: dict[str, list[str]] = {}
    for line in lines:
        given = {
            question.finding: value
            for question in line.questions
            if (value := answers.given(question.finding)) is not None
        }
        is_denied = all(given.get(q.finding) == q.denial for q in line.questions)
        if given and not (screen.is_group and is_denied):
            kept[line.id] = _as_tokens(line, given)
    return kept


def _as_tokens(line: Line, given: dict[str, Value]) -> list[str]:
    if token := line.token_of(given):
        return [token]
    value = next(iter(given.values()))
    return list(value) if isinstance(value, tuple) else [str(value)]
