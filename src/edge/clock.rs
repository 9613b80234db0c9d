//! The time of a build.

use std::env::VarError;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, anyhow, bail};

use crate::author::typed_time::{self, DayChoice};
use crate::base::time::{Moment, Now, Zone};

/// The requested time, else `SOURCE_DATE_EPOCH`, else the clock.
///
/// # Errors
/// When it is not a time.
pub fn resolve_now(asked: Option<&str>, zone: Zone) -> Result<Now> {
    let present = current_time()?;
    asked.map_or(Ok(present), |text| {
        parse_time_option("--now", text, present, zone).map(Now)
    })
}

/// `SOURCE_DATE_EPOCH`, else the clock.
///
/// # Errors
/// When the variable is not a time.
pub fn current_time() -> Result<Now> {
    let seconds = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => text
            .parse()
            .with_context(|| format!("SOURCE_DATE_EPOCH is `{text}`, not a number of seconds"))?,
        Err(VarError::NotUnicode(_)) => bail!("SOURCE_DATE_EPOCH is not a number of seconds"),
        Err(VarError::NotPresent) => SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| since.as_secs().cast_signed()),
    };
    let moment = Moment::from_unix(seconds)
        .with_context(|| format!("{seconds} is before 1970 or after 9999"))?;
    Ok(Now(moment))
}

/// The clock, whatever the environment says.
///
/// # Errors
/// When it is before 1970 or after 9999.
pub fn wall_clock() -> Result<Moment> {
    let seconds = i64::try_from(unix_millis() / 1000)?;
    Moment::from_unix(seconds).context("the clock is before 1970 or after 9999")
}

/// A time as typed for an option, in any form that commands accept. Without a zone it is read in the site's.
///
/// # Errors
/// When it is none.
pub fn parse_time_option(option: &str, text: &str, present: Now, zone: Zone) -> Result<Moment> {
    typed_time::parse_typed_time(text, present.0, zone, DayChoice::Nearest)
        .map_err(|reason| anyhow!("{option}: {reason}"))
}

/// Milliseconds since 1970, for what has to grow from one run of the program to the next.
pub fn unix_millis() -> u64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or_default()
}
