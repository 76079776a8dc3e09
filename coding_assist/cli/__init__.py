"""The command line: `coding-assist suggest`, `batch`, `codes`, `eval` and `serve`."""

from coding_assist.cli.app import app, main

__all__ = ["app", "main"]
