"""Drafts in Word, OpenDocument, Excel, Markdown or plain text, judged by the rules of the lint."""
