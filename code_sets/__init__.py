"""Data: code tables, synonyms, abbreviations; each folder says its source and licence."""
