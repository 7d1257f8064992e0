"""The rules, one module a subject. Each module ends in its part of the table."""
