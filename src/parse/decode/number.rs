//! Numbers, in exactly one notation each. Whatever one YAML reader makes of `007`, `1_000` or `1e3`, another one or a
//! person may make something else of it; so these are faults that say what to write.

use std::ops::RangeInclusive;

/// Why a text is no number.
pub(super) struct InvalidNumber {
    /// What was expected.
    pub expected: String,
    /// What to write.
    pub help: String,
}

/// A whole number from a range: decimal digits without a leading zero, a sign only if negative.
pub(super) fn integer(text: &str, range: &RangeInclusive<i128>) -> Result<i128, InvalidNumber> {
    let no = |expected: &str, help: String| InvalidNumber {
        expected: expected.to_owned(),
        help,
    };
    let digits = text.strip_prefix('-').unwrap_or(text);
    if !is_canonical(digits) || text == "-0" {
        return Err(no("a whole number", integer_help(text)));
    }
    if digits.len() < text.len() && *range.start() == 0 {
        return Err(no(
            "a whole number that is not negative",
            "write 0 or more".to_owned(),
        ));
    }
    // More digits than an `i128` holds are out of every range.
    match text.parse().ok().filter(|number| range.contains(number)) {
        Some(number) => Ok(number),
        None if digits.len() < text.len() => Err(no(
            &format!("a whole number from {}", range.start()),
            "write a larger number".to_owned(),
        )),
        None => Err(no(
            &format!("a whole number up to {}", range.end()),
            "write a smaller number".to_owned(),
        )),
    }
}

/// A finite decimal number: digits without a leading zero, perhaps a point and more digits, a sign only if negative.
pub(super) fn decimal(text: &str) -> Result<f64, InvalidNumber> {
    let no = |help: &str| InvalidNumber {
        expected: "a number".to_owned(),
        help: help.to_owned(),
    };
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    if !is_canonical(whole) || !is_digits(fraction) {
        return Err(no(&decimal_help(text)));
    }
    text.parse()
        .ok()
        .filter(|number: &f64| number.is_finite())
        .ok_or_else(|| no("write a smaller number"))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_canonical(text: &str) -> bool {
    is_digits(text) && (text == "0" || !text.starts_with('0'))
}

/// What to write in place of digits that are grouped, signed or padded with zeros.
fn integer_help(text: &str) -> String {
    let thousands = text.split(',').skip(1).all(|group| group.len() == 3);
    let is_filler = |c: char| {
        matches!(c, '_' | '\'' | ' ' | '\u{a0}' | '\u{202f}' | '+') || (c == ',' && thousands)
    };
    let bare: String = text.chars().filter(|c| !is_filler(*c)).collect();
    let (sign, digits) = bare
        .strip_prefix('-')
        .map_or(("", bare.as_str()), |digits| ("-", digits));
    let digits = match digits.trim_start_matches('0') {
        "" if is_digits(digits) => return "write `0`".to_owned(),
        digits => digits,
    };
    if is_digits(digits) && digits.len() <= 20 {
        return format!("write `{sign}{digits}`");
    }
    "write decimal digits only, such as `12`".to_owned()
}

/// What to write in place of a number with a decimal comma, or with nothing before its point.
fn decimal_help(text: &str) -> String {
    let pointed = text.replace(',', ".");
    let padded = if pointed.starts_with('.') {
        format!("0{pointed}")
    } else {
        pointed
    };
    match padded.split_once('.') {
        // Three digits after a comma may as well be thousands.
        Some((_, fraction)) if text.contains(',') && fraction.len() == 3 => {
            "write a number such as `1200` or `0.3`".to_owned()
        }
        Some((whole, fraction))
            if is_canonical(whole) && is_digits(fraction) && text.len() <= 20 =>
        {
            format!("write `{padded}`")
        }
        _ => "write digits and a decimal point, such as `0.3`".to_owned(),
    }
}
