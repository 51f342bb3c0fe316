"""The schedule is the longest path, and says where the customer waits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxdesigner.document.records import RecordId
from cxdesigner.journey.graph import build
from cxdesigner.journey.timeline import Timeline, days_in_words, timeline
from tests.journey.sketches import MAP, Sketch, bakery

TITLES = [f"T{number}" for number in range(7)]


def found(sketch: Sketch) -> Timeline:
    return timeline(build(sketch, MAP))


def starts(sketch: Sketch) -> dict[str, float]:
    return {sketch.title_of(i): moment.start_days for i, moment in found(sketch).moments.items()}


def test_what_comes_later_adds_up() -> None:
    sketch = bakery().tp("Enter", when="2 days later").tp("Choose", when="3 hours later", duration_days=1.0)

    days = starts(sketch)

    assert days["Smell"] == 0
    assert days["Enter"] == 2
    assert days["Choose"] == pytest.approx(2.125)
    assert days["Pay"] == pytest.approx(3.125)


def test_a_trigger_holds_a_touchpoint_back_and_the_customer_waits() -> None:
    sketch = bakery().tp("Pay", when="Enter + 5 days").tp("Enter", when="1 day later")

    result = found(sketch)

    assert starts(sketch)["Pay"] == 6
    wait = result.waits[0]
    assert (sketch.title_of(wait.source_id), sketch.title_of(wait.target_id)) == ("Choose", "Pay")
    assert wait.days == 5


def test_an_event_happens_where_it_was_put() -> None:
    sketch = bakery().with_event("Payday", at="Pay").tp("Pay", when="4 days later").tp("Eat", when="Payday + 2 days")

    assert starts(sketch)["Eat"] == 6


def test_what_must_be_done_a_week_before_holds_back_what_it_is_before() -> None:
    sketch = bakery().tp("Enter", when="3 days later").tp("Choose", when="Eat - 1 week")

    assert starts(sketch)["Eat"] == 10


def test_what_is_not_on_the_longest_way_has_air() -> None:
    sketch = bakery("Smell > Enter > Pay > Eat", "Smell > Choose > Pay")
    sketch.tp("Enter", when="10 days later").tp("Choose", when="4 days later")

    moments = found(sketch).moments

    assert moments[sketch.id_of("Choose")].slack_days == 6
    assert moments[sketch.id_of("Enter")].slack_days == 0
    assert [sketch.title_of(i) for i in found(sketch).longest][:2] == ["Smell", "Enter"]


def test_what_cannot_be_read_says_so_and_counts_for_nothing() -> None:
    sketch = bakery().tp("Enter", when="When the cat has spoken to the moon and back again")

    moment = found(sketch).moments[sketch.id_of("Enter")]

    assert moment.start_days == 0
    assert found(bakery().tp("Enter", when="42 blue of nothing")).moments


def test_what_waits_for_the_same_unknown_thing_keeps_its_distance() -> None:
    sketch = bakery().tp("Enter", when="Moon landing + 2 days").tp("Pay", when="Moon landing + 2 weeks")

    days = starts(sketch)

    assert days["Pay"] - days["Enter"] == 12


def test_a_day_by_its_number_counts_from_the_start_and_not_from_what_came_before() -> None:
    days = starts(bakery().tp("Enter", when="2 days later").tp("Pay", when="Day 9").tp("Eat", when="Day 9"))

    assert (days["Enter"], days["Pay"], days["Eat"]) == (2, 9, 9)


def test_a_timing_that_is_nothing_but_a_name_was_read() -> None:
    sketch = bakery().tp("Eat", when="Pay").tp("Pay", when="2 days later")

    moment = found(sketch).moments[sketch.id_of("Eat")]

    assert moment.is_read
    assert moment.start_days == 2


def test_going_back_makes_no_circle() -> None:
    sketch = bakery("Smell > Enter > Choose > Pay", "Pay ! Enter").tp("Enter", when="1 day later")

    assert starts(sketch)["Pay"] == 1


def test_a_map_without_touchpoints_takes_no_time() -> None:
    assert found(Sketch({"Come": []})).length_days == 0


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=12),
    st.lists(st.integers(0, 5), min_size=7, max_size=7),
)
def test_the_earliest_start_is_the_longest_path(drawn: list[tuple[int, int]], days: list[int]) -> None:
    onward = {(low, high) for low, high in drawn if low < high}
    sketch = Sketch({"Stage": TITLES}, *(f"T{low} > T{high}" for low, high in onward), "")
    for number, length in enumerate(days):
        sketch.tp(f"T{number}", when="", duration_days=float(length))

    result = found(sketch)

    expected = [0.0] * 7
    for place in range(7):
        before = [expected[low] + days[low] for low, high in onward if high == place]
        expected[place] = max(before, default=0.0)
    assert [result.moments[sketch.id_of(title)].start_days for title in TITLES] == expected
    assert result.length_days == max(start + length for start, length in zip(expected, days, strict=True))
    for low, high in onward:
        source, target = RecordId(sketch.id_of(f"T{low}")), RecordId(sketch.id_of(f"T{high}"))
        late = result.moments[source].start_days + result.moments[source].slack_days + days[low]
        assert late <= result.moments[target].start_days + result.moments[target].slack_days


@pytest.mark.parametrize(
    ("days", "words"),
    [(2.0, "2 days"), (1 / 24, "1 hour"), (42.0, "6 weeks"), (1 / 72, "20 minutes"), (2.5, "2.5 days")],
)
def test_lengths_are_said_as_people_say_them(days: float, words: str) -> None:
    assert days_in_words(days) == words


@pytest.mark.parametrize(("day", "days"), [("Day 3", 3), ("Day 1", 1)])
def test_a_day_counts_from_the_day_on_which_the_room_begins(day: str, days: int) -> None:
    from_zero = bakery().tp("Pay", when=day)
    from_one = bakery().tp("Smell", when="Day 1").tp("Pay", when=day)

    assert starts(from_zero)["Pay"] == days
    assert starts(from_one)["Pay"] == days - 1
    assert found(from_one).first_day == 1


def test_what_waits_for_something_that_is_not_on_the_map_comes_at_least_so_long_after_the_start() -> None:
    sketch = bakery().tp("Eat", when="2 weeks after the moon landing")

    moment = found(sketch).moments[sketch.id_of("Eat")]

    assert (moment.start_days, moment.is_sure) == (14, False)


def test_what_the_start_waits_for_may_have_been_before() -> None:
    sketch = bakery().tp("Smell", when="Moon landing + 2 days").tp("Eat", when="Moon landing + 2 weeks")

    moment = found(sketch).moments[sketch.id_of("Eat")]

    assert (moment.start_days, moment.is_sure) == (12, True)


def test_a_short_name_and_the_only_longer_one_are_the_same_thing() -> None:
    sketch = bakery().tp("Smell", when="Upon signing of contract").tp("Eat", when="1 week after signing")

    moment = found(sketch).moments[sketch.id_of("Eat")]

    assert (moment.start_days, moment.is_sure) == (7, True)


@pytest.mark.parametrize(
    "when", ["On acceptance", "As agreed", "Every Friday", "When the moon is full", "In the evening"]
)
def test_nobody_knows_when_it_is_nor_when_that_is_which_follows(when: str) -> None:
    sketch = bakery().tp("Enter", when=when).tp("Choose", when="2 days later").tp("Pay", when="Day 9")

    moments = found(sketch).moments

    sure = [moments[sketch.id_of(title)].is_sure for title in ("Smell", "Enter", "Choose", "Pay", "Eat")]
    assert sure == [True, False, False, True, True]


@pytest.mark.parametrize("when", ["", "Same day", "Within 5 minutes of the call", "At once", "2 hours later"])
def test_what_is_said_to_be_soon_after_has_the_time_of_what_came_before(when: str) -> None:
    sketch = bakery().tp("Enter", when=when)

    assert found(sketch).moments[sketch.id_of("Enter")].is_sure


def test_a_customer_does_not_wait_for_those_who_come_another_way() -> None:
    sketch = bakery("Smell > Enter > Choose > Pay > Eat", "Enter ? Pay").tp("Choose", when="3 days later")

    ends = [(sketch.title_of(wait.source_id), sketch.title_of(wait.target_id)) for wait in found(sketch).waits]

    assert ends == [("Enter", "Choose")]


def test_a_branch_does_not_wait_for_the_way_that_leads_to_it_too() -> None:
    sketch = bakery("Smell > Enter > Choose > Pay", "Enter ? Eat", "Pay ? Eat").tp("Choose", when="3 days later")

    assert starts(sketch)["Eat"] == 0


def test_who_comes_another_way_does_not_wait_for_what_others_go_through() -> None:
    sketch = bakery("Smell > Enter > Eat", "Smell ? Choose", "Choose > Pay > Eat").tp("Pay", when="2 days later")
    sketch.tp("Eat", when="Pay + 5 days")

    ends = [(sketch.title_of(wait.source_id), sketch.title_of(wait.target_id)) for wait in found(sketch).waits]

    assert ("Pay", "Eat") in ends
    assert ("Enter", "Eat") not in ends
