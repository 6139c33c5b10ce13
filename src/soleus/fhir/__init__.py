"""FHIR R4: a person's check, notes, week and consent out as a Bundle, and notes in from one."""

from soleus.fhir.bundle import bundle_of as bundle_of
from soleus.fhir.check_form import document_of as document_of
from soleus.fhir.check_form import questionnaire as questionnaire
from soleus.fhir.checked import FhirNotHereError as FhirNotHereError
from soleus.fhir.checked import InvalidBundleError as InvalidBundleError
from soleus.fhir.checked import faults_of as faults_of
from soleus.fhir.codes import codes as codes
from soleus.fhir.observations import NOTED as NOTED
from soleus.fhir.others_notes import STEPS_FROM_OTHERS as STEPS_FROM_OTHERS
from soleus.fhir.parts import FhirSubject as FhirSubject
from soleus.fhir.reading import LeftOut as LeftOut
from soleus.fhir.reading import ReadBundle as ReadBundle
from soleus.fhir.reading import ReadEntry as ReadEntry
from soleus.fhir.reading import read_bundle as read_bundle
