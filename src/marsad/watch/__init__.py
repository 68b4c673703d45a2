"""Watching: feeds, addresses and folders read again and again, and told about when something changed.

A watch list (`listing`) names what is read and what is watched. `rounds` takes in what is new, each place in its own
time (`schedule`), looks for changes and has them told (`telling`). The ledger remembers how far it has come.
"""

from __future__ import annotations
