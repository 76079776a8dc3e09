"""Benchmarks: this project beside its peers, on the same input."""
