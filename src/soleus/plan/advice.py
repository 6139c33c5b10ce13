"""Lifestyle advice, read from ``advice/*.toml``: chosen by what was answered, best effect first."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Annotated, Any

from soleus.assessment import Clearance
from soleus.evidence import Text
from soleus.language import in_english
from soleus.plan.profile import Profile
from soleus.plan.words import RISK_FACTORS, Setting
from soleus.records import NonBlank, limits, load_folder
from soleus.vocabulary import Activity, Urgency


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice(Text):
    """One piece of advice and when to give it; it is no activity and needs no permit.

    Parameters
    ----------
    rank : place in the list; the smaller, the greater the effect
    when_any : risk factors of which one must be answered with yes; empty: for everybody
    says : the words where that is known
    says_if_unknown : the words where none is answered yes and one is unanswered; empty: silence
    urgency : only under this urgency, if given
    settings : only in these settings, if given
    where_open, where_held : only where the gate opens this activity, or does not open it
    """

    id: NonBlank
    rank: int
    title: NonBlank
    says_if_unknown: str = ""
    when_any: Annotated[tuple[str, ...], limits.list_of(limits.literal(*RISK_FACTORS))] = ()
    urgency: Urgency | None = None
    settings: tuple[Setting, ...] = ()
    where_open: Activity | None = None
    where_held: Activity | None = None

    def words_for(self, clearance: Clearance, profile: Profile) -> str:
        """Return the words that fit this person; empty where none do."""
        if self.urgency not in (None, clearance.decision.urgency):
            return ""
        if self.settings and profile.setting not in self.settings:
            return ""
        activities = clearance.decision.activities
        if self.where_open and not activities[self.where_open].is_open:
            return ""
        if self.where_held and activities[self.where_held].is_open:
            return ""
        answers = [profile.risk_factors.get(factor) for factor in self.when_any]
        if not answers or True in answers:
            return self.says
        return self.says_if_unknown if None in answers else ""

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape of what is said to the person."""
        return {
            "id": self.id,
            "title": self.title,
            "text": in_english(self.says),
            "claims": list(self.claims),
        }


@cache
def advice_rules() -> Mapping[str, Advice]:
    """Return every piece of advice there is, by id, the greatest effect first."""
    rules = load_folder(Advice, files("soleus.plan") / "advice")
    return dict(sorted(rules.items(), key=lambda item: (item[1].rank, item[0])))


def advice_for(clearance: Clearance, profile: Profile) -> tuple[Advice, ...]:
    """Return the advice for a person in the words that fit, the greatest effect first."""
    chosen = ((rule, rule.words_for(clearance, profile)) for rule in advice_rules().values())
    return tuple(replace(rule, says=words) for rule, words in chosen if words)
