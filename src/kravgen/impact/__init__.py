"""Packages and signed contracts → which of them rest on what has changed in the library or in the law since."""
