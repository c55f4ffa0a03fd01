"""Participations: one row a person, project and day, from many files of any size.

They are read by the database itself, never row by row, and no id of a person is kept.
"""
