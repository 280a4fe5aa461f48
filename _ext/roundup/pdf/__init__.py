"""The archive as PDF: accessible, indexed, and the same bytes every time."""
