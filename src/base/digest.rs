//! SHA-256, for whatever must be the same for the same bytes. The one file that names `sha2` and `base64`.

use base64::Engine;
use sha2::{Digest, Sha256};

/// The digest as a content security policy writes it: `sha256-` and base64.
#[must_use]
pub fn policy_hash(text: &str) -> String {
    format!("sha256-{}", base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text)))
}

/// The digest in lower-case hexadecimal.
#[must_use]
pub fn hex(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}
