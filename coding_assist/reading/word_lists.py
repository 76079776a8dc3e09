"""Lists of words that are data: `code_sets/words`."""

from functools import cache

from coding_assist.data_files import read_table
from coding_assist.reading.normal_form import normal_form


@cache
def word_list(name: str) -> frozenset[str]:
    """Load the list of this name (sites, modifiers, ordinary), as normal forms."""
    return frozenset(normal_form(word) for (word,) in read_table("words", f"{name}.tsv", ["word"]))
