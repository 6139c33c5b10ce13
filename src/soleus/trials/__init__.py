"""Virtual trials: simulated people, randomised to protocols and read; never people who live."""

from soleus.trials.analysis import analysed as analysed
from soleus.trials.engine import TrialProgress as TrialProgress
from soleus.trials.engine import run_sensitivities as run_sensitivities
from soleus.trials.engine import run_trial as run_trial
from soleus.trials.errors import TrialError as TrialError
from soleus.trials.errors import TrialsNotInstalledError as TrialsNotInstalledError
from soleus.trials.parse import parse_trial as parse_trial
from soleus.trials.report import write_report as write_report
from soleus.trials.trial import Trial as Trial
