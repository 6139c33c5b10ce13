"""The daily loop: every way in goes through here."""
