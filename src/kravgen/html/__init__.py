"""What the web form and the handbook share: the look, how templates of pages are read, and how an item reads."""
