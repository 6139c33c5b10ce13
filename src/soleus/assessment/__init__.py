"""The check: answers in, decision out; the only maker of clearances."""

from soleus.assessment.clearance import LIFETIME as LIFETIME
from soleus.assessment.clearance import Clearance as Clearance
from soleus.assessment.clearance import Permit as Permit
from soleus.assessment.clearance import Refusal as Refusal
from soleus.assessment.clearance import RefusalCause as RefusalCause
from soleus.assessment.clearance import grant as grant
from soleus.assessment.decision import Decision as Decision
from soleus.assessment.decision import Reason as Reason
from soleus.assessment.decision import Ruling as Ruling
