//! Diagnostics as workflow commands of GitHub Actions.

use super::common::{level_name, position, short_line};
use super::text::summarize_counts;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::escape;
use crate::base::source::Sources;

/// GitHub shows at most ten annotations of each level for a step.
const MAX_ANNOTATIONS: usize = 10;

/// Annotations, errors first, at most `MAX_ANNOTATIONS` of each level. Further diagnostics are lines of the log, and a notice counts all.
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, folder: &str) -> String {
    let mut annotations = String::new();
    let mut others = Vec::new();
    for level in [Level::Error, Level::Warning] {
        let of_level = diagnostics.iter().filter(|found| found.level == level);
        for (index, diagnostic) in of_level.enumerate() {
            if index < MAX_ANNOTATIONS {
                annotations.push_str(&annotation(diagnostic, sources, folder));
            } else {
                others.push(short_line(diagnostic, sources, folder) + "\n");
            }
        }
    }
    if others.is_empty() {
        return annotations;
    }
    let (more, lines) = (others.len(), escape::without_log_commands(&others.concat()));
    let counts = escape::workflow_data(&summarize_counts(diagnostics));
    format!(
        "{annotations}::group::{more} more\n{lines}::endgroup::\n\
         ::notice title=statuary check::{counts}; {more} of them are only in the log\n"
    )
}

/// One workflow command. GitHub accepts columns only if a range starts and ends on one line.
fn annotation(diagnostic: &Diagnostic, sources: &Sources, folder: &str) -> String {
    let (file, start) = position(diagnostic.primary.span, sources);
    let end = file.position(diagnostic.primary.span.end);
    let columns = if start.line == end.line {
        format!(",col={},endColumn={}", start.column, end.column)
    } else {
        String::new()
    };
    let mut message = diagnostic.message.clone();
    if let Some(help) = &diagnostic.help {
        message += &format!("\nhelp: {help}");
    }
    format!(
        "::{} file={},line={},endLine={}{columns},title={}::{}\n",
        level_name(diagnostic.level),
        escape::workflow_property(&format!("{folder}{}", file.path)),
        start.line,
        end.line,
        escape::workflow_property(diagnostic.rule.id),
        escape::workflow_data(&message),
    )
}
