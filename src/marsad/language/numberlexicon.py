"""The words around numbers: bounds, vague amounts, shares, units, people, and what makes a figure a name."""

from __future__ import annotations

from marsad.language.numberwords import ONES, SCALES, TENS
from marsad.language.timelexicon import UNITS as TIME_UNITS
from marsad.language.tokens import Lexicon

VAGUE = {"dozens": 24, "scores": 40, "tens": 20, "hundreds": 200, "thousands": 2000, "millions": 2e6, "billions": 2e9}
"""Lowest value of words for many, after the annotation guide; open above."""
ROUND = {"dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9}
"""Words that "several" or "a few" before them make vague: several hundred is 200 or more."""
FRACTIONS = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10,
}  # fmt: skip
FRACTIONS |= {word + "s": parts for word, parts in FRACTIONS.items()} | {"halves": 2}
SIGNS = {"½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75}
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}
_UNIT_WORDS = {
    "km": "km kms kilometer kilometers kilometre kilometres",
    "m": "m meter meters metre metres",
    "cm": "cm centimeter centimeters centimetre centimetres",
    "mm": "mm millimeter millimeters millimetre millimetres caliber calibre",
    "miles": "mile miles mi",
    "feet": "foot feet ft",
    "kg": "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes",
    "tonnes": "ton tons tonne tonnes",
    "litres": "liter liters litre litres gallon gallons",
    "hectares": "hectare hectares acre acres dunam dunams dunum dunums",
    "km²": "km² sqkm",
    "degrees": "degree degrees °",
    "mph": "mph kmh kph",
    "MW": "mw megawatt megawatts kw kilowatts",
    "money": "dollar dollars euro euros pound pounds lira liras rouble roubles ruble rubles riyal riyals usd eur gbp",
}
UNITS = {word: unit for unit, words in _UNIT_WORDS.items() for word in words.split()}
UNITS |= {word: unit + "s" for word, unit in TIME_UNITS.items()} | {"second": "seconds", "seconds": "seconds"}

_PERSONS = (
    "man woman boy girl child baby infant toddler teenager adult person civilian citizen resident villager "
    "soldier fighter rebel militant terrorist insurgent gunman sniper bomber attacker policeman policewoman "
    "officer commander journalist reporter cameraman photographer correspondent doctor nurse medic paramedic "
    "surgeon rescuer volunteer worker driver guard pilot refugee son daughter brother sister "
    "grandmother grandfather uncle aunt cousin husband wife widow student teacher pupil imam cleric priest "
    "activist protester demonstrator farmer shepherd engineer lawyer judge official colonel general captain "
    "lieutenant sergeant major hostage prisoner detainee victim member employee peacekeeper contractor militiaman "
    "serviceman fisherman neighbour neighbor pedestrian passenger"
)
_MANY_PERSONS = (
    "men women boys girls children babies infants sons daughters brothers sisters kids grandchildren siblings parents "
    "relatives people friends colleagues"
)
_LOSSES = (
    "casualties casualty deaths death fatalities injuries injured victims wounded survivors losses civilians people "
    "children one"
)

