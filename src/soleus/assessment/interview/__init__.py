"""The interview: the check's questions as screens, and the way through them.

Pure functions over a frozen :class:`Answers`; what is asked and in which words is data, in
``screens.toml`` here and in ``../questions/``. Other rooms may import this door by its full name,
``soleus.assessment.interview``, beside that of the room.
"""

from soleus.assessment.interview.answers import Answers as Answers
from soleus.assessment.interview.bundle import interview_bundle as interview_bundle
from soleus.assessment.interview.danger import GONE as GONE
from soleus.assessment.interview.danger import danger_in as danger_in
from soleus.assessment.interview.document import established as established
from soleus.assessment.interview.document import should_stop as should_stop
from soleus.assessment.interview.document import to_document as to_document
from soleus.assessment.interview.lasting import StillSo as StillSo
from soleus.assessment.interview.lasting import lasting_answers as lasting_answers
from soleus.assessment.interview.lasting import still_so as still_so
from soleus.assessment.interview.lines import Line as Line
from soleus.assessment.interview.lines import Option as Option
from soleus.assessment.interview.naming import heading as heading
from soleus.assessment.interview.naming import lines_for as lines_for
from soleus.assessment.interview.naming import named as named
from soleus.assessment.interview.naming import names_of as names_of
from soleus.assessment.interview.question import UNSURE as UNSURE
from soleus.assessment.interview.question import Question as Question
from soleus.assessment.interview.question import Value as Value
from soleus.assessment.interview.question_files import question as question
from soleus.assessment.interview.review import review as review
from soleus.assessment.interview.review import told_today as told_today
from soleus.assessment.interview.screens import Screen as Screen
from soleus.assessment.interview.screens import screen as screen
from soleus.assessment.interview.screens import screens as screens
from soleus.assessment.interview.walk import answer as answer
from soleus.assessment.interview.walk import change as change
from soleus.assessment.interview.walk import given_from as given_from
from soleus.assessment.interview.walk import next_screen as next_screen
from soleus.assessment.interview.walk import previous_screen as previous_screen
from soleus.assessment.interview.walk import progress as progress
from soleus.assessment.interview.walk import visible as visible
from soleus.assessment.interview.wording import Subject as Subject
