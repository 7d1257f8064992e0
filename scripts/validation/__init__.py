"""External validators over every document that kravgen makes of its examples and profiles."""
