"""The daily loop: every way in goes through here, so the gate stands in one place."""

from soleus.coach.checks import CheckUnderWay as CheckUnderWay
from soleus.coach.checks import NotThereError as NotThereError
from soleus.coach.coach import Coach as Coach
from soleus.coach.coach import deletion_lines as deletion_lines
from soleus.coach.days import Tick as Tick
from soleus.coach.exercises import Prescribed as Prescribed
from soleus.coach.journey_days import TimelineRow as TimelineRow
from soleus.coach.journey_now import JourneyNow as JourneyNow
from soleus.coach.journey_now import JourneyStage as JourneyStage
from soleus.coach.meaning import CURVE_DAYS as CURVE_DAYS
from soleus.coach.meaning import Meaning as Meaning
from soleus.coach.meaning import Told as Told
from soleus.coach.meaning import leg_scores as leg_scores
from soleus.coach.notes import Noted as Noted
from soleus.coach.refusals import CheckAgainError as CheckAgainError
from soleus.coach.refusals import refusal_texts as refusal_texts
from soleus.coach.reminders import Reminders as Reminders
from soleus.coach.sync import KINDS_OF_A_DEVICE as KINDS_OF_A_DEVICE
from soleus.coach.sync import MOST_AT_ONCE as MOST_AT_ONCE
from soleus.coach.sync import Fate as Fate
from soleus.coach.sync import Sent as Sent
from soleus.coach.sync import SyncResult as SyncResult
from soleus.coach.sync import take_batch as take_batch
from soleus.coach.today_list import TodayList as TodayList
from soleus.coach.unkept import NotKeptError as NotKeptError
from soleus.coach.visits import VisitWithEffect as VisitWithEffect
