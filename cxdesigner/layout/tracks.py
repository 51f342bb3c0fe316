"""Parallel lines side by side: which track each one gets so that few of them cross."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

MOST_COMPARED = 48
"""Above this many lines in one bundle each with each is no longer compared; a rule of thumb orders them."""


class Track:
    """A straight run in a bundle: from `lo` to `hi` along it, with the lines that meet it at its ends.

    `ends` are (place along the bundle, side): side −1 where the line goes on toward smaller tracks, +1 toward greater.
    `index` is the answer, counted from 0 among `of` tracks that lie side by side here.
    """

    __slots__ = ("ends", "hi", "index", "lo", "of", "room")

    def __init__(self, lo: float, hi: float, ends: tuple[tuple[float, int], ...], room: float = 0.0) -> None:
        self.lo = lo
        self.hi = hi
        self.ends = ends
        self.room = room
        self.index = 0
        self.of = 1


def assign(tracks: Sequence[Track], clearance: float) -> int:
    """Give each run a track so that runs on one track keep clear of each other; return how many tracks are needed."""
    most = 0
    for bundle in _bundles(tracks, clearance):
        of = 1
        if len(bundle) > MOST_COMPARED:
            of = _packed(bundle, clearance)
        elif len(bundle) > 1:
            of = _layered(_ordered(bundle, clearance), clearance)
        for track in bundle:
            track.of = of
        most = max(most, of)
    return most


def _bundles(tracks: Sequence[Track], clearance: float) -> list[list[Track]]:
    """Return the runs in groups that overlap, directly or through others."""
    bundles: list[list[Track]] = []
    reach = float("-inf")
    for track in sorted(tracks, key=lambda track: (track.lo, track.hi)):
        if not bundles or track.lo >= reach + clearance:
            bundles.append([])
            reach = track.hi
        bundles[-1].append(track)
        reach = max(reach, track.hi)
    return bundles


def _crossings(one: Track, other: Track) -> tuple[int, int]:
    """Return how often two runs that overlap cross when the first has the smaller track, and when it has the greater one."""
    smaller = greater = 0
    lo, hi = other.lo, other.hi
    for place, side in one.ends:
        if lo < place < hi:
            if side > 0:
                smaller += 1
            else:
                greater += 1
    lo, hi = one.lo, one.hi
    for place, side in other.ends:
        if lo < place < hi:
            if side < 0:
                smaller += 1
            else:
                greater += 1
    return smaller, greater


def _ordered(bundle: list[Track], clearance: float) -> list[Track]:
    """Return the runs from the smallest track to the greatest, each put where it crosses least of those before it."""
    order: list[Track] = []
    for track in sorted(bundle, key=lambda track: (round(track.lo - track.hi, 3), track.lo)):
        if not order:
            order.append(track)
            continue
        lo, hi, leans = track.lo, track.hi, _leans(track) > 0
        cost = best = place = 0  # Compared with the smallest track of all.
        for index, other in enumerate(order):
            if other.lo < hi and lo < other.hi:
                smaller, greater = _crossings(track, other)
                cost += greater - smaller
            if cost < best or (leans and cost == best):
                best, place = cost, index + 1
        order.insert(place, track)
    return order


def _leans(track: Track) -> int:
    return sum(side for _, side in track.ends)


def _layered(order: list[Track], clearance: float) -> int:
    """Number the tracks: each run next to the last one before it that it would touch."""
    of = 1
    for place, track in enumerate(order):
        track.index = 0
        for other in order[:place]:
            if other.index >= track.index and other.lo < track.hi + clearance and track.lo < other.hi + clearance:
                track.index = other.index + 1
        of = max(of, track.index + 1)
    return of


def _packed(bundle: list[Track], clearance: float) -> int:
    """Number the tracks of a large bundle: the first track that is free, runs that lean to the low side first."""
    free: list[int] = []
    busy: list[tuple[float, int]] = []
    of = 0
    for track in sorted(bundle, key=lambda track: (track.lo, _leans(track), -track.hi)):
        while busy and busy[0][0] + clearance <= track.lo:
            heapq.heappush(free, heapq.heappop(busy)[1])
        if free:
            track.index = heapq.heappop(free)
        else:
            track.index = of
            of += 1
        heapq.heappush(busy, (track.hi, track.index))
    return of
