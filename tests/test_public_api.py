"""What other people's code may rely on: a change must be meant, and show up in the snapshot.

Renew it with `python tests/test_public_api.py`.
"""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import marsad

SNAPSHOT = Path(__file__).parent / "snapshots" / "public_api.txt"


def signature(value: object) -> str:
    """A signature as text; "()" where Python knows none."""
    try:
        text = str(inspect.signature(value))  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return "()"
    return re.sub(r" at 0x[0-9a-f]+", "", text)


def lines() -> list[str]:
    """The public names with their signatures, and the public methods of public classes."""
    found = []
    for name in sorted(marsad.__all__):
        value = getattr(marsad, name)
        if inspect.isclass(value):
            fields = getattr(value, "model_fields", None)
            found.append(f"class {name}({', '.join(base.__name__ for base in value.__bases__)})")
            found += [f"    {field}" for field in fields or ()]
            ours = [vars(base) for base in reversed(value.__mro__) if base.__module__.startswith("marsad.")]
            own = {n: m for base in ours for n, m in base.items() if not n.startswith("_") and not fields}
            for method, member in sorted(own.items()):
                kind = "" if callable(member) or isinstance(member, classmethod | staticmethod) else " (property)"
                found.append(f"    {method}{kind or signature(getattr(value, method))}")
        elif callable(value):
            found.append(f"{name}{signature(value)}")
        else:
            found.append(f"{name}: {type(value).__name__}")
    return found


def test_public_api_is_as_promised() -> None:
    assert "\n".join(lines()) + "\n" == SNAPSHOT.read_text(encoding="utf-8")


if __name__ == "__main__":
    SNAPSHOT.parent.mkdir(exist_ok=True)
    SNAPSHOT.write_text("\n".join(lines()) + "\n", encoding="utf-8")
