"""Tenders that have come back, compared: what each comes to in two ways, how they stand, and the report of it."""
