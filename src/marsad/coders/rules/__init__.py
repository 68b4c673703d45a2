"""The default coder: rules over a dependency parse."""

from marsad.coders.rules.coder import VERSION, RuleCoder

__all__ = ["VERSION", "RuleCoder"]
