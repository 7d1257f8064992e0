"""Word files → accessible PDF files (PDF/UA-1), through LibreOffice. Needs the extra ``pdf``."""
