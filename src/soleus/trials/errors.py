"""What can be wrong with a trial.

SoleusError
 +-- FaultsError
 |    +-- TrialError               a trial is written wrongly, or its folder holds another one
 +-- TrialsNotInstalledError       what trials need besides is not installed
"""

from soleus.vocabulary import FaultsError, SoleusError


class TrialError(FaultsError):
    """A trial is written wrongly; every fault is told."""


class TrialsNotInstalledError(SoleusError):
    """Trials need libraries that the rest of Soleus does without."""


NOT_INSTALLED = "trials need more libraries; install them with: pip install 'soleus[trials]'"
