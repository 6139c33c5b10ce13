"""The daily loop: every way in goes through here, so the gate stands in one place."""

from soleus.coach.carrying import carriers as carriers
from soleus.coach.checks import Checks as Checks
from soleus.coach.checks import CheckUnderWay as CheckUnderWay
from soleus.coach.coach import Coach as Coach
from soleus.coach.diary import Diary as Diary
from soleus.coach.errors import CheckAgainError as CheckAgainError
from soleus.coach.errors import NoSuchExerciseError as NoSuchExerciseError
from soleus.coach.errors import NoSuchSessionError as NoSuchSessionError
from soleus.coach.exercises import Exercises as Exercises
from soleus.coach.exercises import Prescribed as Prescribed
from soleus.coach.gate import Gate as Gate
from soleus.coach.gate import Standing as Standing
from soleus.coach.limbs import KnownLimbs as KnownLimbs
from soleus.coach.pictures import MOST_UPLOAD_BYTES as MOST_UPLOAD_BYTES
from soleus.coach.pictures import read_picture as read_picture
from soleus.coach.practice import Practice as Practice
from soleus.coach.practice import Practised as Practised
from soleus.coach.refusals import RefusalText as RefusalText
from soleus.coach.refusals import refusal_text as refusal_text
from soleus.coach.visiting import Effect as Effect
from soleus.coach.visits import EffectText as EffectText
from soleus.coach.visits import Seen as Seen
from soleus.coach.visits import Visits as Visits
from soleus.coach.visits import effect_text as effect_text
from soleus.coach.weeks import Weeks as Weeks
