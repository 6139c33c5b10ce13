"""What this room tells people, and the claims that it rests on."""

from soleus.evidence import Carrier
from soleus.reminders.breaks import breaks
from soleus.reminders.limits import limits
from soleus.reminders.words import lines, whys


def carriers() -> tuple[Carrier, ...]:
    """Return every sentence of a reminder with its claims, for the ledger."""
    told = [each for mode in breaks().values() for each in mode.breaks]
    return (
        Carrier("reminder", "limits.interval", limits().claims),
        *(Carrier("reminder", f"break.{each.id}", each.claims) for each in told),
        *(
            Carrier("reminder", said.id, said.claims)
            for said in (*whys().values(), *lines().values())
        ),
    )