CLASSES = {
    "unit_word": " ".join([*ONES, *TENS]).replace(" one ", " "),
    "single": "one",
    "scale": " ".join([*SCALES, "hundred", "dozen"]),
    "half": "half",
    "fraction": " ".join(word for word in FRACTIONS if word != "half"),
    "sign": " ".join(SIGNS),
    "ordinal": " ".join(word for word in ORDINALS if word not in FRACTIONS),
    "vague": " ".join(VAGUE),
    "many": "several few many couple",
    "pair": "pair",
    "a": "a an",
    "another": "another",
    "percent": "percent % pct percentage",
    "per": "per",
    "cent": "cent",
    "dash": "- – — ‐ ‑",
    "slash": "/",
    "plus": "+ plus",
    "dollar": "$ € £ ₽",
    "comma": ",",
    "dot": ". ; ! ? :",
    "open": "( [",
    "close": ") ]",
    "quote": '" “ ” « »',
    "apos": "' ’",
    "s": "s",
    "nth": "st nd rd th",
    "to": "to",
    "and": "and &",
    "or": "or",
    "between": "between",
    "from": "from",
    "of": "of",
    "out": "out",
    "in": "in",
    "the": "the its their his her all these those",
    "more": "more greater",
    "fewer": "fewer less",
    "than": "than",
    "at": "at",
    "least": "least",
    "most": "most",
    "not": "not",
    "no": "no",
    "none": "none nobody",
    "over": "over above exceeding exceeds exceeded topping",
    "up": "up",
    "as": "as",
    "lots": "many much",
    "under": "under below",
    "about": "about around approximately approx roughly nearly almost circa virtually some",
    "close_to": "close",
    "estimated": "estimated average",
    "region": "region neighbourhood neighborhood",
    "excess": "excess",
    "upwards": "upwards upward",
    "minimum": "minimum",
    "maximum": "maximum",
    "just": "just well slightly far much only",
    "so": "so odd",
    "aged": "aged age ages",
    "parent": "father mother parent",
    "old": "old",
    "person": _PERSONS,
    "persons": _MANY_PERSONS,
    "loss": " ".join(word for word in _LOSSES.split() if word not in ("people", "children", "one")),
    "family": "family household crew team",
    "possessive": "whose",
    "measure": " ".join(word for word in UNITS if word not in ("second", "m")),
    "square": "square sq cubic",
}

STRONG_NAMES = frozenset(
    "resolution division brigade battalion regiment decree article chapter highway flight phase number no page § # "
    "paragraph geneva astana channel psalm sura version boeing airbus".split()
)
"""Words that make a name with the number behind them, however they are written."""
NAMES = frozenset(
    "law route road street checkpoint base hill point sector zone district unit squadron corps camp gate block room "
    "building floor section item clause level grade class type model mark operation project group line tv stage "
    "apartment brigades regiments resolutions divisions army security council shock".split()
)
"""Words that do so in capitals: Base 111, Hill 60, Sector 17."""
NAMES_AFTER = frozenset("apartment apartments project housing".split())
"""Capitalised words that make a name with the number before them: 1070 Apartment Project."""
COMPOUNDS = frozenset(
    "member nation state party way sided pronged star storey story fold level room bedroom man person seat time part "
    "tier track step stage phase power dimensional headed lane barrel barrelled point page volume class minded "
    "off".split()
)
"""Words that after a number and a hyphen describe and do not count: 15-member, two-state, three-pronged."""
SPORT = frozenset(
    "won lost beat win wins beats defeat defeated drew draw victory score scored goal goals match final lead leading "
    "penalties aggregate innings set sets loses lose league cup".split()
)
PHONE = frozenset("tel telephone phone call hotline fax whatsapp mobile dial".split())
NOT_OVER = frozenset(
    "control victory victories authority sovereignty jurisdiction dominance influence talks dispute row fears concern "
    "concerns anger grip flew flying fly rule power mourning all take taken took taking hand handed".split()
)
"""Words before "over" that make it a preposition: control over three villages."""
RISES = frozenset(
    "rose rise rises risen rising climbed climbs jumped increased increases up grew fell fallen dropped down reduced "
    "decreased cut lowered raised went revised shrank".split()
)
"""Words behind which "from 30 to 40" is a change and not a range."""
PRONOUN_BEFORE = frozenset(
    "this that each every any which no the another last next loved some only good new big bad single square ground "
    "day".split()
)
PRONOUN_AFTER = frozenset("another 's s hand thing way point time stage sense by who day such".split())
SUPERLATIVES = frozenset("most main few last key major leading only best worst first many several".split())


def _digits(word: str) -> str:
    """The class of a token of figures: a number, three figures that may end one ("300 000"), or no number at all."""
    if word.isdecimal():
        if word[0] == "0" and len(word) > 1:
            return "three" if len(word) == 3 else "odd"
        return "three" if len(word) == 3 else "figure" if len(word) <= 12 else "odd"
    return "odd" if word.count(".") > 1 or (word[0] == "0" and word[1:2] == ",") else "figure"


LEXICON = Lexicon(CLASSES, _digits, ("figure", "three", "odd"))
