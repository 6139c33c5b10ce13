"""What the journal shows over days: findings in the check's own ids, rows of days, stillness."""

from soleus.learning.change import SWELLING as SWELLING
from soleus.learning.change import Course as Course
from soleus.learning.change import SwellingChange as SwellingChange
from soleus.learning.change import change_on as change_on
from soleus.learning.from_journal import KINDS as KINDS
from soleus.learning.from_journal import days_evaluated as days_evaluated
from soleus.learning.learning import learn as learn
from soleus.learning.lowered import Lowered as Lowered
from soleus.learning.lowered import lowered as lowered
from soleus.learning.relief import changes_with_sessions as changes_with_sessions
from soleus.learning.stillness import Still as Still
from soleus.learning.stillness import longest_still as longest_still
from soleus.learning.streak import days_moved as days_moved
from soleus.learning.streak import streak as streak
from soleus.learning.unseen import LOOKS_BACK as LOOKS_BACK
from soleus.learning.unseen import learn_unseen as learn_unseen
from soleus.learning.veins import notes_for_veins as notes_for_veins
