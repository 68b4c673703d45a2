"""The LLM coder: a language model at an address that the user names reads the text; every word it gives is checked."""

from marsad.coders.llm.coder import LlmCoder, Tally
from marsad.coders.llm.cost import Estimate
from marsad.coders.llm.settings import Settings

__all__ = ["Estimate", "LlmCoder", "Settings", "Tally"]
