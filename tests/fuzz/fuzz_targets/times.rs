//! Times, clocks, durations and periods of any text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use statuary::base::period::Period;
use statuary::base::time_parser::{is_date_only, parse_clock, parse_duration, parse_time};

fuzz_target!(|text: &str| {
    let time = parse_time(text);
    if let Err(error) = &time {
        assert!(text.get(error.range.clone()).is_some(), "{error:?}");
    }
    if let Err(error) = parse_duration(text) {
        assert!(text.get(error.range.clone()).is_some(), "{error:?}");
    }
    if let Ok(seconds) = parse_clock(text) {
        assert!(seconds <= 24 * 3600, "{seconds}");
    }
    is_date_only(text);
    if let Some(period) = Period::parse(text) {
        assert!(period.first() <= period.last(), "{period:?}");
        assert_eq!(period.next().previous(), period);
    }
});
