"""Where each activity is begun: the page before its session, for what the gate opens now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus.session import routines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from soleus.assessment import Standing
    from soleus.vocabulary import Activity


def starts(standing: Standing) -> Mapping[Activity, str]:
    """Return the address of the first routine of each activity that is open now."""
    permits = standing.clearance.permits if standing.clearance else {}
    found: dict[Activity, str] = {}
    for each in routines().values():
        if each.activity in permits:
            found.setdefault(each.activity, f"/session/{each.id.replace('_', '-')}")
    return found
