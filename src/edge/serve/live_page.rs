//! What the preview adds to a page: a script that waits for the next generation, and what is wrong with the content, over the page.

use std::fmt::Write;

use crate::base::digest::csp_hash;
use crate::base::escape;
use crate::view::text::classification;

use super::worksheet_page::WORKSHEETS;

/// Where a page asks for newer generations. No page of a site has a name that begins with a dot.
pub const EVENTS: &str = "/.statuary/events";

/// Reloads the page when there is a generation after its own. A hidden page closes its event stream, because a browser opens only six
/// connections to one server. When it is shown again it asks for everything after its own generation, so nothing is lost.
const SCRIPT: &str = "\
(() => {
  const address = document.currentScript.dataset.events;
  let source = null;
  const connect = () => {
    if (source) source.close();
    source = document.hidden ? null : new EventSource(address);
    if (source) source.onmessage = () => location.reload();
  };
  document.addEventListener('visibilitychange', connect);
  addEventListener('pageshow', connect);
  addEventListener('pagehide', () => source && source.close());
})();
";

const STYLE: &str = "\
#statuary-faults { position: fixed; inset: auto 0 0; z-index: 99999; max-height: 60vh; overflow: auto; margin: 0; padding: 0.75rem 1rem;
  background: #2b1111; color: #fff; border-top: 4px solid #d33; font: 14px/1.4 system-ui, sans-serif; text-align: left; }
#statuary-faults summary { cursor: pointer; font-weight: 600; }
#statuary-faults pre { margin: 0.5rem 0 0; padding: 0; background: none; color: inherit; font: 13px/1.4 ui-monospace, monospace;
  white-space: pre-wrap; }
";

const POLICY: &str = "http-equiv=\"Content-Security-Policy\" content=\"";

/// A page with the script and the faults, and a content security policy that allows them.
#[must_use]
pub fn with_live_reload(html: Vec<u8>, generation: u64, faults: Option<&str>) -> Vec<u8> {
    let html = match String::from_utf8(html) {
        Ok(html) => html,
        Err(other) => return other.into_bytes(),
    };
    let mut extra = String::new();
    if let Some(faults) = faults {
        let faults = escape::attribute(faults);
        let _ = writeln!(
            extra,
            "<style>{STYLE}</style><aside id=\"statuary-faults\" role=\"alert\"><details open>\
             <summary>The content has errors; this is its last valid state</summary><pre>{faults}</pre></details></aside>"
        );
    }
    let _ = writeln!(
        extra,
        "<script data-events=\"{EVENTS}?after={generation}\">{SCRIPT}</script>"
    );
    // The last one, because an earlier one may be part of a text.
    let end = html.rfind("</body>").unwrap_or(html.len());
    let page = [&html[..end], &extra, &html[end..]].concat();
    with_policy(page, faults.is_some()).into_bytes()
}

/// The front page of the internal site with a link to the forms below its heading: only this server has them.
pub fn with_link_to_worksheets(html: Vec<u8>) -> Vec<u8> {
    let html = String::from_utf8_lossy(&html);
    let label = classification::worksheets_link();
    let link = format!("</h1>\n<p class=\"about\"><a href=\"{WORKSHEETS}\">{label}</a></p>");
    html.replacen("</h1>", &link, 1).into_bytes()
}

/// Extends the content security policy of a page by what was added.
fn with_policy(page: String, styled: bool) -> String {
    let mut sources = vec![
        ("script-src", format!("'{}'", csp_hash(SCRIPT))),
        ("connect-src", "'self'".to_owned()),
    ];
    if styled {
        sources.push(("style-src", format!("'{}'", csp_hash(STYLE))));
    }
    with_sources(page, &sources)
}

/// Extends the content security policy of a page by sources of directives.
pub fn with_sources(page: String, sources: &[(&str, String)]) -> String {
    let Some((before, rest)) = page.split_once(POLICY) else {
        return page;
    };
    let Some((policy, after)) = rest.split_once('"') else {
        return page;
    };
    // Templates escape quotation marks, and an escape ends in a semicolon, which separates directives.
    let policy = policy.replace("&#39;", "'").replace("&#x27;", "'");
    let mut directives: Vec<String> = policy
        .split(';')
        .map(str::trim)
        .filter(|directive| !directive.is_empty())
        .map(str::to_owned)
        .collect();
    for (name, source) in sources {
        allow(&mut directives, name, source);
    }
    format!("{before}{POLICY}{}\"{after}", directives.join("; "))
}

/// Adds a source to a directive, or a directive with this source only.
fn allow(directives: &mut Vec<String>, name: &str, source: &str) {
    let own = directives
        .iter_mut()
        .find(|directive| directive.split(' ').next() == Some(name));
    match own {
        Some(directive) if directive.ends_with("'none'") => *directive = format!("{name} {source}"),
        Some(directive) if directive.split(' ').any(|one| one == source) => {}
        Some(directive) => {
            directive.push(' ');
            directive.push_str(source);
        }
        None => directives.push(format!("{name} {source}")),
    }
}

/// A page of the preview itself, for when the site has none.
#[must_use]
pub fn bare_page(title: &str, text: &str) -> Vec<u8> {
    let (title, text) = (escape::attribute(title), escape::attribute(text));
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n</head>\n<body>\n<h1>{title}</h1>\n<pre>{text}</pre>\n</body>\n</html>\n"
    )
    .into_bytes()
}
