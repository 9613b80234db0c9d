//! SHA-256. The one file that names `sha2`, `hmac` and `base64`.

use std::io::{self, Read};

use base64::Engine;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

/// The digest as a content security policy writes it: `sha256-` and base64.
pub fn csp_hash(text: &str) -> String {
    format!(
        "sha256-{}",
        base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text))
    )
}

/// The digest of a text in lower-case hexadecimal.
pub fn hex(text: &str) -> String {
    hex_bytes(text.as_bytes())
}

/// The digest of bytes in lower-case hexadecimal.
pub fn hex_bytes(bytes: &[u8]) -> String {
    to_hex(&Sha256::digest(bytes))
}

/// The digest and the length of all that a reader gives, which is never in memory as a whole.
///
/// # Errors
/// When reading fails.
pub fn hex_stream(mut reader: impl Read) -> io::Result<(String, u64)> {
    let mut hasher = Sha256::new();
    let length = io::copy(&mut reader, &mut hasher)?;
    Ok((to_hex(&hasher.finalize()), length))
}

fn to_hex(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes in base64, as addresses that hold a file write them.
pub fn base64(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// The bytes of a text in base64; `None` if it is not valid.
pub fn from_base64(text: &str) -> Option<Vec<u8>> {
    base64::engine::general_purpose::STANDARD.decode(text).ok()
}

/// A short name for a text: twelve characters of `[a-z0-9]`, always the same for the same text.
pub fn short_id(text: &str) -> String {
    const LETTERS: [char; 36] = [
        'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r',
        's', 't', 'u', 'v', 'w', 'x', 'y', 'z', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9',
    ];
    let digest = Sha256::digest(text);
    // Two bytes for each letter, so that no letter is noticeably more frequent than another.
    let pairs = digest.chunks_exact(2).take(12);
    pairs
        .map(|pair| LETTERS[usize::from(u16::from_be_bytes([pair[0], pair[1]])) % LETTERS.len()])
        .collect()
}

/// The authentication code of a message (RFC 2104 with SHA-256), in base64.
pub fn hmac_base64(key: &[u8], message: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key can have any length");
    mac.update(message);
    base64(&mac.finalize().into_bytes())
}

/// A name as a UUID: version 8 of RFC 9562, made from the digest.
pub fn uuid(name: &str) -> String {
    let digest = Sha256::digest(name);
    let mut bytes: [u8; 16] = std::array::from_fn(|at| digest[at]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let parts = [0..8, 8..12, 12..16, 16..20, 20..32];
    parts.map(|part| &hex[part]).join("-")
}

/// The digest of texts with the same beginning, which is hashed only once.
#[derive(Clone, Debug)]
pub struct DigestPrefix(Sha256);

impl DigestPrefix {
    /// Reads the beginning.
    pub fn new(text: &str) -> DigestPrefix {
        DigestPrefix(Sha256::new_with_prefix(text))
    }

    /// The digest of the beginning and this end.
    pub fn digest(&self, end: &str) -> [u8; 32] {
        self.0.clone().chain_update(end).finalize().into()
    }
}
