"""Rules for how texts are written and how the library hangs together.

One rule is one function and one row in the table of its module. Nothing here reads or writes files.
"""
