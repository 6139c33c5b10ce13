"""Where each activity is begun: the page before its session, for what the gate opens now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from soleus.session import first_routines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from soleus.assessment import Standing
    from soleus.vocabulary import Activity


def starts(standing: Standing) -> Mapping[Activity, str]:
    """Return the address of the first routine of each activity that is open now."""
    permits = standing.clearance.permits if standing.clearance else {}
    return {
        activity: f"/session/{name}"
        for activity, name in first_routines().items()
        if activity in permits
    }
