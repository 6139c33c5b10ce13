"""The sex of a person, which decides alone whether questions about pregnancy concern them."""

from enum import StrEnum


class Sex(StrEnum):
    """What was said; of whom did not say, all is asked."""

    FEMALE = "female"
    MALE = "male"
    UNSAID = "unsaid"
