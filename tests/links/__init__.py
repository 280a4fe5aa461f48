"""Where the address of a link comes from."""
