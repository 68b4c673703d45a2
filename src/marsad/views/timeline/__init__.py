"""Truces, talks, resolutions, deals, evacuations, aid and displacement as processes with states."""
