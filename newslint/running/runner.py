"""Process many files, in this process or in several, and hand the reports on in the files' order."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress

from newslint.running.results import Report

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from multiprocessing.context import BaseContext

    from newslint.running.profiles import Profile
    from newslint.running.workshop import Workshop


class Task:
    """One file and how it is checked; ``size`` is in bytes."""

    __slots__ = ("path", "profile", "size")

    def __init__(self, path: str, profile: Profile, size: int) -> None:
        self.path = path
        self.profile = profile
        self.size = size


# To import what a pool of processes needs takes as long as to check this many bytes twice over.
_WORTH_A_POOL = 3_000_000
# Fixing takes a multiple of the time.
_WORTH_A_POOL_TO_FIX = 1_000_000
_CHUNKS_PER_PROCESS = 4
# Reports wait in memory until it is their turn, so a chunk is not to grow with the number of files.
_LARGEST_CHUNK = 8_000_000
# What a file costs however small it is, in bytes of a larger one.
_PER_FILE = 2_000
# The documents of so many bytes are let go of at once.
_COLLECT_AFTER = 1_000_000


def processors() -> int:
    """Return the number of processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(tasks: Sequence[Task], workshop: Workshop, jobs: int | None = None) -> Iterator[Report]:
    """Process *tasks* and yield a report for each, in their order.

    Without *jobs*, as many processes are used as there are processors, but only
    one where more would take longer.
    """
    if jobs is None:
        worth = _WORTH_A_POOL_TO_FIX if workshop.fix or workshop.diff else _WORTH_A_POOL
        if sum(task.size + _PER_FILE for task in tasks) < worth:
            jobs = 1
        else:
            jobs = processors()
    if jobs == 1 or len(tasks) < 2:
        return _one_after_the_other(tasks, workshop)
    return _in_processes(tasks, workshop, jobs)


def _one_after_the_other(tasks: Iterable[Task], workshop: Workshop) -> Iterator[Report]:
    # A document and its body refer to each other. The collector finds such pairs by going through
    # all young objects again and again; one pass after so many bytes does the same for less.
    was_enabled = gc.isenabled()
    gc.disable()
    size = 0
    try:
        for task in tasks:
            report = workshop.report(task.path, task.profile)
            size += task.size
            if size > _COLLECT_AFTER:
                gc.collect(0)
                size = 0
            yield report
    finally:
        if was_enabled:
            gc.enable()


def chunks(tasks: Sequence[Task], jobs: int) -> list[list[Task]]:
    """Cut *tasks* into runs of about the same size, some for each process."""
    total = sum(task.size + _PER_FILE for task in tasks)
    limit = min(max(total // (jobs * _CHUNKS_PER_PROCESS), 1), _LARGEST_CHUNK)
    found: list[list[Task]] = [[]]
    size = 0
    for task in tasks:
        cost = task.size + _PER_FILE
        if found[-1] and size + cost // 2 > limit:
            found.append([])
            size = 0
        found[-1].append(task)
        size += cost
    return found if found[-1] else []


class _Worker:
    """What a worker process keeps between chunks."""

    tasks: Sequence[Task] = ()
    workshop: Workshop
    busy = False


def _start(tasks: Sequence[Task], workshop: Workshop) -> None:
    import signal

    _Worker.tasks = tasks
    _Worker.workshop = workshop
    signal.signal(signal.SIGINT, _interrupt)
    gc.disable()
    gc.freeze()


def _interrupt(*_: object) -> None:
    # Ctrl-C reaches all processes. One that is at a file gives it up, which leaves the file whole;
    # one that waits for work is told by the first process that there is none.
    if _Worker.busy:
        raise KeyboardInterrupt


def _work(start: int, stop: int) -> list[Report]:
    reports: list[Report] = []
    try:
        _Worker.busy = True
        reports.extend(_one_after_the_other(_Worker.tasks[start:stop], _Worker.workshop))
    except KeyboardInterrupt:
        pass  # The first process knows of it, and waits for no more reports.
    finally:
        _Worker.busy = False
    return reports


def _in_processes(tasks: Sequence[Task], workshop: Workshop, jobs: int) -> Iterator[Report]:
    from concurrent.futures.process import BrokenProcessPool

    # Made before the processes are, the checkers need not be made in each of them.
    for profile in {id(task.profile): task.profile for task in tasks}.values():
        profile.checker  # noqa: B018
    done = 0
    while done < len(tasks):
        try:
            for report in _pool(tasks, done, workshop, jobs):
                done += 1
                yield report
        except BrokenProcessPool:
            # A process died: of memory, or of a fault in a library. Find the file, and go on after it.
            stop = done + len(chunks(tasks[done:], jobs)[0])
            while done < stop:
                yield _alone(tasks, done, workshop)
                done += 1


def _pool(tasks: Sequence[Task], start: int, workshop: Workshop, jobs: int) -> Iterator[Report]:
    """Yield the reports of all tasks from *start* on. Raises BrokenProcessPool if a process dies."""
    from concurrent.futures import ProcessPoolExecutor

    cut = chunks(tasks[start:], jobs)
    executor = ProcessPoolExecutor(
        min(jobs, len(cut)), mp_context=_context(), initializer=_start, initargs=(tasks, workshop)
    )
    try:
        futures: list[Future[list[Report]]] = []
        for chunk in cut:
            futures.append(executor.submit(_work, start, start + len(chunk)))
            start += len(chunk)
        futures.reverse()
        while futures:
            # Once handed on, reports are let go of.
            yield from futures.pop().result()
    except BaseException:
        _tell_to_stop()
        raise
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _tell_to_stop() -> None:
    """Have the workers give up what they are at. Ctrl-C told them already; a closed pipe did not."""
    import signal
    from multiprocessing import active_children

    for process in active_children():
        if process.pid is not None:
            with suppress(ProcessLookupError):
                os.kill(process.pid, signal.SIGINT)


def _alone(tasks: Sequence[Task], index: int, workshop: Workshop) -> Report:
    from concurrent.futures.process import BrokenProcessPool

    try:
        return next(_pool(tasks[: index + 1], index, workshop, 1))
    except BrokenProcessPool:
        path = tasks[index].path
        return Report(path, crash=f"The process that checked {path} died.\n")


def _context() -> BaseContext:
    from multiprocessing import get_context

    # To fork is several times faster than to begin anew, but safe on Linux only.
    return get_context("fork") if sys.platform == "linux" else get_context()
