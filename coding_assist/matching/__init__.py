"""Matching: from mentions to candidate codes."""
