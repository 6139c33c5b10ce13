"""Building the app from settings: the one place where adapters meet rooms."""
