"""Words that are names of places and also something else: ordinary English words, names of persons."""

from __future__ import annotations

from functools import cache

from marsad.knowledge.world import DATA


@cache
def common_words() -> frozenset[str]:
    """Folded names of places of the world file that are also ordinary words or names of persons."""
    return frozenset((DATA / "common-words.txt").read_text("utf-8").split("\n"))


@cache
def everyday_words() -> frozenset[str]:
    """Words that open sentences or stand in titles: no place without a noun that says so ("the town of March")."""
    return frozenset(
        "january february march april may june july august september october november december monday tuesday "
        "wednesday thursday friday saturday sunday of and the nice reading mobile bath split orange independence "
        "union unity liberty victory hope peace freedom progress republic federal central national army force "
        "forces guard general colonel major president minister prime king queen prince sultan imam sheikh lord "
        "lady sir council parliament congress senate court university college school hospital airport station "
        "bridge street road park center centre north south east west northern southern eastern western media "
        "press news post times mission church temple islam islamic state states united nations front brigade "
        "battalion division company bank ".split()
    )
