"""Joining under constraints: a union-find that knows which sets must stay apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Joining:
    """Sets of numbers from 0; what is forbidden first cannot be joined later, and the other way round."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))
        self._size = [1] * count
        self._enemies: dict[int, set[int]] = {}

    def home(self, one: int) -> int:
        """The number that stands for the set of a number."""
        while self._parent[one] != one:
            self._parent[one] = self._parent[self._parent[one]]
            one = self._parent[one]
        return one

    def forbid(self, one: int, other: int) -> None:
        """Keep two sets apart, unless they are one already."""
        a, b = self.home(one), self.home(other)
        if a != b:
            self._enemies.setdefault(a, set()).add(b)
            self._enemies.setdefault(b, set()).add(a)

    def join(self, one: int, other: int) -> bool:
        """Make two sets one; False where they are one already, or must stay apart."""
        a, b = self.home(one), self.home(other)
        if a == b or b in self._enemies.get(a, ()):
            return False
        if self._size[a] < self._size[b]:
            a, b = b, a
        self._parent[b] = a
        self._size[a] += self._size[b]
        for enemy in self._enemies.pop(b, ()):
            self._enemies[enemy].discard(b)
            self._enemies[enemy].add(a)
            self._enemies.setdefault(a, set()).add(enemy)
        return True

    def apart(self) -> Iterator[tuple[int, int]]:
        """The pairs of sets that must stay apart, by the numbers that stand for them."""
        for one, enemies in self._enemies.items():
            yield from ((one, other) for other in enemies if one < other)
