"""Asks the check at the terminal, screen by screen, and stops at an emergency at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from soleus.cli.keyboard import Keyboard, LeftError, keyboard
from soleus.cli.options import coach_for
from soleus.cli.output import print_json
from soleus.language import msgid, translate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from soleus.assessment.interview import Answers, Line, Screen, Value
    from soleus.cli.check_text import Telling
    from soleus.coach import CheckUnderWay, Coach
    from soleus.vocabulary import Limbs, Sex

LEAVE = ("q", "quit")
HELP = "help"
END = "end"
_HOW = msgid(
    "Type q to leave; what you said is kept for a day. Type ? to read what a question means, "
    "and help for whom to call now."
)
_LEFT = msgid("Left half-way. Your answers are kept. Go on with: soleus check")
_SEEN = msgid("Already seen for just this? Type y for yes; anything else ends here.")
_SEX = msgid("Asked once. It decides only whether we ask about pregnancy.")
_SEXES = (msgid("Female"), msgid("Male"), msgid("Rather not say"))
_SO_FAR = msgid("This is sure already. Type end to see the whole result now.")
_NONE, _UNSURE = "none", "unsure"
_NO = (_NONE, "no")
_YES = ("yes", "y")


class _EndedError(Exception):
    """The person wants the result of what is answered up to here."""


@dataclass
class _Desk:
    """Where somebody types: asks for a line, and answers "help" at once.

    ``may_end`` is whether something is sure already, so that the rest need not be answered.
    """

    keys: Keyboard
    telling: Telling
    may_end: bool = False

    def line(self) -> str:
        while True:
            print("> ", end="", flush=True)
            line = self.keys.line()
            if line is None or line.strip().lower() in LEAVE:
                raise LeftError
            line = line.strip().lower()
            if line == END and self.may_end:
                raise _EndedError
            if line != HELP:
                return line
            self._help()

    def _help(self) -> None:
        calls = self.telling.calls
        print(translate("Call {ambulance}", ambulance=calls.ambulance))
        if calls.medical:
            says = msgid("Not an emergency, but urgent: call {medical}")
            print(translate(says, medical=calls.medical))


def ask(
    person: str, limbs: Limbs | None, sex: Sex | None, told: Telling | None, *, anew: bool
) -> None:
    """Ask one person the rest of the check, or all of it if ``anew``, and print its result.

    ``limbs`` and ``sex``, if there is a value, are recorded first; ``told`` is how the result is
    told, None for JSON.
    """
    with coach_for(person) as (coach, person_id):
        if limbs is not None:
            coach.limbs.keep(person_id, limbs)
        if sex is not None:
            coach.sex.keep(person_id, sex)
        if anew:
            coach.checks.restart(person_id)
        try:
            _take(coach, person_id, told)
        except (LeftError, KeyboardInterrupt):
            print(f"\n{translate(_LEFT)}")


def _take(coach: Coach, person_id: str, told: Telling | None) -> None:
    from soleus.cli.check_text import Telling

    desk = _Desk(keyboard(), told or Telling())
    print(translate(_HOW))
    if not coach.sex.is_asked(person_id):
        coach.sex.keep(person_id, _sex(desk))
    now = coach.checks.current(person_id)
    try:
        while now.decision is None and now.screen is not None:
            now = _asked(coach, person_id, desk, now, now.screen)
    except _EndedError:
        now = coach.checks.current(person_id)
    decision = now.decision or coach.checks.finish(person_id)
    if not told:
        print_json(decision.as_dict())
    elif view := told.result(coach, person_id):
        print(f"\n{told.text(view)}")
        if "seen_already" in view.facts and _was_seen(coach, person_id, desk):
            _take(coach, person_id, told)


def _sex(desk: _Desk) -> Sex:
    """Ask for the sex until one of its words or numbers is typed; to rather not say is one."""
    from soleus.vocabulary import Sex

    by_word = {str(number): sex for number, sex in enumerate(Sex, 1)} | {s.value: s for s in Sex}
    print(translate(_SEX))
    for number, label in enumerate(_SEXES, 1):
        print(f"  {number}. {translate(label)}")
    how = msgid("Type a number or {tokens}.")
    while True:
        print(translate(how, tokens=", ".join(Sex)))
        if sex := by_word.get(desk.line()):
            return sex


def _was_seen(coach: Coach, person_id: str, desk: _Desk) -> bool:
    """Ask whether somebody has looked at just this emergency; where yes, the check goes on."""
    from soleus.assessment.interview import visible

    print(f"\n{translate(_SEEN)}")
    try:
        if desk.line() not in _YES:
            return False
    except LeftError:  # nothing is left half-way: the check has ended
        return False
    now = coach.checks.reopen(person_id)
    seen = [each for each in visible(now.answers) if each.id == "seen"]
    return bool(seen) and _asked(coach, person_id, desk, now, seen[0]).decision is None


def _asked(
    coach: Coach, person_id: str, desk: _Desk, now: CheckUnderWay, screen: Screen
) -> CheckUnderWay:
    """Ask one screen; an emergency ends it, and what is sure already is told at once."""
    from soleus.assessment.interview import progress

    done, of = progress(now.answers)
    desk.may_end = now.so_far is not None
    step = translate("Step {n} of {of}: {title}", n=done + 1, of=of, title=screen.title)
    print(f"\n{step}")
    if not screen.lines:
        changed = _changed(desk, now.answers, screen)
        if changed:
            return _asked(coach, person_id, desk, now, changed)
        return coach.checks.answer(person_id, screen.id, {})
    for answers, none_of_these in _screen(desk, now.answers, screen):
        now = coach.checks.answer(person_id, screen.id, answers, none_of_these=none_of_these)
        if now.decision:  # an emergency: ask nothing more, not even the rest of this screen
            return now
        if now.is_told:
            _tell_so_far(now, desk.telling)
    return now


def _tell_so_far(now: CheckUnderWay, telling: Telling) -> None:
    """Print where to go, once that is sure."""
    if view := telling.so_far(now):
        print(f"\n{telling.text(view)}\n{translate(_SO_FAR)}")


def _changed(desk: _Desk, answers: Answers, screen: Screen) -> Screen | None:
    """Show what was kept of the last check; return what is no longer so, None if all is."""
    from soleus.assessment.interview import still_so, told_today

    today = told_today(answers)
    marked = [row for row in today if row.is_marked]
    print(translate("What you told us today"))
    for told in marked:
        print(f"  - {told.question.asks} {told.label}")
    no = msgid("You said no to {denied} more") if marked else msgid("You said no to all {denied}")
    print(f"  - {translate(no, denied=len(today) - len(marked))}\n")
    rows = still_so(answers)
    print(f"{screen.asks} {screen.note or ''}")
    for number, row in enumerate(rows, 1):
        said = ", ".join(row.said) or row.screen.none_label
        print(f"  {number}. {row.screen.title}: {said}")
    while True:
        print(translate("Type yes if it is, or the number of what has changed."))
        words = desk.line().split()
        if len(words) == 1 and words[0] in _YES:
            return None
        if numbered := _numbered(words, len(rows)):
            return rows[numbered[0]].screen


def _screen(
    desk: _Desk, answers: Answers, screen: Screen
) -> Iterator[tuple[Mapping[str, Value], bool]]:
    """Yield the answers so far after each one, and whether all other findings are denied."""
    from soleus.assessment.interview import heading, lines_for

    asks, names = heading(answers, screen)
    for name in names:
        print(f"  - {name}")
    if screen.note:
        print(screen.note)
    lines = lines_for(answers, screen)
    if screen.is_group:
        yield from _group(desk, screen, lines)
    else:
        yield _answer(desk, lines[0], asks), False


def _group(
    desk: _Desk, screen: Screen, lines: tuple[Line, ...]
) -> Iterator[tuple[Mapping[str, Value], bool]]:
    print(screen.asks)
    for number, line in enumerate(lines, 1):
        print(f"  {number}. {line.item}")
    how = msgid("Type the numbers that apply, or none ({none}), or unsure.")
    print(translate(how, none=screen.none_label))
    words = _chosen(desk, lines)
    if words == [_UNSURE]:
        yield dict.fromkeys(screen.findings, _UNSURE), False
        return
    answers: dict[str, Value] = {}
    for at in _numbered(words, len(lines)):
        answers |= _marked(desk, lines[at])
        yield dict(answers), False
    yield answers, True


def _chosen(desk: _Desk, lines: tuple[Line, ...]) -> list[str]:
    """Ask until the words typed are none, unsure or numbers of lines; return them."""
    while True:
        words = desk.line().replace(",", " ").split()
        if len(words) == 1 and words[0] in (*_NO, _UNSURE):
            return words
        if _numbered(words, len(lines)):
            return words
        if words and words[0].startswith("?"):
            _explain(lines, words)
        else:
            how = msgid("Please type none, unsure, or numbers from 1 to {n}.")
            print(translate(how, n=len(lines)))


def _marked(desk: _Desk, line: Line) -> Mapping[str, Value]:
    """Return the answer to a line that was chosen: its one answer, or which one."""
    offered = [option for option in line.options if not option.denies]
    return offered[0].given if line.is_preset else _answer(desk, line, line.asks)


def _numbered(words: list[str], most: int) -> list[int]:
    """Return the places that these numbers name, from 0; none if a word is no such number."""
    numbers = [int(word) for word in words if word.isdecimal()]
    fits = len(numbers) == len(words) and all(0 < number <= most for number in numbers)
    return sorted({number - 1 for number in numbers}) if fits else []


def _explain(lines: tuple[Line, ...], words: list[str]) -> None:
    """Print what the lines mean whose numbers follow the question mark; all without one."""
    named = [word for word in (words[0].lstrip("?"), *words[1:]) if word]
    for at in _numbered(named, len(lines)) or range(len(lines)):
        print(f"{at + 1}. {_meaning(lines[at])}\n")


def _meaning(line: Line) -> str:
    return "\n".join(f"{each.asks}\n{each.means}" for each in line.questions)


def _answer(desk: _Desk, line: Line, asks: str) -> Mapping[str, Value]:
    """Ask until the words typed answer a line; return what they say to its findings."""
    print(asks)
    for number, option in enumerate(line.options, 1):
        print(f"  {number}. {option.label}")
    print(_prompt(line))
    while True:
        words = desk.line().replace(",", " ").split()
        if words == ["?"]:
            print(_meaning(line))
            continue
        given = line.unsure if words == [_UNSURE] else _given(line, words)
        if given and not any(each.faults(given[each.finding]) for each in line.questions):
            return given
        print(f"{translate('That is no answer here.')} {_prompt(line)}")


def _prompt(line: Line) -> str:
    if not line.options:
        return translate("Type a whole number, or unsure.")
    tokens = ", ".join(option.token for option in line.options)
    if line.questions[0].takes_several:
        how = msgid("Type a number (several with a space between) or {tokens}, unsure.")
        return translate(how, tokens=tokens)
    return translate("Type a number or {tokens}, unsure.", tokens=tokens)


def _given(line: Line, words: list[str]) -> Mapping[str, Value]:
    """Return what the words typed say, numbers or tokens; nothing if they say nothing."""
    finding = line.questions[0].finding
    if not line.options:
        return {finding: int(words[0])} if len(words) == 1 and words[0].isdecimal() else {}
    by_word = {no: each.given for each in line.options if each.denies for no in _NO}
    for number, option in enumerate(line.options, 1):
        by_word |= {str(number): option.given, option.token: option.given}
    if len(words) == 1:
        return by_word.get(words[0], {})
    if not line.questions[0].takes_several or not set(words) <= set(by_word):
        return {}
    named = [by_word[word][finding] for word in words]
    return {finding: tuple(str(name) for names in named for name in _several(names))}


def _several(value: Value) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (str(value),)
