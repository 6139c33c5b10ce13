"""What simulated legs would do, said as simulated: it may rank what is permitted, never permit."""

from soleus.prediction.alike import PeopleOf as PeopleOf
from soleus.prediction.controls import Control as Control
from soleus.prediction.controls import controls as controls
from soleus.prediction.cycle_asked import simulated_cycle as simulated_cycle
from soleus.prediction.cycle_table import CycleTable as CycleTable
from soleus.prediction.cycle_table import Gain as Gain
from soleus.prediction.day_people import PeopleLikeThem as PeopleLikeThem
from soleus.prediction.day_people import PeopleOfADay as PeopleOfADay
from soleus.prediction.day_tradeoff import DayOption as DayOption
from soleus.prediction.day_tradeoff import RuleDay as RuleDay
from soleus.prediction.day_tradeoff import TradeOff as TradeOff
from soleus.prediction.day_tradeoff import trade_off as trade_off
from soleus.prediction.day_ways import DayToPlan as DayToPlan
from soleus.prediction.figures import KeptFigure as KeptFigure
from soleus.prediction.figures import KeptPoint as KeptPoint
from soleus.prediction.figures import kept_figures as kept_figures
from soleus.prediction.model_digest import model_digest as model_digest
from soleus.prediction.motion import motion_of as motion_of
from soleus.prediction.settings import CHANGES as CHANGES
from soleus.prediction.settings import INSIDE as INSIDE
from soleus.prediction.settings import Comparison as Comparison
from soleus.prediction.settings import LegSetting as LegSetting
from soleus.prediction.settings import UnknownSettingError as UnknownSettingError
