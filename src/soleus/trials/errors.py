"""What can be wrong with a trial.

SoleusError
 +-- FaultsError
 |    +-- TrialError               a trial is written wrongly, or its folder holds another one
 +-- TrialsNotInstalledError       what trials need besides is not installed
 +-- WorkersLostError              workers were killed again and again over the same people
"""

from soleus.vocabulary import FaultsError, SoleusError


class TrialError(FaultsError):
    """A trial is written wrongly; every fault is told."""


class TrialsNotInstalledError(SoleusError):
    """Trials need libraries that the rest of Soleus does without."""


class WorkersLostError(SoleusError):
    """Workers were killed again and again over the same people; what is done is kept."""


WORKERS_LOST = (
    "workers were killed again and again, perhaps for want of memory; what is done is kept: "
    "try fewer with --workers, and the same command goes on"
)
NOT_INSTALLED = "trials need more libraries; install them with: pip install 'soleus[trials]'"
