"""The person's language: texts from gettext catalogues, and numbers, dates and units by locale.

Every text is written in English, and the English is its key in the catalogues. Rooms pass English
texts to each other; a text is translated when it is built from parts (:func:`translate`) or when it
reaches the page. What the journal stores and what programs read is never translated.
"""

from soleus.language.catalogues import ENGLISH as ENGLISH
from soleus.language.catalogues import completeness as completeness
from soleus.language.catalogues import fingerprint as fingerprint
from soleus.language.catalogues import languages as languages
from soleus.language.catalogues import reviewers as reviewers
from soleus.language.current import current as current
from soleus.language.current import negotiated as negotiated
from soleus.language.current import of_machine as of_machine
from soleus.language.current import use as use
from soleus.language.formats import clock_words as clock_words
from soleus.language.formats import day_and_month as day_and_month
from soleus.language.formats import day_words as day_words
from soleus.language.formats import language_name as language_name
from soleus.language.formats import listed as listed
from soleus.language.formats import number_words as number_words
from soleus.language.formats import territory_name as territory_name
from soleus.language.formats import weekday_name as weekday_name
from soleus.language.lookup import msgid as msgid
from soleus.language.places import place_words as place_words
from soleus.language.places import places as places
from soleus.language.places import zone_called as zone_called
from soleus.language.texts import counted as counted
from soleus.language.texts import figure as figure
from soleus.language.texts import in_english as in_english
from soleus.language.texts import inside as inside
from soleus.language.texts import is_words as is_words
from soleus.language.texts import meant as meant
from soleus.language.texts import named as named
from soleus.language.texts import phrase_book as phrase_book
from soleus.language.texts import plural as plural
from soleus.language.texts import translate as translate
from soleus.language.texts import translated as translated
from soleus.language.units import Measures as Measures
from soleus.language.units import Sodium as Sodium
from soleus.language.units import Units as Units
from soleus.language.units import amount as amount
from soleus.language.units import centimetres as centimetres
from soleus.language.units import length as length
from soleus.language.units import length_words as length_words
from soleus.language.units import measures as measures
from soleus.language.units import measuring as measuring
from soleus.language.units import milligrams as milligrams
from soleus.language.units import per_unit as per_unit
from soleus.language.units import shown_in as shown_in
from soleus.language.units import sodium as sodium
from soleus.language.units import sodium_words as sodium_words
from soleus.language.units import value_words as value_words
