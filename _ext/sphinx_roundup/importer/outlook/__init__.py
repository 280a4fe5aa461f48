"""Read a message that Outlook saved (.msg) as the e-mail that it is."""
