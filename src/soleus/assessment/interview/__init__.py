"""The interview: the check's questions as screens, and the way through them.

Pure functions over a frozen :class:`Answers`; what is asked and in which words is data, in
``screens.toml`` here and in ``../questions/``. Other rooms may import this door by its full name,
``soleus.assessment.interview``, beside that of the room.
"""

from soleus.assessment.interview.answers import Answers as Answers
from soleus.assessment.interview.bundle import interview_bundle as interview_bundle
from soleus.assessment.interview.document import should_stop as should_stop
from soleus.assessment.interview.document import to_document as to_document
from soleus.assessment.interview.errors import InterviewError as InterviewError
from soleus.assessment.interview.question import UNSURE as UNSURE
from soleus.assessment.interview.question import Choice as Choice
from soleus.assessment.interview.question import Misreading as Misreading
from soleus.assessment.interview.question import Question as Question
from soleus.assessment.interview.question import Value as Value
from soleus.assessment.interview.questions import carriers as carriers
from soleus.assessment.interview.questions import question as question
from soleus.assessment.interview.questions import questions as questions
from soleus.assessment.interview.review import Reviewed as Reviewed
from soleus.assessment.interview.review import review as review
from soleus.assessment.interview.screen import Screen as Screen
from soleus.assessment.interview.screens import screen as screen
from soleus.assessment.interview.screens import screen_of as screen_of
from soleus.assessment.interview.screens import screens as screens
from soleus.assessment.interview.walk import Progress as Progress
from soleus.assessment.interview.walk import answer as answer
from soleus.assessment.interview.walk import change as change
from soleus.assessment.interview.walk import given_from as given_from
from soleus.assessment.interview.walk import is_answered as is_answered
from soleus.assessment.interview.walk import next_screen as next_screen
from soleus.assessment.interview.walk import previous_screen as previous_screen
from soleus.assessment.interview.walk import progress as progress
from soleus.assessment.interview.walk import visible as visible
from soleus.assessment.interview.wording import Subject as Subject
from soleus.assessment.interview.wording import worded as worded
