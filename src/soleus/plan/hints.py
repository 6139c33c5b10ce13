"""What a check's answers hint about the profile; the person can change every bit of it."""

from soleus.plan.profile import Profile
from soleus.plan.words import RISK_FACTORS, Setting
from soleus.vocabulary import AnswerDocument, Findings, if_not_answered

_FIRST_THAT_FITS = (
    ("bed_rest", Setting.BED),
    ("recent_leg_surgery", Setting.BED),
    ("sits_long", Setting.DESK),
    ("stands_long", Setting.STANDING),
)


def profile_from_answers(document: AnswerDocument) -> Profile:
    """Return a first profile from a check's answers, made of hints alone.

    ``document`` has the check's shape and is valid. A risk factor that nobody has answered stays
    unknown. A journey ahead is kept as a risk factor only: its day and length are not in the check.
    """
    answers = document.get("answers", {})
    rest = if_not_answered(document)
    given = {name: answers.get(name, rest) for name in RISK_FACTORS}
    known = {name: value for name, value in given.items() if isinstance(value, bool)}
    return Profile(setting=_setting(answers), risk_factors=known)


def _setting(answers: Findings) -> Setting:
    cleared = answers.get("cleared_activities")
    walks_to_pain = isinstance(cleared, list) and "pain_guided_walking" in cleared
    if answers.get("known_pad") is True and walks_to_pain:
        return Setting.PAD_SUPERVISED
    return next(
        (setting for finding, setting in _FIRST_THAT_FITS if answers.get(finding) is True),
        Setting.HOME,
    )
