"""Small habits kept in view: each thread asked once and looked at again on a schedule."""
