"""The report for a clinician: why somebody comes, what was tried, and what waits for them."""

from soleus.report.answered import AnsweredFinding as AnsweredFinding
from soleus.report.changes import NotedChange as NotedChange
from soleus.report.contents import CareSoFar as CareSoFar
from soleus.report.contents import Report as Report
from soleus.report.contents import report_of as report_of
from soleus.report.holds import OnHold as OnHold
from soleus.report.measured import MeasuredRow as MeasuredRow
from soleus.report.prescribed import PrescribedExercise as PrescribedExercise
from soleus.report.references import References as References
from soleus.report.sheet_codes import InvalidSheetCode as InvalidSheetCode
from soleus.report.sheet_codes import TypedCodes as TypedCodes
from soleus.report.sheet_codes import activity_codes as activity_codes
from soleus.report.sheet_codes import in_groups as in_groups
from soleus.report.sheet_codes import read_codes as read_codes
from soleus.report.sheet_codes import sheet_code as sheet_code
from soleus.report.since import Since as Since
from soleus.report.tried import Tried as Tried
