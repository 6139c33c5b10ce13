"""Activity from files of watches and phones: a file in, what was done out. It knows no journal."""

from soleus.devices.activity import DayOfSteps as DayOfSteps
from soleus.devices.activity import FileFindings as FileFindings
from soleus.devices.activity import Format as Format
from soleus.devices.activity import TableShape as TableShape
from soleus.devices.activity import TrackedActivity as TrackedActivity
from soleus.devices.activity import WhenKnown as WhenKnown
from soleus.devices.activity import from_day_on as from_day_on
from soleus.devices.doubles import Overlaps as Overlaps
from soleus.devices.doubles import TimeSpan as TimeSpan
from soleus.devices.doubles import first_of_each as first_of_each
from soleus.devices.effort import EffortBasis as EffortBasis
from soleus.devices.effort import Judged as Judged
from soleus.devices.effort import judge as judge
from soleus.devices.errors import DeviceFileError as DeviceFileError
from soleus.devices.errors import FileRemark as FileRemark
from soleus.devices.limits import device_limits as device_limits
from soleus.devices.minute_steps import WALK_BY_STEPS as WALK_BY_STEPS
from soleus.devices.reading import ReadingStop as ReadingStop
from soleus.devices.reading import read_apart as read_apart
from soleus.devices.sports import Effort as Effort
from soleus.devices.sports import Sport as Sport
from soleus.devices.table import Column as Column
from soleus.devices.table import DistanceUnit as DistanceUnit
from soleus.devices.table import DurationUnit as DurationUnit
from soleus.devices.table import Mapped as Mapped
