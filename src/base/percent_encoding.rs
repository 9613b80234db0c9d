//! Percent-encoding of paths and mail addresses in URLs.

/// A path in which every byte is encoded that is neither a slash nor unreserved in URLs.
pub fn encode_path(path: &str) -> String {
    let mut encoded = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded += &format!("%{byte:02X}");
        }
    }
    encoded
}

/// A mail address as `mailto:` has it (RFC 6068).
pub fn encode_mail_address(address: &str) -> String {
    let encoded = encode_path(address).replace('/', "%2F");
    encoded.replace("%40", "@").replace("%2B", "+")
}

/// A path as a browser sends it: like [`encode_path`], but without what browsers leave as it is, because hosts compare it with that.
pub fn encode_path_for_browsers(path: &str) -> String {
    let mut encoded = String::new();
    for c in path.chars() {
        if c.is_ascii_graphic() && !"\"#%<>?`^{}".contains(c) {
            encoded.push(c);
        } else {
            encoded += &encode_path(c.encode_utf8(&mut [0; 4]));
        }
    }
    encoded
}

/// The decoded text; `None` for an invalid escape, and for bytes that are not UTF-8.
pub fn decode(text: &str) -> Option<String> {
    let mut decoded = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let high = char::from(rest.next()?).to_digit(16)?;
            let low = char::from(rest.next()?).to_digit(16)?;
            decoded.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            decoded.push(byte);
        }
    }
    String::from_utf8(decoded).ok()
}
