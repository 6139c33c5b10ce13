"""What each activity is called, wherever a person meets one."""

from __future__ import annotations

from soleus.language import msgid
from soleus.vocabulary import Activity

_TITLES = {
    Activity.ANKLE_PUMPS: msgid("Ankle pumps"),
    Activity.CALF_RAISES: msgid("Calf raises"),
    Activity.ELEVATION: msgid("Legs up"),
    Activity.WALKING: msgid("Walking"),
    Activity.COMPRESSION: msgid("Compression stockings"),
    Activity.PAIN_GUIDED_WALKING: msgid("Walking to pain and rest, under supervision"),
}


def activity_title(activity: Activity) -> str:
    """Return what an activity is called: "Legs up". In English, as every text inside."""
    return _TITLES[activity]
