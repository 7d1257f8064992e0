"""The produced package: numbers, manifest and safe writing."""
