"""Requirement lists, answer forms and price lists as .xlsx and .csv. Nothing about law."""
