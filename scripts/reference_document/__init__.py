"""The parts of the shipped reference document, written by hand."""
