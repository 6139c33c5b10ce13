"""Lifestyle advice, read from ``advice/*.toml``: chosen by what was answered, best effect first."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from soleus.assessment import Clearance
from soleus.plan.loading import members, open_folder, refuse
from soleus.plan.profile import Profile
from soleus.plan.words import RISK_FACTORS, Setting
from soleus.vocabulary import Activity, Table, Urgency


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of advice for a person; it is no activity and needs no permit."""

    id: str
    title: str
    text: str
    claims: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the JSON shape of a piece of advice."""
        return {
            "id": self.id,
            "title": self.title,
            "text": self.text,
            "claims": list(self.claims),
        }


@dataclass(frozen=True, slots=True)
class AdviceRule:
    """When to give a piece of advice, and in which words.

    Parameters
    ----------
    rank : place in the list; the smaller, the greater the effect
    when_any : risk factors of which one must be answered with yes; empty: for everybody
    says : the words where that is known
    says_if_unknown : the words where none is answered yes and one is unanswered; none: silence
    urgency : only under this urgency, if given
    settings : only in these settings, if given
    where_open, where_held : only where the gate opens this activity, or does not open it
    """

    id: str
    rank: int
    title: str
    says: str
    says_if_unknown: str | None
    when_any: tuple[str, ...]
    urgency: Urgency | None
    settings: tuple[Setting, ...]
    where_open: Activity | None
    where_held: Activity | None
    claims: tuple[str, ...]

    def words_for(self, clearance: Clearance, profile: Profile) -> str | None:
        """Return the words that fit this person, or None."""
        if self.urgency not in (None, clearance.decision.urgency):
            return None
        if self.settings and profile.setting not in self.settings:
            return None
        activities = clearance.decision.activities
        if self.where_open and not activities[self.where_open].is_open:
            return None
        if self.where_held and activities[self.where_held].is_open:
            return None
        answers = [profile.risk_factors.get(factor) for factor in self.when_any]
        if not answers or True in answers:
            return self.says
        return self.says_if_unknown if None in answers else None


@cache
def advice_rules() -> Mapping[str, AdviceRule]:
    """Return every piece of advice there is, by id, the greatest effect first."""
    faults: list[str] = []
    tables = open_folder("advice", faults)
    read = [_rule(name, table) for name, table in tables.items()]
    refuse(faults)
    return {rule.id: rule for rule in sorted(read, key=lambda rule: (rule.rank, rule.id))}


def _rule(name: str, table: Table) -> AdviceRule:
    urgency = table.choice("urgency", Urgency, "")
    settings = members(table, "settings", Setting, ())
    rule = AdviceRule(
        id=name,
        rank=table.number("rank"),
        title=table.text("title"),
        says=table.text("says"),
        says_if_unknown=table.text("says_if_unknown", "") or None,
        when_any=members(table, "when_any", RISK_FACTORS, ()),
        urgency=Urgency(urgency) if urgency in list(Urgency) else None,
        settings=tuple(Setting(each) for each in settings),
        where_open=_activity(table, "where_open"),
        where_held=_activity(table, "where_held"),
        claims=table.texts("claims"),
    )
    table.close()
    return rule


def _activity(table: Table, key: str) -> Activity | None:
    chosen = table.choice(key, Activity, "")
    return Activity(chosen) if chosen in list(Activity) else None


def advice_for(clearance: Clearance, profile: Profile) -> tuple[Advice, ...]:
    """Return the advice for a person, the greatest effect first."""
    chosen = ((rule, rule.words_for(clearance, profile)) for rule in advice_rules().values())
    return tuple(Advice(rule.id, rule.title, words, rule.claims) for rule, words in chosen if words)
