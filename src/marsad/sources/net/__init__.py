"""The network: the one part of Marsad that opens connections, and only to addresses that the user has named.

    answer = Fetcher(Rules()).get("https://qarun.example/bulletin")

Each connection goes to the very IP address that was checked (`gate`, `wire`); robots.txt and pauses are kept
(`robots`, `pace`); what comes is bounded in bytes and time (`bodies`, `deadline`).
"""

from __future__ import annotations
