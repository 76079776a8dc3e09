"""Mentions: what a document names, with assertion and modifiers."""
