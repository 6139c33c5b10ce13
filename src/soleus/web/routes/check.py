"""The check, screen by screen: plain forms, each answer kept at once, nothing lost on leaving."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from soleus.assessment import interview
from soleus.assessment.interview import Answers, InterviewError, Screen
from soleus.coach import CheckUnderWay, NoCheckUnderWayError
from soleus.language import translate
from soleus.web.current import TheCoach, ThePerson
from soleus.web.rendering import page

router = APIRouter(prefix="/check", include_in_schema=False)

MARK = "mark."
"""Before a finding's id: its line is marked, and what is chosen beneath it counts."""


@router.get("")
def start(request: Request, coach: TheCoach, person: ThePerson) -> Response:
    """Show what the check is, and the way in or back in."""
    return page(
        request,
        "check/start.html",
        under_way=coach.checks.current(person.id) if coach.checks.is_under_way(person.id) else None,
        last=coach.checks.last_answers(person.id),
        standing=coach.gate.standing(person.id),
    )


@router.get("/next")
def go_on(coach: TheCoach, person: ThePerson) -> Response:
    """Lead to the first screen with something unanswered, or to the answers."""
    return _onward(coach.checks.current(person.id))


@router.get("/screen/{screen_id}")
def ask(request: Request, screen_id: str, coach: TheCoach, person: ThePerson) -> Response:
    """Ask one screen."""
    answers = coach.checks.current(person.id).answers
    screen = interview.screen(screen_id, answers.subject, answers.limbs)
    if screen not in interview.visible(answers):
        return RedirectResponse("/check/next", 303)
    return page(request, "check/screen.html", **_shown(answers, screen))


@router.post("/screen/{screen_id}")
async def answer(request: Request, screen_id: str, coach: TheCoach, person: ThePerson) -> Response:
    """Take the answers of one screen and lead on; an emergency ends the check at once."""
    form = await request.form()
    answers = coach.checks.current(person.id).answers
    screen = interview.screen(screen_id, answers.subject, answers.limbs)
    try:
        now = coach.checks.answer(
            person.id, screen_id, _given(screen, form), none_of_these=screen.is_group
        )
    except InterviewError as error:
        shown = _shown(answers, screen, _tokens(screen, form), error.faults)
        return page(request, "check/screen.html", status=422, **shown)
    return _onward(now, to_review=form.get("back") == "review")


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
    """Take the last check up again, to change an answer."""
    coach.checks.reopen(person.id)
    return RedirectResponse("/check/review", 303)


@router.post("/finish")
def finish(coach: TheCoach, person: ThePerson) -> Response:
    """End the check as it stands and show its result; one that was ended already shows its own."""
    try:
        coach.checks.finish(person.id)
    except NoCheckUnderWayError:
        if coach.checks.last_answers(person.id) is None:
            return RedirectResponse("/check", 303)
    return RedirectResponse("/result", 303)


@router.post("/restart")
def restart(coach: TheCoach, person: ThePerson) -> Response:
    """Forget the half-way check and begin anew."""
    coach.checks.restart(person.id)
    return RedirectResponse("/check/next", 303)


def _onward(now: CheckUnderWay, *, to_review: bool = False) -> Response:
    if now.decision is not None:
        return RedirectResponse("/result", 303)
    if to_review or now.screen is None:
        return RedirectResponse("/check/review", 303)
    return RedirectResponse(f"/check/screen/{now.screen.id}", 303)


def _given(screen: Screen, form: FormData) -> dict[str, Any]:
    """Return what the form says, as values; a marked line without an answer is a fault."""
    tokens = _tokens(screen, form)
    if screen.is_group and not {"none", "only"} & set(form):
        raise InterviewError(
            [translate("Mark what fits, or press “{none}”", none=screen.none_label)]
        )
    faults = [
        translate("{what}: choose an answer", what=question.item)
        for question in screen.questions
        if question.finding in tokens and not any(tokens[question.finding])
    ]
    if faults:
        raise InterviewError(faults)
    if not tokens and not screen.is_group:
        raise InterviewError([translate("Choose an answer; if you do not know, choose “Not sure”")])
    return interview.given_from(screen, tokens)


def _tokens(screen: Screen, form: FormData) -> dict[str, list[str]]:
    """Return the tokens of each finding that the form speaks of; of a group, the marked lines."""
    spoken = {
        question.finding: [str(value) for value in form.getlist(question.finding)]
        for question in screen.questions
    }
    if screen.is_group:
        return {f: said for f, said in spoken.items() if f"{MARK}{f}" in form}
    return {f: said for f, said in spoken.items() if any(said)}


def _shown(
    answers: Answers,
    screen: Screen,
    tokens: dict[str, list[str]] | None = None,
    faults: tuple[str, ...] = (),
) -> dict[str, Any]:
    before = interview.previous_screen(answers, screen.id)
    return {
        "screen": screen,
        "progress": interview.progress(answers),
        "before": before,
        "tokens": _kept_tokens(answers, screen) if tokens is None else tokens,
        "faults": faults,
    }


def _kept_tokens(answers: Answers, screen: Screen) -> dict[str, list[str]]:
    """Return what was said before, as tokens, so that coming back shows it; denials unmarked."""
    kept: dict[str, list[str]] = {}
    for question in screen.questions:
        value = answers.given(question.finding)
        if value is None or (screen.is_group and value == question.denial):
            continue
        kept[question.finding] = _as_tokens(question, value)
    return kept


def _as_tokens(question: interview.Question, value: interview.Value) -> list[str]:
    if value == interview.UNSURE:
        return [interview.UNSURE]
    if isinstance(value, tuple) and value:
        return list(value)
    found = [
        choice.token
        for choice in question.choices
        if type(choice.value) is type(value) and choice.value == value
    ]
    return found or [str(value)]
