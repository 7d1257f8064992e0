"""What comes back: documents compared with what was sent."""
