"""The third count: what a file holds, whatever its format, and what of it no reader looked at.

The reader and the second count of a format both choose where words stand. What both pass
over would be lost in silence. So this count chooses nothing: it takes every run of letters
and every address of every part, and shares no code with the other two. What is neither in
the blocks nor among what was left out is listed, with where it stood.
"""
