"""What the diary shows over days: findings derived from entries, in the check's own ids."""

from soleus.learning.diary import FIELDS as FIELDS
from soleus.learning.diary import Diary as Diary
from soleus.learning.diary import diary_of as diary_of
from soleus.learning.diary import read_diary as read_diary
from soleus.learning.errors import InvalidDiaryError as InvalidDiaryError
from soleus.learning.learning import DerivedFinding as DerivedFinding
from soleus.learning.learning import Learnt as Learnt
from soleus.learning.learning import carriers as carriers
from soleus.learning.learning import learn as learn
from soleus.learning.learning import learn_from as learn_from
