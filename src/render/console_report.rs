//! Prints a report for a terminal, with colours, or as Markdown for a comment on a pull request.
//!
//! Both contain text of authors, so control characters, markup, mentions and references are escaped here.

use crate::base::escape::{self, escape_invisible};
use crate::view::console_report::{
    ConsoleReport, LineMark, ReportLine, ReportSection, TextSpan, Tone,
};

/// The begin of every comment, by which a later run finds it again.
const COMMENT_MARKER: &str = "<!-- statuary diff -->\n";

/// A report with terminal colours, which the stream removes where they are not wanted.
pub fn render_terminal(brief: &ConsoleReport) -> String {
    let mut text = String::new();
    if !brief.title.is_empty() {
        text.push_str(&format!(
            "{}\n",
            ansi_styled(Tone::Strong, &escape_invisible(&brief.title))
        ));
    }
    if !brief.note.is_empty() {
        text.push_str(&format!(
            "{}\n",
            ansi_styled(Tone::Faint, &escape_invisible(&brief.note))
        ));
    }
    for section in &brief.sections {
        if !text.is_empty() {
            text.push('\n');
        }
        if !section.heading.is_empty() {
            text.push_str(&format!(
                "{}\n",
                ansi_styled(Tone::Strong, &escape_invisible(&section.heading))
            ));
        }
        for line in &section.lines {
            let spans = line.spans.iter().map(|part| {
                ansi_styled(
                    part.tone,
                    &add_diff_brackets(part.tone, &escape_invisible(&part.text)),
                )
            });
            let (tone, mark) = line_mark(line.mark);
            text.push_str(&"  ".repeat(line.depth + 1));
            text.push_str(&ansi_styled(tone, mark));
            text.push_str(spans.collect::<String>().trim_end());
            text.push('\n');
        }
    }
    text
}

fn line_mark(mark: LineMark) -> (Tone, &'static str) {
    match mark {
        LineMark::Plain => (Tone::Plain, ""),
        LineMark::Added => (Tone::Added, "+ "),
        LineMark::Removed => (Tone::Removed, "- "),
        LineMark::Changed => (Tone::Poor, "~ "),
        LineMark::Warning => (Tone::Poor, "! "),
    }
}

/// Marks added and removed words like `git diff --word-diff`, so that they differ without colours too.
fn add_diff_brackets(tone: Tone, text: &str) -> String {
    match tone {
        Tone::Added => format!("{{+{text}+}}"),
        Tone::Removed => format!("[-{text}-]"),
        _ => text.to_owned(),
    }
}

fn ansi_styled(tone: Tone, text: &str) -> String {
    let codes = match tone {
        Tone::Plain => return text.to_owned(),
        Tone::Strong => "1",
        Tone::Faint => "2",
        Tone::Code => "36",
        Tone::Good | Tone::Added => "32",
        Tone::Maintenance => "34",
        Tone::Poor => "33",
        Tone::Bad | Tone::Removed => "31",
    };
    if text.is_empty() {
        String::new()
    } else {
        format!("\u{1b}[{codes}m{text}\u{1b}[0m")
    }
}

/// A report in the Markdown of comments on GitHub and GitLab.
pub fn render_markdown(brief: &ConsoleReport) -> String {
    let mut text = format!("{COMMENT_MARKER}### {}\n\n", escape::markdown(&brief.title));
    for section in &brief.sections {
        text.push_str(&markdown_section(section));
    }
    if !brief.note.is_empty() {
        text.push_str(&format!("<sub>{}</sub>\n", escape::markdown(&brief.note)));
    }
    text
}

fn markdown_section(section: &ReportSection) -> String {
    let ReportSection {
        heading,
        folded,
        lines,
    } = section;
    let lines: String = lines.iter().map(markdown_line).collect();
    let heading = escape::markdown(heading);
    match (*folded, heading.is_empty()) {
        (_, true) => format!("{lines}\n"),
        (true, _) => {
            format!("<details><summary><b>{heading}</b></summary>\n\n{lines}\n</details>\n\n")
        }
        (false, _) => format!("**{heading}**\n\n{lines}\n"),
    }
}

fn markdown_line(line: &ReportLine) -> String {
    let (_, mark) = line_mark(line.mark);
    let mark = if mark.is_empty() {
        String::new()
    } else {
        format!("`{}` ", mark.trim_end())
    };
    let spans: String = line.spans.iter().map(markdown_part).collect();
    format!("{}- {mark}{}\n", "  ".repeat(line.depth), spans.trim_end())
}

fn markdown_part(part: &TextSpan) -> String {
    let around = |open: &str, close: &str| {
        let blanks = |c: char| c.is_whitespace();
        let inner = part.text.trim_matches(blanks);
        if inner.is_empty() {
            return part.text.clone();
        }
        let before = &part.text[..part.text.len() - part.text.trim_start_matches(blanks).len()];
        let after = &part.text[part.text.trim_end_matches(blanks).len()..];
        format!("{before}{open}{}{close}{after}", escape::markdown(inner))
    };
    match part.tone {
        Tone::Plain | Tone::Good | Tone::Maintenance | Tone::Poor | Tone::Bad => {
            escape::markdown(&part.text)
        }
        Tone::Strong => around("<b>", "</b>"),
        Tone::Faint => around("<sub>", "</sub>"),
        Tone::Code => escape::markdown_code(&part.text),
        Tone::Added => around("<ins>", "</ins>"),
        Tone::Removed => around("<del>", "</del>"),
    }
}
