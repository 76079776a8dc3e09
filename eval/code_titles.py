"""The titles of codes, for reports."""

from coding_assist.codes import CodeStore
from coding_assist.compiled import ensure_compiled
from coding_assist.note import CodeSystem
from eval.report import CodeTitles


def code_titles() -> CodeTitles:
    """Give what names a code by its title in the loaded tables, or by "" where none has it."""
    store = CodeStore(ensure_compiled())

    def title(system: CodeSystem, code: str) -> str:
        found = store.find(system, code)
        return found.title if found is not None else ""

    return title
