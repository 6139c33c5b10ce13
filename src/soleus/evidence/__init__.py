"""The evidence ledger: claims with their sources, texts on them, and where these stand."""

from soleus.evidence.carriers import Carrier as Carrier
from soleus.evidence.carriers import carriers as carriers
from soleus.evidence.carriers import used_by as used_by
from soleus.evidence.claim import Claim as Claim
from soleus.evidence.ledger import claim as claim
from soleus.evidence.ledger import claims as claims
from soleus.evidence.ledger import sources as sources
from soleus.evidence.ledger import unknown_claim as unknown_claim
from soleus.evidence.source import Source as Source
from soleus.evidence.text import Text as Text
from soleus.evidence.text import load_texts as load_texts
