"""What this room tells people, and the claims that it rests on."""

from soleus.evidence import Carrier
from soleus.session.prescribed import prescribed_claims
from soleus.session.routine import routines
from soleus.session.stop_rules import stop_rules


def carriers() -> tuple[Carrier, ...]:
    """Return one carrier for each routine, prescribed ones together, and each stop rule."""
    return (
        *(Carrier("routine", each.id, each.claims) for each in routines().values()),
        Carrier("routine", "prescribed", prescribed_claims()),
        *(Carrier("stop_rule", each.id, each.claims) for each in stop_rules().values()),
    )
