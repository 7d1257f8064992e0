"""The handbook: the library as a static site that can be searched, for a folder or a web server."""
