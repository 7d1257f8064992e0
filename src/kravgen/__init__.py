"""kravgen: procurement documents for IT, built from a library of reusable requirements."""

__version__ = "0.1.0"
