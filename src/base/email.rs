//! Email addresses.

/// Whether a text is one address, such as `status@example.com`, without a name beside it.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let (name, host) = text.split_once('@').unwrap_or_default();
    let clean = |text: &str| {
        !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || "@<>\"".contains(c))
    };
    clean(name) && clean(host)
}
