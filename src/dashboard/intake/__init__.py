"""Figures taken in: from a file, or from one form, to rows of the tables that can be taken back.

Every way in gives an `Offer` of rows; `preview` says what would come of it, `accept` writes it and
leaves a receipt, `take_back` offers the way back.
"""
