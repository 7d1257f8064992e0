"""What makes a requirement stricter or weaker when its words, its kind or its condition change; and when nobody can tell."""
