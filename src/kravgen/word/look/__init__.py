"""The reference document whose styles, page and numbering a produced document takes over."""
