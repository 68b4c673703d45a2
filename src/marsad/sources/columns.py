"""Which column of a table is the text, which the title, and so on: by the names that columns have in six languages."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from marsad.errors import InputError, SetAside
from marsad.knowledge.skeleton import fold
from marsad.model import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

NAMES: dict[str, str] = {
    "text": "text, report, report text, full text, body, content, message, description, details, summary, notes, note,"
    " نص, النص, التقرير, تقرير, الخبر, المحتوى, الرسالة, الوصف, وصف, التفاصيل, ملاحظات,"
    " текст, сообщение, отчет, содержание, описание, примечание, примечания, заметки,"
    " текст повідомлення, повідомлення, звіт, зміст, опис, примітка, примітки,"
    " texte, rapport, contenu, corps, description des faits, message, détails, résumé, remarques,"
    " texto, informe, contenido, cuerpo, mensaje, descripción, detalles, resumen, notas, observaciones",
    "title": "title, headline, heading, subject, العنوان, عنوان, الموضوع, заголовок, название, тема, назва,"
    " titre, intitulé, objet, título, titular, encabezado, asunto",
    "publisher": "publisher, source, outlet, source name, media, agency, المصدر, مصدر, الناشر, الوكالة, источник,"
    " издание, издатель, джерело, видання, видавець, éditeur, média, agence, fuente, medio, editor, agencia",
    "published": "published, publication date, date published, published at, date of publication, pubdate, date,"
    " datetime, date time, timestamp, reported, report date, تاريخ النشر, التاريخ, تاريخ, дата публикации,"
    " опубликовано, дата, дата публікації, опубліковано, date de publication, publié, publié le, horodatage,"
    " fecha de publicación, publicado, fecha",
    "time": "time, time of day, hour, heure, hora, الوقت, الساعة, время, час",
    "url": "url, link, source url, source link, web address, permalink, الرابط, رابط, ссылка, посилання, lien,"
    " adresse web, enlace, vínculo, dirección web",
    "language": "language, lang, اللغة, لغة, язык, мова, langue, idioma, lengua",
    "author": "author, reporter, by, byline, recorded by, monitor, الكاتب, المؤلف, المراسل, الراصد, автор,"
    " корреспондент, репортер, кореспондент, auteur, autrice, rapporteur, autor, autora, reportero",
}
"""The names of columns for each detail of a document; of two columns that fit, the one named first is taken."""


@dataclass(frozen=True, slots=True)
class Used:
    """How a table was read: its columns, the mapping, and whether that was given, saved, or found by names."""

    header: tuple[str, ...]
    mapping: dict[str, str]
    how: Literal["given", "saved", "named"]

    def __str__(self) -> str:
        how = {"given": "as given", "saved": "as given before", "named": "by their names"}[self.how]
        return f"{', '.join(f'{detail} from {name!r}' for detail, name in self.mapping.items())} ({how})"


@dataclass(slots=True)
class Columns:
    """What is known of the columns of tables, and what was learned from those read.

    `given` is the user's option, from the detail ("text") to the column's name; `saved` holds the mappings of former
    tables by the digest of their header; `used` collects how the tables were read, by that digest.
    """

    given: Mapping[str, str] = field(default_factory=dict)
    saved: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    used: dict[str, Used] = field(default_factory=dict)

    def of(self, header: Sequence[str]) -> Used:
        """How a table with these columns is to be read. Raises SetAside ("columns") where no column is the text."""
        by_plain = {fold(name): name for name in reversed(header)}
        for name in self.given.values():
            if fold(name) not in by_plain:
                raise SetAside("columns", f"The table has no column {name!r}: {_listed(header)}.")
        given = {detail: by_plain[fold(name)] for detail, name in self.given.items()}
        saved = self.saved.get(key(header))
        taken = set(given.values())
        base = {detail: name for detail, name in (saved or by_names(header)).items() if name not in taken}
        mapping = {**base, **given}
        if "text" not in mapping:
            raise SetAside(
                "columns",
                f"The table has no column that is known to hold the text: {_listed(header)}. "
                f"Say which does, as in --column text={header[-1]!r}.",
            )
        ordered = {detail: mapping[detail] for detail in NAMES if detail in mapping}
        return Used(tuple(header), ordered, "given" if given else "saved" if saved else "named")


def key(header: Iterable[str]) -> str:
    """The digest of a table's header, under which its mapping is saved."""
    return digest(list(header))


def by_names(header: Sequence[str]) -> dict[str, str]:
    """The details that columns with these names hold, each column once."""
    columns = {fold(name): name for name in reversed(header)}
    found: dict[str, str] = {}
    for detail, names in _plain_names().items():
        fitting = (columns[name] for name in names if name in columns and columns[name] not in found.values())
        if name := next(fitting, None):
            found[detail] = name
    return found


def check(settings: Iterable[str]) -> dict[str, str]:
    """The user's settings such as `text=Beschreibung` as a mapping; InputError where one is none."""
    found: dict[str, str] = {}
    for setting in settings:
        detail, _, name = setting.partition("=")
        detail, name = detail.strip(), " ".join(name.split())
        if detail not in NAMES or not fold(name):
            raise InputError(
                f"{setting!r} names no column: write DETAIL=COLUMN, as in text=Beschreibung; the details are "
                f"{', '.join(NAMES)}."
            )
        found[detail] = name
    return found


@lru_cache(maxsize=1)
def _plain_names() -> dict[str, list[str]]:
    return {detail: [fold(name) for name in names.split(",")] for detail, names in NAMES.items()}


def _listed(header: Sequence[str]) -> str:
    shown = ", ".join(repr(name) for name in header[:20])
    return f"its columns are {shown}{' and more' if len(header) > 20 else ''}"
