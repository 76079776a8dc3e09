"""Metrics, one file each: pure functions over `ScoredNote`s, the formula in the docstring."""
