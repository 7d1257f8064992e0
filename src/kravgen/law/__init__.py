"""Laws, standards and what changes with time: which hold on a day."""
