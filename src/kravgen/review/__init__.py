"""Who has reviewed which items, and whether what they read is what stands there today."""
