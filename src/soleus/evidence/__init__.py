"""The evidence ledger: every claim, its kind and its sources, and who carries it."""

from soleus.evidence.carrier import Carrier as Carrier
from soleus.evidence.claim import Claim as Claim
from soleus.evidence.claim import Kind as Kind
from soleus.evidence.ledger import UnknownClaimError as UnknownClaimError
from soleus.evidence.ledger import claim as claim
from soleus.evidence.ledger import claims as claims
from soleus.evidence.ledger import source as source
from soleus.evidence.ledger import sources as sources
from soleus.evidence.ledger import used_by as used_by
from soleus.evidence.source import Seen as Seen
from soleus.evidence.source import Source as Source
