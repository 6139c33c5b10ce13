"""What this room tells people, and the claims that it rests on."""

from soleus.coach.deletion import deletion_carriers
from soleus.coach.learning import learnt_carriers
from soleus.coach.notice import reminder_carriers
from soleus.coach.refusals import refusal_carriers
from soleus.coach.veins import vein_carriers
from soleus.coach.visits import visit_carriers
from soleus.evidence import Carrier


def carriers() -> tuple[Carrier, ...]:
    """Return every text of the coach with its claims, for the ledger."""
    return (
        *refusal_carriers(),
        *visit_carriers(),
        *deletion_carriers(),
        *reminder_carriers(),
        *learnt_carriers(),
        *vein_carriers(),
    )
