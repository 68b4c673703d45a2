"""OPML: lists of feeds as feed readers export them."""

from __future__ import annotations

from marsad.errors import InputError


def feeds(raw: bytes) -> list[str]:
    """The addresses of the feeds that an OPML file lists, in its order.

    Raises InputError for what is no OPML, or XML that declares a document type or entities.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException, ElementTree

    try:
        root = ElementTree.fromstring(raw, forbid_dtd=True)
    except DefusedXmlException as error:
        raise InputError("This XML declares a document type or entities, and such XML is not read.") from error
    except (ParseError, ValueError, LookupError) as error:
        raise InputError("This is XML that cannot be read.") from error
    if root.tag.lower() != "opml":
        raise InputError("This is XML, but no OPML.")
    outlines = ({name.lower(): value for name, value in outline.attrib.items()} for outline in root.iter("outline"))
    return [address for outline in outlines if (address := outline.get("xmlurl", "").strip())]
