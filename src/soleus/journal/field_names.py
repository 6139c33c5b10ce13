"""What the fields of entries are called in a line that says what is wrong with one.

In English a field is called by its id; these are what other languages translate.
"""

from soleus.language import msgid

FIELD_NAMES = (
    msgid("scores"),
    msgid("findings"),
    msgid("is new"),
    msgid("note"),
    msgid("calf left cm"),
    msgid("calf right cm"),
    msgid("ankle left cm"),
    msgid("ankle right cm"),
    msgid("minutes"),
    msgid("intensity"),
    msgid("what"),
    msgid("who kind"),
    msgid("found"),
    msgid("cleared"),
    msgid("review date"),
    msgid("saw everything"),
    msgid("worse since"),
    msgid("name"),
    msgid("prescribed by"),
    msgid("counts as"),
    msgid("position"),
    msgid("steps"),
    msgid("times a day"),
    msgid("does"),
    msgid("repetitions"),
    msgid("hold seconds"),
    msgid("rest seconds"),
    msgid("sides"),
    msgid("picture"),
    msgid("seconds"),
    msgid("active seconds"),
    msgid("thread"),
    msgid("answers"),
    msgid("anything new"),
)
"""The ids of all fields that a person can get wrong, with spaces."""
