"""Lengths of time as people say them: numbers, units, and how many days that is."""

from __future__ import annotations

SECOND = 1 / 86_400
UNITS = {
    "s": SECOND,
    "sec": SECOND,
    "second": SECOND,
    "ring": 6 * SECOND,
    "min": 60 * SECOND,
    "minute": 60 * SECOND,
    "h": 1 / 24,
    "hr": 1 / 24,
    "hour": 1 / 24,
    "d": 1.0,
    "day": 1.0,
    "week": 7.0,
    "wk": 7.0,
    "fortnight": 14.0,
    "month": 30.0,
    "quarter": 91.0,
    "year": 365.0,
}
"""Days in a unit. A telephone rings every six seconds; a month has 30 days, a quarter 91, a year 365."""

_COUNTING = "one two three four five six seven eight nine ten eleven twelve"
NUMBERS = {word: float(number) for number, word in enumerate(_COUNTING.split(), start=1)} | {
    "a": 1.0,
    "an": 1.0,
    "half": 0.5,
    "half a": 0.5,
    "half an": 0.5,
    "a couple of": 2.0,
    "fifteen": 15.0,
    "thirty": 30.0,
}
ADVERBS = {
    "hourly": 1 / 24,
    "daily": 1.0,
    "weekly": 7.0,
    "fortnightly": 14.0,
    "biweekly": 14.0,
    "bi-weekly": 14.0,
    "monthly": 30.0,
    "quarterly": 91.0,
    "yearly": 365.0,
    "annually": 365.0,
}
NUMBER = r"\d{1,6}(?:[.,]\d{1,4})?|a couple of|half an?|" + "|".join(sorted(NUMBERS, key=len, reverse=True))
UNIT = (
    r"(?:working |business |calendar )?days?|seconds?|secs?|rings?|minutes?|mins?|hours?|hrs?|weeks?|wks?|fortnights?|"
    r"months?|quarters?|years?|[shd]"
)
AMOUNT = rf"(?P<number>{NUMBER})(?:\s*(?:-|–|to|or)\s*(?P<upper>{NUMBER}))?\s*(?P<unit>{UNIT})\b\.?"


def days_of(number: str, unit: str) -> float:
    """Return a length in days. Five working days are a week."""
    amount = NUMBERS.get(number.casefold())
    if amount is None:
        amount = float(number.replace(",", "."))
    name = unit.casefold().rstrip(".")
    if name.startswith(("working ", "business ")):
        weeks, days = divmod(amount, 5)
        return 7 * weeks + days
    name = name.removeprefix("calendar ")
    return amount * UNITS[name if name in UNITS else name.removesuffix("s")]
