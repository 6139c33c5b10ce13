"""The words under which the journal and the ledger keep things, as the terminal says them.

In English they are the ids with spaces, so that what is shown can be typed; what is not here
(a routine of a later time, say) is shown so in every language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus.language import ENGLISH, current, msgid, translate

if TYPE_CHECKING:
    from collections.abc import Mapping

_SAID = (
    msgid("check"),
    msgid("plan"),
    msgid("session"),
    msgid("symptom"),
    msgid("tape"),
    msgid("activity"),
    msgid("visit"),
    msgid("nothing new"),
    msgid("exercise"),
    msgid("picture"),
    msgid("habit"),
    msgid("break"),
    msgid("emergency"),
    msgid("today"),
    msgid("within days"),
    msgid("incomplete"),
    msgid("self care"),
    msgid("ankle pumps"),
    msgid("calf raises"),
    msgid("elevation"),
    msgid("walking"),
    msgid("compression"),
    msgid("pain guided walking"),
    msgid("finished"),
    msgid("stopped"),
    msgid("dropped"),
    msgid("light"),
    msgid("moderate"),
    msgid("vigorous"),
    msgid("strength"),
    msgid("swelling left"),
    msgid("swelling right"),
    msgid("heaviness"),
    msgid("leg fatigue"),
    msgid("leg pain"),
    msgid("calf left"),
    msgid("calf right"),
    msgid("ankle left"),
    msgid("ankle right"),
    msgid("gp"),
    msgid("nurse"),
    msgid("physiotherapist"),
    msgid("vascular specialist"),
    msgid("surgeon"),
    msgid("emergency department"),
    msgid("midwife"),
    msgid("pharmacist"),
    msgid("other"),
    msgid("moved"),
    msgid("snoozed"),
    msgid("skipped"),
    msgid("away"),
    msgid("asleep"),
    msgid("paused"),
    msgid("resumed"),
    msgid("smoking"),
    msgid("sodium"),
    msgid("water"),
    msgid("shoes"),
    msgid("clothes"),
    msgid("stockings"),
    msgid("yes"),
    msgid("no"),
    msgid("left"),
    msgid("right"),
    msgid("both"),
    msgid("unsure"),
    msgid("unknown"),
    msgid("put off"),
    msgid("scope"),
    msgid("limit"),
    msgid("concept"),
    msgid("mechanism"),
    msgid("measurement"),
    msgid("referral"),
    msgid("risk"),
    msgid("use"),
    msgid("learning"),
    msgid("learnt"),
    msgid("rule"),
    msgid("pattern"),
    msgid("explanation"),
    msgid("routine"),
    msgid("reminder"),
    msgid("advice"),
    msgid("deletion"),
    msgid("refusal"),
    msgid("page"),
    msgid("question"),
    msgid("topic"),
    msgid("instruction"),
    msgid("safety"),
    msgid("target"),
    msgid("lifestyle"),
    msgid("redflag"),
    msgid("faq"),
    msgid("principle"),
)


def words(word: str) -> str:
    """Return a word of the program as a person reads it."""
    return translate(word.replace("_", " "))


def finding(name: str) -> str:
    """Return what a finding of the check is called, in few words."""
    from soleus.assessment import findings

    known = {each.id: each.short for each in findings()}
    return _in_words(name, known)


def stop_reason(name: str) -> str:
    """Return why a session was stopped, as the person said it."""
    from soleus.session import stop_rules

    return _in_words(name, {rule: found.label for rule, found in stop_rules().items()})


def habit_answer(thread: str, question: str, value: bool | str | int) -> str:
    """Return one answer of a habit with what was asked."""
    from soleus.language import measures, sodium_words
    from soleus.lifestyle import AnswerKind, threads

    asked = {each.id: each for each in threads()[thread].questions} if thread in threads() else {}
    if current() == ENGLISH or question not in asked:
        return f"{words(question)}: {answer(value)}"
    of = asked[question]
    said = _in_words(str(value), of.options)
    if of.kind is AnswerKind.SODIUM and isinstance(value, int):
        said = sodium_words(value, measures().sodium)
    return f"{translate(of.asks)} {said}"


def answer(value: object) -> str:
    """Return yes, no or the word that was answered."""
    return words({True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value))


def _in_words(name: str, known: Mapping[str, str]) -> str:
    is_english = current() == ENGLISH or name not in known
    return words(name) if is_english else translate(known[name])
