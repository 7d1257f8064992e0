"""Prices and evaluation: what is priced, how tenders are compared, and what a comparison would do."""
