"""Accuracy evaluation against labelled notes."""
