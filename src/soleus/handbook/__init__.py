"""Questions people ask, answered from the ledger."""
