//! The moment of a build, taken once.

use std::env::VarError;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};

use crate::base::time::{Moment, Now, Zone};
use crate::base::time_reader::{self, Written};

/// The moment that was asked for, else `SOURCE_DATE_EPOCH`, else the clock. A day alone begins at midnight in the site's zone.
///
/// # Errors
/// When what was asked for is no moment.
pub fn now(asked: Option<&str>, zone: Zone) -> Result<Now> {
    if let Some(text) = asked {
        return read("--now", text, zone).map(Now);
    }
    let seconds = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => text.parse().with_context(|| format!("SOURCE_DATE_EPOCH is `{text}`, not a number of seconds"))?,
        Err(VarError::NotUnicode(_)) => bail!("SOURCE_DATE_EPOCH is not a number of seconds"),
        Err(VarError::NotPresent) => {
            SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs().cast_signed())
        }
    };
    let moment = Moment::from_unix(seconds).with_context(|| format!("{seconds} is before 1970 or after 9999"))?;
    Ok(Now(moment))
}

/// A moment that somebody typed for an option. A day alone begins at midnight in the site's zone.
///
/// # Errors
/// When it is none.
pub fn read(option: &str, text: &str, zone: Zone) -> Result<Moment> {
    match time_reader::time(text) {
        Ok(Written::Zoned(moment)) => Ok(moment),
        Ok(Written::Day(date)) => Ok(date.start_in(zone)),
        Ok(Written::Local(_)) => bail!("{option} {text}: the zone is missing; write `{text}Z` for UTC"),
        Err(unreadable) => bail!("{option} {text}: {}; write it as `2012-06-30T04:00Z`", unreadable.reason),
    }
}

/// Milliseconds since 1970, for what has to grow from one run of the program to the next.
#[must_use]
pub fn milliseconds() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or_default()
}
