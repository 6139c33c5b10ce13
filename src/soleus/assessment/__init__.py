"""The check: answers in, decision out; the only maker of clearances.

Other rooms enter here; the questions and their order by ``soleus.assessment.interview``.
"""

from soleus.assessment.after_visit import Effect as Effect
from soleus.assessment.after_visit import effect_of as effect_of
from soleus.assessment.answers import answers_schema as answers_schema
from soleus.assessment.answers_in_words import denied_questions as denied_questions
from soleus.assessment.bundle import rule_bundle as rule_bundle
from soleus.assessment.clearance import LIFETIME as LIFETIME
from soleus.assessment.clearance import Clearance as Clearance
from soleus.assessment.clearance import Permit as Permit
from soleus.assessment.clearance import Refusal as Refusal
from soleus.assessment.clearance import RefusalCause as RefusalCause
from soleus.assessment.deciding import can_be_read as can_be_read
from soleus.assessment.deciding import decide as decide
from soleus.assessment.decision import Decision as Decision
from soleus.assessment.decision import Reason as Reason
from soleus.assessment.decision import Ruling as Ruling
from soleus.assessment.errors import InvalidAnswers as InvalidAnswers
from soleus.assessment.evening import is_ordinary_evening as is_ordinary_evening
from soleus.assessment.evening import swells_by_evening as swells_by_evening
from soleus.assessment.known import VISIT_GOOD_FOR as VISIT_GOOD_FOR
from soleus.assessment.known import Check as Check
from soleus.assessment.known import Circumstance as Circumstance
from soleus.assessment.known import DerivedFinding as DerivedFinding
from soleus.assessment.known import Evidence as Evidence
from soleus.assessment.known import Learnt as Learnt
from soleus.assessment.known import Note as Note
from soleus.assessment.known import Visit as Visit
from soleus.assessment.measured import Measured as Measured
from soleus.assessment.measured import measured_by as measured_by
from soleus.assessment.measured import measured_rules as measured_rules
from soleus.assessment.newest import counting as counting
from soleus.assessment.result_view import Line as Line
from soleus.assessment.result_view import ResultView as ResultView
from soleus.assessment.result_view import Section as Section
from soleus.assessment.result_view import concerns as concerns
from soleus.assessment.result_view import emergency_view as emergency_view
from soleus.assessment.result_view import result_view as result_view
from soleus.assessment.rulebook import clot_risks as clot_risks
from soleus.assessment.rulebook import findings as findings
from soleus.assessment.standing import Standing as Standing
from soleus.assessment.standing import standing_of as standing_of
from soleus.assessment.titles import activity_title as activity_title
