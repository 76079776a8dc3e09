"""The recipe of the encoder: `python -m models.training.encoder`."""
