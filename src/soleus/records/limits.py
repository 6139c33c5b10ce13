"""Every limit under one name, such as ``limits.whole(1, 30)`` or ``limits.several(Leg)``."""

from soleus.records.field_limit import fault_of as fault_of
from soleus.records.field_limit import missing_fault as missing_fault
from soleus.records.field_limit import no_object as no_object
from soleus.records.field_limit import read_object as read_object
from soleus.records.groups import either as either
from soleus.records.groups import list_of as list_of
from soleus.records.groups import mapping_of as mapping_of
from soleus.records.groups import optional as optional
from soleus.records.groups import several as several
from soleus.records.scalars import anything as anything
from soleus.records.scalars import document as document
from soleus.records.scalars import finding_map as finding_map
from soleus.records.scalars import flag as flag
from soleus.records.scalars import identifier as identifier
from soleus.records.scalars import like as like
from soleus.records.scalars import literal as literal
from soleus.records.scalars import number as number
from soleus.records.scalars import one_of as one_of
from soleus.records.scalars import real as real
from soleus.records.scalars import text as text
from soleus.records.scalars import whole as whole
from soleus.records.times import clock_time as clock_time
from soleus.records.times import day as day
from soleus.records.times import local_moment as local_moment
from soleus.records.times import moment as moment
from soleus.records.times import time_zone as time_zone
