"""The check: answers in, decision out; the only maker of clearances.

Other rooms enter here; the questions and their order by ``soleus.assessment.interview``.
"""

from soleus.assessment.after_visit import answers_after_visit as answers_after_visit
from soleus.assessment.after_visit import decide_after_visit as decide_after_visit
from soleus.assessment.after_visit import opened_by_name as opened_by_name
from soleus.assessment.bundle import rule_bundle as rule_bundle
from soleus.assessment.clearance import LIFETIME as LIFETIME
from soleus.assessment.clearance import URGENCIES_THAT_OPEN as URGENCIES_THAT_OPEN
from soleus.assessment.clearance import Clearance as Clearance
from soleus.assessment.clearance import Permit as Permit
from soleus.assessment.clearance import Refusal as Refusal
from soleus.assessment.clearance import RefusalCause as RefusalCause
from soleus.assessment.clearance import grant as grant
from soleus.assessment.deciding import decide as decide
from soleus.assessment.decision import Decision as Decision
from soleus.assessment.decision import Reason as Reason
from soleus.assessment.decision import Ruling as Ruling
from soleus.assessment.errors import InvalidAnswers as InvalidAnswers
from soleus.assessment.explanation import ActivityExplained as ActivityExplained
from soleus.assessment.explanation import Explanation as Explanation
from soleus.assessment.explanation import Led as Led
from soleus.assessment.explanation import carriers as carriers
from soleus.assessment.explanation import explain as explain
from soleus.assessment.finding import Finding as Finding
from soleus.assessment.finding import Kind as Kind
from soleus.assessment.rule import Rule as Rule
from soleus.assessment.rulebook import findings as findings
from soleus.assessment.rulebook import rules as rules
from soleus.assessment.titles import activity_title as activity_title
