"""What is kept of a package: its files, its manifest and its numbers."""
