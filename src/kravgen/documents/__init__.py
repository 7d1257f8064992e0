"""Documents as data: templates in, document trees out."""
