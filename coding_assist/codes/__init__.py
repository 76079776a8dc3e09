"""Code tables: what codes there are, what stands under which, and what the tables say of them."""

from coding_assist.codes.code import Code, CodeEntry, TabularNote
from coding_assist.codes.store import CodeStore

__all__ = ["Code", "CodeEntry", "CodeStore", "TabularNote"]
