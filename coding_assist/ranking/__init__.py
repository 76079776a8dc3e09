"""Ranking: how likely each candidate is what a coder would choose."""
