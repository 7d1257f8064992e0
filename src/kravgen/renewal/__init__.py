"""A procurement and today's library → what it would get, which decisions to take again, and the library taken."""
