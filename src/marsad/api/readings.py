"""What the claims of a ledger come to."""

from __future__ import annotations

from datetime import date, datetime
from itertools import chain
from typing import TYPE_CHECKING

from marsad.api.moments import day_of, moment_of, registries
from marsad.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.ledger import Ledger
    from marsad.model import Entry
    from marsad.views.holding.parts import Control, Turn
    from marsad.views.incidents.parts import Incident, Tolls
    from marsad.views.incidents.reading import Wanted
    from marsad.views.parts import Brief
    from marsad.views.registries import Names
    from marsad.views.sources.parts import Sources
    from marsad.views.timeline.parts import Timeline
    from marsad.views.watched import Alert, Watched


class Readings:
    """What the claims of a ledger come to. A part of `OpenLedger`."""

    ledger: Ledger

    def brief(
        self,
        on: str | date | None = None,
        known_by: str | datetime | None = None,
        place: str | None = None,
    ) -> Brief:
        """The state of the conflict.

        Args:
            on: the day that the brief is about; without it, all that the ledger holds.
            known_by: what had been published by then; a day means its end, a time without offset is UTC.
            place: only this place and those in it, by name or registry id.

        Raises:
            InputError: no such day, time or place.

        """
        from marsad.ledger import Query
        from marsad.views import brief

        moment = moment_of(known_by)
        places, actors = registries()
        return brief.brief(
            self.ledger.entries(Query(status="all", known_by=moment)),
            on=day_of(on),
            known_by=moment,
            place=place,
            places=places,
            actors=actors,
        )

    def alerts(self, watched: Watched, since: datetime, until: datetime) -> tuple[Alert, ...]:
        """What changed of what is watched between two recorded times: control of a place, or a toll that jumped."""
        from marsad.ledger import Query
        from marsad.views.brief import brief
        from marsad.views.registries import Names
        from marsad.views.watched import changes

        places, actors = registries()

        def known(moment: datetime) -> Brief:
            found = [Query(type=kind, status="all", recorded_by=moment) for kind in ("control", "casualty")]
            entries = chain.from_iterable(map(self.ledger.entries, found))
            return brief(entries, places=places, actors=actors)

        return changes(known(since), known(until), watched, Names(places, actors))

    def control(
        self,
        on: str | date | None = None,
        *,
        known_by: str | datetime | None = None,
        recorded_by: str | datetime | None = None,
        place: str | None = None,
        equal: bool = False,
    ) -> Control:
        """Who holds which place on a day, as a distribution; see `docs/explanation/control.md`.

        Args:
            on: the day; without it, the last that a claim bears on.
            known_by: what had been published by then; a day means its end, a time without offset is UTC.
            recorded_by: as the ledger answered then.
            place: only this place and those in it, by name or registry id.
            equal: all sources weigh the same.

        Raises:
            InputError: no such day, time or place.

        """
        from marsad.views.holding.reading import control

        names, moment = self._names(), moment_of(known_by)
        inside = self._place(names, place) if place else None
        entries = self._control_entries(moment, recorded_by)
        return control(entries, names, on=day_of(on), known_by=moment, place=inside, all_equal=equal)

    def control_history(
        self,
        place: str,
        *,
        known_by: str | datetime | None = None,
        recorded_by: str | datetime | None = None,
        equal: bool = False,
    ) -> tuple[Turn, ...]:
        """The days on which the best reading of a place (name or registry id) changes; arguments as of `control`."""
        from marsad.views.holding.reading import turns

        names, moment = self._names(), moment_of(known_by)
        entries = self._control_entries(moment, recorded_by)
        return turns(entries, names, self._place(names, place), known_by=moment, all_equal=equal)

    def timeline(
        self,
        on: str | date | None = None,
        *,
        known_by: str | datetime | None = None,
        recorded_by: str | datetime | None = None,
        place: str | None = None,
    ) -> Timeline:
        """Truces, talks, resolutions, deals, evacuations, aid and displacement; see `docs/explanation/timeline.md`.

        Args:
            on: the day; without it, that of `known_by`, else the last on which anything was published.
            known_by: what had been published by then; a day means its end, a time without offset is UTC.
            recorded_by: as the ledger answered then.
            place: only this place and those in it, by name or registry id.

        Raises:
            InputError: no such day, time or place.

        """
        from marsad.ledger import Query
        from marsad.views.timeline.reading import timeline

        names, moment = self._names(), moment_of(known_by)
        where = names.find(self._place(names, place)) if place else None
        entries = self.ledger.entries(Query(known_by=moment, recorded_by=moment_of(recorded_by)))
        return timeline(entries, names, on=day_of(on), known_by=moment, place=where)

    def sources(self, *, known_by: str | datetime | None = None, recorded_by: str | datetime | None = None) -> Sources:
        """Who reports what and first, who agrees with whom; see `docs/explanation/sources.md`.

        Args:
            known_by: what had been published by then; a day means its end, a time without offset is UTC.
            recorded_by: as the ledger answered then.

        Raises:
            InputError: no such time.

        """
        from marsad.ledger import Query
        from marsad.views.sources.reading import sources

        moment = moment_of(known_by)
        entries = self.ledger.entries(Query(known_by=moment, recorded_by=moment_of(recorded_by)))
        return sources(entries, self._names(), known_by=moment)

    def _control_entries(self, known_by: datetime | None, recorded_by: str | datetime | None) -> Iterator[Entry]:
        from marsad.ledger import Query

        return self.ledger.entries(Query(type="control", known_by=known_by, recorded_by=moment_of(recorded_by)))

    def incidents(
        self,
        *,
        place: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        known_by: str | datetime | None = None,
        recorded_by: str | datetime | None = None,
    ) -> list[Incident]:
        """Claims on casualties, attacks and facilities hit, grouped by what happened; see `docs/explanation/tolls.md`.

        Args:
            place: only this place and those in it, by name or registry id.
            since: only what touches this day or later ones.
            until: only what touches this day or earlier ones.
            known_by: what had been published by then; a day means its end, a time without offset is UTC.
            recorded_by: as the ledger answered then.

        Raises:
            InputError: no such day, time or place.

        """
        from marsad.views.incidents.reading import incidents

        names, moment, wanted = self._incidents_asked(place, since, until, known_by)
        entries = self._incident_entries(moment, recorded_by)
        return [found.incident for found in incidents(entries, names, known_by=moment, wanted=wanted)]

    def tolls(
        self,
        *,
        place: str | None = None,
        since: str | date | None = None,
        until: str | date | None = None,
        known_by: str | datetime | None = None,
        recorded_by: str | datetime | None = None,
        profile: str = "marsad",
    ) -> Tolls:
        """How many were killed, injured, missing, detained in each incident: low, best and high, by numbered rules.

        Args:
            place: like the next four as of `incidents`.
            since: first day.
            until: last day.
            known_by: what had been published.
            recorded_by: as the ledger answered then.
            profile: whose rules: "marsad", "ucdp", "acled" or "airwars".

        Raises:
            InputError: no such day, time, place or profile.

        """
        from marsad.views.incidents.tolls import tolls

        names, moment, wanted = self._incidents_asked(place, since, until, known_by)
        entries = self._incident_entries(moment, recorded_by)
        return tolls(entries, names, profile=profile, known_by=moment, wanted=wanted)

    def _incidents_asked(
        self, place: str | None, since: str | date | None, until: str | date | None, known_by: str | datetime | None
    ) -> tuple[Names, datetime | None, Wanted]:
        from marsad.views.incidents.reading import Wanted

        names = self._names()
        inside = self._place(names, place) if place else None
        return names, moment_of(known_by), Wanted(day_of(since), day_of(until), inside)

    def _incident_entries(self, known_by: datetime | None, recorded_by: str | datetime | None) -> Iterator[Entry]:
        from marsad.ledger import Query

        recorded = moment_of(recorded_by)
        for kind, event in (("casualty", None), ("attack", None), (None, "facility_hit")):
            yield from self.ledger.entries(Query(type=kind, event=event, known_by=known_by, recorded_by=recorded))

    @staticmethod
    def _names() -> Names:
        from marsad.views.registries import Names

        return Names(*registries())

    @staticmethod
    def _place(names: Names, place: str) -> str:
        """The registry id of a place by its name or id."""
        where = names.find(place)
        if where is None or where.id is None:
            raise InputError(
                f"No place of the registry is called {place!r}, or more than one is: give its registry id."
            )
        return where.id
