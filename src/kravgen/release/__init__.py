"""Versions of a library's content: what is new in each, told to those who buy and for contracts that are signed."""
