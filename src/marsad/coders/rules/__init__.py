"""The default coder: rules over a dependency parse."""

from marsad.coders.rules.coder import VERSION, RuleCoder, version_by

__all__ = ["VERSION", "RuleCoder", "version_by"]
