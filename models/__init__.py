"""Data: model files with their cards, and the recipes that made them."""
