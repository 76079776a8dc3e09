"""Deciding: the coding rules, from scored candidates to the answer."""
