"""Reading in a process apart, so that a file which hangs or swells its reader costs that process and nothing else.

The libraries under the readers (lxml, pypdf, `email`, warcio, …) can be led into hours or gigabytes by a small file, in
C code that no exception reaches. So the system stops them: a timer of processor time and a bound on memory, both set
anew for each file in a capture. Nor may the process write a file. When it dies over a part, that part is set aside,
and another process reads the rest.

A process is started when it is first needed, kept for the next capture, and ends with its parent. Where the system has
no such limits (Windows), it is a process apart and no more.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from marsad.errors import SetAside
from marsad.sources import reading
from marsad.sources.columns import Columns
from marsad.sources.limits import MAX_DEATHS, MEMORY, SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.sources.kinds import Kind
    from marsad.sources.parts import Given

_OUT_OF_MEMORY = 3
"""Exit status of a process that was refused memory."""

_COMMAND = (sys.executable, "-P", "-c", "from marsad.sources import apart; apart.serve()")
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def read(raw: bytes, of: Kind, given: Given) -> Iterator[reading.Outcome]:
    """All that a file holds, as `reading.read` gives it.

    A part that goes beyond the limits comes as a problem: "too-slow", "too-much-memory" or "crash".
    """
    told: set[str] = set()
    deaths: dict[str, SetAside] = {}
    while len(deaths) < MAX_DEATHS:
        seconds = SECONDS / 2 ** len(deaths)
        try:
            for part, outcome in _answers(raw, of, given, deaths, seconds):
                if part not in told:
                    told.add(part)
                    yield part, outcome
        except _Died as death:
            deaths[death.part] = death.problem
            if not death.part:
                yield "rest" if told else "", death.problem
                return
        else:
            return
    for part, problem in deaths.items():
        if part not in told:
            yield part, problem
    yield "rest", SetAside("too-slow", "Reading was stopped too often; what comes after that was not read.")


class _Died(Exception):  # noqa: N818 - caught here, and told as a problem
    """A process ended in the middle of a part."""

    def __init__(self, part: str, status: int) -> None:
        super().__init__(part)
        self.part = part
        self.problem = _problem(status)


def _problem(status: int) -> SetAside:
    if sys.platform != "win32" and status == -signal.SIGPROF:
        return SetAside("too-slow", "Reading it took too long and was stopped; no honest report takes so long.")
    if status in {_OUT_OF_MEMORY, -9}:
        return SetAside("too-much-memory", "Reading it took too much memory and was stopped.")
    return SetAside("crash", f"The process that read it died (status {status}); please report this.")


class _Reader:
    """A process that reads one capture after the other."""

    def __init__(self) -> None:
        environment = {**os.environ, **_ONE_THREAD, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self.process = subprocess.Popen(  # noqa: S603 - a fixed command
            _COMMAND, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    def ask(
        self, raw: bytes, of: Kind, given: Given, deaths: dict[str, SetAside], seconds: float
    ) -> Iterator[reading.Outcome]:
        """What the process answers, in turn; what it learned of columns goes to `given`. Raises _Died."""
        part = ""
        try:
            pickle.dump((raw, of, given, deaths, seconds), _pipe(self.process.stdin))
            _pipe(self.process.stdin).flush()
            while not isinstance(answer := pickle.load(_pipe(self.process.stdout)), Columns):  # noqa: S301 - our own
                if isinstance(answer, str):
                    part = answer
                else:
                    yield answer
            given.columns.used.update(answer.used)
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            self.end()
            raise _Died(part, self.process.returncode) from error

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.process.kill()
        self.process.communicate()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # Popen was asked for it
    return pipe


_idle: list[_Reader] = []
"""Processes that wait for a capture."""


@atexit.register
def _end_all() -> None:
    while _idle:
        _idle.pop().end()


def _at_hand() -> _Reader:
    while _idle:
        reader = _idle.pop()
        if reader.process.poll() is None:
            return reader
        reader.end()
    return _Reader()


def _answers(
    raw: bytes, of: Kind, given: Given, deaths: dict[str, SetAside], seconds: float
) -> Iterator[reading.Outcome]:
    reader = _at_hand()
    finished = False
    try:
        yield from reader.ask(raw, of, given, deaths, seconds)
        finished = True
    finally:
        if finished:
            _idle.append(reader)
        else:  # it died, or nobody waits for its answer any more
            reader.end()


def serve() -> None:
    """Be the process: read captures from standard input, answer on standard output, until there are no more."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints must not be taken for an answer
    _settle()
    with suppress(EOFError, BrokenPipeError):
        while True:
            raw, of, given, deaths, seconds = pickle.load(requests)  # noqa: S301 - from our own parent
            _limit_memory(MEMORY + 4 * len(raw))

            def begins(part: str, size: int, seconds: float = seconds) -> None:
                _limit_time(seconds + size / 1_000_000)
                _send(answers, part)

            try:
                for found in reading.read(raw, of, given, deaths, begins):
                    _send(answers, found)
                _send(answers, given.columns)
            except MemoryError:
                os._exit(_OUT_OF_MEMORY)
            _limit_time(0)


def _send(answers: IO[bytes], answer: Any) -> None:
    pickle.dump(answer, answers)
    answers.flush()


def _settle() -> None:
    """Write no file, leave no core behind, and leave Ctrl-C to the parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_time(seconds: float) -> None:
    """Have the system end this process after so many more seconds of processor time; 0: never."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _limit_memory(size: int) -> None:
    """Have the system refuse this process more than so many bytes beyond what it has now."""
    if sys.platform != "win32":
        import resource

        with suppress(OSError):  # only Linux says how much that is
            pages = int(Path("/proc/self/statm").read_text().split()[0])
            hard = resource.getrlimit(resource.RLIMIT_AS)[1]
            resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + size, hard))
