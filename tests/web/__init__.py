"""The web form, as a visitor meets it: a started server, plain requests, and a browser."""
