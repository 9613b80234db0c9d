//! Random values. The one file that names `getrandom`.

use anyhow::{Result, anyhow};

use crate::base::digest;

/// Twelve letters and digits that no other site has.
///
/// # Errors
/// When the system has no random numbers.
pub fn random_id() -> Result<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|error| anyhow!("no random numbers: {error}"))?;
    Ok(digest::short_id(&digest::hex_bytes(&bytes)))
}
