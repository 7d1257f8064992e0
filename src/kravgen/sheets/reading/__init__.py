"""Workbooks that somebody else has saved, read with limits."""
