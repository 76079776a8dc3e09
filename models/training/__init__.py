"""Recipes: each makes one model from public data, with `python -m models.training.NAME`."""
