"""What is filled in for an editor, and how sure it is."""
