"""One code with what stands around it, for people and as JSON."""

from collections.abc import Iterator

import typer

from coding_assist.codes import Code, CodeStore

MAX_CHILDREN = 40
"""So many codes below are printed; JSON holds them all."""


def code_record(store: CodeStore, code: Code) -> dict[str, object]:
    """Give a code with what stands around it, as it goes into JSON."""
    return {
        "system": code.system,
        "code": code.code,
        "display": code.title,
        "billable": code.billable,
        "valid_from": store.releases().get(code.system, ""),
        "parents": [_option(c) for c in store.ancestors(code)],
        "children": [_option(c) for c in store.children(code)],
        "notes": [
            {"kind": note.kind, "text": note.text, "from": holder.code}
            for holder in (code, *store.ancestors(code))
            for note in store.notes(holder)
            if holder is code or note.kind != "inclusion_term"
        ],
        "includes_in_one_session": list(store.within(code)),
    }


def print_code(store: CodeStore, code: Code) -> None:
    """Print a code with what stands around it."""
    for line in _lines(store, code):
        typer.echo(line)


def _lines(store: CodeStore, code: Code) -> Iterator[str]:
    yield f"{code.code}  {code.title}"
    yield f"{code.system}, {'billable' if code.billable else 'not billable: choose a code below'}"
    yield from _listed("Above", list(store.ancestors(code)))
    yield from _listed("Below", list(store.children(code)))
    yield from _notes(store, code, "")
    for above in store.ancestors(code):
        yield from _notes(store, above, f", from {above.code}")
    if within := store.within(code):
        yield "\nIncludes in one session"
        yield f"  {', '.join(within)}"
    yield ""


def _listed(title: str, codes: list[Code]) -> Iterator[str]:
    if codes:
        yield f"\n{title}"
    for code in codes[:MAX_CHILDREN]:
        yield f"  {code.code:8}  {code.title}"
    if len(codes) > MAX_CHILDREN:
        yield f"  and {len(codes) - MAX_CHILDREN} more"


def _notes(store: CodeStore, code: Code, origin: str) -> Iterator[str]:
    """Yield a code's notes by kind; terms of a header above say nothing of the code itself."""
    kinds: dict[str, list[str]] = {}
    for note in store.notes(code):
        if not (origin and note.kind == "inclusion_term"):
            kinds.setdefault(note.kind, []).append(note.text)
    for kind, texts in kinds.items():
        yield f"\n{kind.replace('_', ' ').capitalize()}{origin}"
        for text in texts:
            yield f"  {text}"


def _option(code: Code) -> dict[str, object]:
    return {"code": code.code, "display": code.title}
