"""The person's language: texts from gettext catalogues, and numbers, dates and units by locale."""
