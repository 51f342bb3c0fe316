"""Work of sessions that ended without a save: what there is, and the words that tell one piece from another."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cxdesigner.document.refused import Refused
from cxdesigner.document.text import shown_name

if TYPE_CHECKING:
    from cxdesigner.storage.offers import Offer


class Rescued(NamedTuple):
    """A piece of work, what it is called, and when it was, how much, and of which file."""

    offer: Offer
    title: str
    about: str


def rescued() -> list[Rescued]:
    """Return what can be restored, the latest first."""
    from cxdesigner.storage.offers import offers
    from cxdesigner.storage.settings import data_folder, spare_folders

    try:
        return [_told(offer) for offer in offers(data_folder(), spare=spare_folders())]
    except (OSError, Refused):
        return []


def rescued_of(path: Path) -> Rescued | None:
    """Return the latest work on a file that is not in the file; none where the file is damaged, which has a question of its own."""
    from cxdesigner.storage.offers import offers_of
    from cxdesigner.storage.rescue import is_damaged
    from cxdesigner.storage.settings import data_folder, spare_folders

    try:
        found = offers_of(path, data_folder(), spare=spare_folders())
        return _told(found[0]) if found and not is_damaged(path) else None
    except (OSError, Refused):
        return None


def _told(offer: Offer) -> Rescued:
    return Rescued(offer, shown_name(offer.origin.title), about(offer))


def about(offer: Offer, now: float | None = None) -> str:
    """Return what tells one offer from another: the time, how many touchpoints, and the file."""
    said = [when_words(offer.made, time.time() if now is None else now)] if offer.made else []
    if offer.touchpoints is not None:
        said.append(counted_touchpoints(offer.touchpoints))
    said.append(shown_name(offer.origin.path.name) if offer.origin.path is not None else "in no file yet")
    return " · ".join(said)


def counted_touchpoints(count: int) -> str:
    """Return how many touchpoints, as one says it."""
    return "1 touchpoint" if count == 1 else f"{count:,} touchpoints"


def when_words(moment: float, now: float) -> str:
    """Return a time as one says it: “today 04:25”, “yesterday 17:10”, “3 November 09:00”; a file may say any number at all."""
    try:
        then, today = time.localtime(moment), time.localtime(now)
    except (OverflowError, ValueError, OSError):
        return "at an unknown time"
    clock = time.strftime("%H:%M", then)
    if then[:3] == today[:3]:
        return f"today {clock}"
    if then[:3] == time.localtime(now - 86_400)[:3]:
        return f"yesterday {clock}"
    year = "" if then.tm_year == today.tm_year else f" {then.tm_year}"
    return f"{then.tm_mday} {time.strftime('%B', then)}{year} {clock}"
