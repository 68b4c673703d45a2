"""The checks that CI relies on find what they are for."""

from __future__ import annotations

import pytest

from tools import check_licences


@pytest.mark.parametrize(
    ("licence", "kind"),
    [
        ("MIT License", "free"),
        ("BSD-3-Clause AND 0BSD", "free"),
        ("GNU General Public License v3 (GPLv3)", "gpl"),
        ("AGPL-3.0-or-later", "gpl"),
        ("GNU Lesser General Public License v3", "lgpl"),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", "free"),
        ("UNKNOWN", "unknown"),
    ],
)
def test_kind_of_licence(licence: str, kind: str) -> None:
    assert check_licences.kind(licence) == kind
