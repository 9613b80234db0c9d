//! Timelines against a naive one that looks at every minute.

use proptest::prelude::*;
use statuary::base::time::{Duration, Interval, Moment};
use statuary::base::vocabulary::Vocabulary;
use statuary::derive::state_change::{StateChange, sourced_intervals};
use statuary::derive::timeline::{StateInterval, Timeline};
use statuary::model::component::State;
use statuary::model::source_map::FieldRef;

/// Every test happens in so many minutes.
const MINUTES: i64 = 120;

fn minute(number: i64) -> Moment {
    Moment::from_unix(1_341_000_000 + 60 * number).unwrap()
}

fn piece(start: i64, end: i64, state: State) -> StateInterval {
    StateInterval {
        interval: Interval::new(minute(start), minute(end)).unwrap(),
        state,
    }
}

/// The worst state of each minute.
fn naive(pieces: &[StateInterval]) -> Vec<State> {
    let worst = |at: Moment| {
        pieces
            .iter()
            .filter(|piece| piece.interval.contains(at))
            .map(|piece| piece.state)
            .max()
    };
    (0..MINUTES)
        .map(|number| worst(minute(number)).unwrap_or_default())
        .collect()
}

fn pieces() -> impl Strategy<Value = Vec<StateInterval>> {
    let one = (0..MINUTES - 1, 1..MINUTES, 0..State::ALL.len());
    let one = one.prop_map(|(start, length, state)| {
        piece(start, (start + length).min(MINUTES), State::ALL[state])
    });
    prop::collection::vec(one, 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn every_minute_has_the_worst_of_its_states(pieces in pieces()) {
        let timeline = Timeline::worst_of(pieces.clone());
        let found: Vec<State> = (0..MINUTES).map(|number| timeline.state_at(minute(number))).collect();
        prop_assert_eq!(found, naive(&pieces));
        prop_assert_eq!(timeline.state_at(minute(-1)), State::Operational);
        prop_assert_eq!(timeline.state_at(minute(MINUTES)), State::Operational);
    }

    #[test]
    fn pieces_are_in_order_apart_and_as_long_as_they_can_be(pieces in pieces()) {
        let timeline = Timeline::worst_of(pieces);
        prop_assert!(timeline.intervals().iter().all(|piece| piece.state != State::Operational));
        for pair in timeline.intervals().windows(2) {
            let (first, second) = (pair[0].interval, pair[1].interval);
            prop_assert!(first.end() <= second.start());
            prop_assert!(first.end() < second.start() || pair[0].state != pair[1].state, "joined: {:?}", pair);
        }
    }

    #[test]
    fn a_window_holds_the_minutes_inside_it(pieces in pieces(), start in -5..MINUTES, length in 1..MINUTES) {
        let timeline = Timeline::worst_of(pieces.clone());
        let window = Interval::new(minute(start), minute(start + length)).unwrap();
        let all = naive(&pieces);
        let inside = |number: i64| usize::try_from(number).ok().and_then(|at| all.get(at)).copied().unwrap_or_default();
        for state in &State::ALL[1..] {
            let expected = (start..start + length).filter(|number| inside(*number) == *state).count();
            let found = timeline.time_in(window, |found| found == *state);
            prop_assert_eq!(found, Duration::minutes(i64::try_from(expected).unwrap()), "{:?}", state);
        }
        for piece in timeline.within(window) {
            prop_assert!(window.start() <= piece.interval.start() && piece.interval.end() <= window.end());
            prop_assert_eq!(piece.state, timeline.state_at(piece.interval.start()));
        }
    }

    #[test]
    fn the_order_of_the_pieces_does_not_matter(pieces in pieces()) {
        let backwards: Vec<StateInterval> = pieces.iter().rev().copied().collect();
        prop_assert_eq!(Timeline::worst_of(pieces), Timeline::worst_of(backwards));
    }
}

#[test]
fn neighbours_of_one_state_are_joined_and_others_are_not() {
    let joined = Timeline::worst_of([
        piece(0, 10, State::MajorOutage),
        piece(10, 20, State::MajorOutage),
    ]);
    assert_eq!(joined.intervals(), [piece(0, 20, State::MajorOutage)]);
    let apart = [
        piece(0, 10, State::MajorOutage),
        piece(10, 20, State::PartialOutage),
        piece(21, 30, State::PartialOutage),
    ];
    assert_eq!(Timeline::worst_of(apart).intervals(), apart);
    let hidden = Timeline::worst_of([
        piece(0, 30, State::MajorOutage),
        piece(10, 20, State::DegradedPerformance),
    ]);
    assert_eq!(hidden.intervals(), [piece(0, 30, State::MajorOutage)]);
}

#[test]
fn a_piece_holds_its_first_moment_and_not_its_last() {
    let timeline = Timeline::worst_of([piece(5, 10, State::PartialOutage)]);
    let states = [4, 5, 9, 10].map(|number| timeline.state_at(minute(number)));
    assert_eq!(
        states,
        [
            State::Operational,
            State::PartialOutage,
            State::PartialOutage,
            State::Operational
        ]
    );
}

#[test]
fn what_is_said_becomes_spells_up_to_the_end() {
    let said = |at: i64, state: State| StateChange {
        at: minute(at),
        state,
        source: FieldRef::Started,
    };
    let course = [
        said(0, State::DegradedPerformance),
        said(10, State::MajorOutage),
        said(10, State::PartialOutage),
        said(30, State::Operational),
    ];
    let pieces = |until: i64| {
        sourced_intervals(&course, minute(until))
            .into_iter()
            .map(|spell| spell.span)
            .collect::<Vec<_>>()
    };
    let expected = [
        piece(0, 10, State::DegradedPerformance),
        piece(10, 30, State::PartialOutage),
    ];
    assert_eq!(pieces(30), expected);
    assert_eq!(
        pieces(20),
        [expected[0], piece(10, 20, State::PartialOutage)],
        "what comes after the end is cut off"
    );
    let back = [
        said(10, State::DegradedPerformance),
        said(5, State::MajorOutage),
    ];
    let pieces: Vec<StateInterval> = sourced_intervals(&back, minute(20))
        .into_iter()
        .map(|spell| spell.span)
        .collect();
    assert_eq!(
        pieces,
        [piece(10, 20, State::MajorOutage)],
        "what was said is not undone"
    );
}
