"""Documents in, draft issues out: a newsletter as it was sent becomes a page to review.

One road for every format: a reader makes flat blocks of runs, and nothing after
it knows the format. ``docs/import.md`` is the tour.
"""
