//! The pages of worksheets: a list of them, and the form of one ticket. The form works without its script, which adds keys and a search.

use std::fmt::Write;
use std::sync::Arc;

use super::form_fields::FormFields;
use crate::base::escape::{attribute, html};
use crate::derive::classification::{ClassificationProgress, ReaderRole, TicketReading};
use crate::edge::classification::{OpenWorksheet, finding_keys, stopping_rule};
use crate::edge::export::rows::TicketExcerpts;
use crate::view::text::report::method::agreement;

/// Where the forms are. No page of a site has a name that begins with a dot.
pub const WORKSHEETS: &str = "/.statuary/worksheets/";

/// The words for a reader in addresses.
pub const ROLES: [(&str, ReaderRole); 3] = [
    ("first", ReaderRole::First),
    ("second", ReaderRole::Second),
    ("both", ReaderRole::Both),
];

pub const STYLE: &str = include_str!("worksheet.css");
pub const SCRIPT: &str = include_str!("worksheet.js");

/// The list of all worksheets.
pub struct IndexPage {
    /// Texts and addresses.
    pub links: Vec<(String, String)>,
}

impl IndexPage {
    pub fn html(&self) -> String {
        let items: String = self
            .links
            .iter()
            .map(|(text, url)| {
                format!(
                    "<li><a href=\"{}\">{}</a></li>\n",
                    attribute(url),
                    html(text)
                )
            })
            .collect();
        if items.is_empty() {
            return "<h1>Worksheets</h1>\n<p>There is no worksheet yet. Draw one with <code>statuary sample</code>.</p>".to_owned();
        }
        format!("<h1>Worksheets</h1>\n<ul>\n{items}</ul>")
    }
}

/// The form of one ticket, and how far its worksheet is.
pub struct FormPage<'a> {
    pub sheet: &'a OpenWorksheet,
    pub role: ReaderRole,
    /// `None` if no ticket waits for this reader.
    pub ticket: Option<&'a TicketReading>,
    /// What the local export says, if there is one.
    pub excerpts: Option<Arc<TicketExcerpts>>,
    /// Why the local export is not shown.
    pub problem: Option<String>,
    pub token: &'a str,
    /// The ticket that was saved last.
    pub saved: Option<&'a TicketReading>,
    pub warnings: Vec<String>,
    /// What was sent and not saved, and why.
    pub typed: Option<&'a FormFields>,
    pub refusal: Option<&'a str>,
    pub url: String,
}

impl FormPage<'_> {
    pub fn html(&self) -> String {
        let progress = ClassificationProgress::of(&self.sheet.tickets, self.sheet.population);
        let mut page = format!(
            "<p class=\"about\"><a href=\"{}\">All worksheets</a></p>\n<h1>{} tickets, {}</h1>\n",
            WORKSHEETS,
            html(&self.sheet.product.name),
            self.sheet.period
        );
        page += &self.messages();
        page += &match self.ticket {
            Some(ticket) => self.ticket(ticket),
            None => format!("<h2>{}</h2>\n", self.nothing_left()),
        };
        page += &self.progress(&progress);
        page += &self.readers(&progress);
        page += &self.list();
        page
    }

    fn role_word(&self) -> &'static str {
        let found = ROLES.iter().find(|(_, role)| *role == self.role);
        found.map_or("first", |(word, _)| word)
    }

    /// A link to a ticket for this reader.
    fn link(&self, parameter: &str, ticket: &str) -> String {
        let id = crate::base::percent_encoding::encode_path(ticket).replace('/', "%2F");
        attribute(&format!(
            "{}?reader={}&{parameter}={id}",
            self.url,
            self.role_word()
        ))
    }

    fn messages(&self) -> String {
        let mut text = String::new();
        if let Some(refusal) = self.refusal {
            let _ = writeln!(
                text,
                "<p class=\"note\" role=\"alert\">{}</p>",
                html(refusal)
            );
        }
        if let Some(ticket) = self.saved {
            let finding = match self.role {
                ReaderRole::Second => ticket.second.as_deref(),
                ReaderRole::First | ReaderRole::Both => ticket.culprit.as_deref(),
            };
            let name = self.sheet.name_of(finding.unwrap_or("blank"));
            let _ = writeln!(
                text,
                "<p role=\"status\">Saved: {} is <strong>{}</strong>. <a href=\"{}\">Change it</a></p>",
                html(&ticket.id),
                html(name),
                self.link("ticket", &ticket.id)
            );
        }
        for warning in &self.warnings {
            let _ = writeln!(
                text,
                "<p class=\"note\" role=\"alert\">Warning: {}</p>",
                html(warning)
            );
        }
        if let Some(problem) = &self.problem {
            let _ = writeln!(
                text,
                "<p class=\"note\">The local export is not shown: {}</p>",
                html(problem)
            );
        }
        text
    }

    fn nothing_left(&self) -> &'static str {
        match self.role {
            ReaderRole::First => "All tickets of this worksheet are read.",
            ReaderRole::Second => "No ticket waits for a second reader.",
            ReaderRole::Both => "No ticket waits for an agreement.",
        }
    }

    fn ticket(&self, ticket: &TicketReading) -> String {
        let mut text = format!(
            "<section aria-labelledby=\"ticket\">\n<h2 id=\"ticket\">Ticket {}</h2>\n",
            html(&ticket.id)
        );
        let mut facts: Vec<(&str, &str)> = Vec::new();
        facts.extend(ticket.priority.as_deref().map(|word| ("Priority", word)));
        let excerpts = self
            .excerpts
            .as_ref()
            .and_then(|all| all.tickets.get(&ticket.id));
        for (column, cell) in excerpts.into_iter().flatten() {
            facts.push((column, cell));
        }
        if self.role == ReaderRole::Both {
            let name =
                |finding: Option<&str>| html(self.sheet.name_of(finding.unwrap_or_default()));
            let _ = writeln!(
                text,
                "<p>The first reader found <strong>{}</strong>, the second <strong>{}</strong>.</p>",
                name(ticket.first_finding()),
                name(ticket.second.as_deref())
            );
        }
        if !facts.is_empty() {
            text += "<dl class=\"facts\">\n";
            for (name, value) in facts {
                let _ = writeln!(
                    text,
                    "<div><dt>{}</dt><dd>{}</dd></div>",
                    html(name),
                    html(value)
                );
            }
            text += "</dl>\n";
        }
        let export = self.sheet.product.export.as_ref();
        if let Some(url) = export.and_then(|export| export.url_of(&ticket.id)) {
            let _ = writeln!(
                text,
                "<p><a href=\"{}\" target=\"_blank\" rel=\"noopener noreferrer\">Open the ticket</a></p>",
                attribute(&url)
            );
        }
        text + &self.form(ticket) + "</section>\n"
    }

    /// What a field has: what was typed, if it was not saved, else what the row says.
    fn value(&self, field: &str, row: Option<&str>) -> String {
        match self.typed {
            Some(typed) => typed.get(field).to_owned(),
            None => row.unwrap_or_default().to_owned(),
        }
    }

    fn form(&self, ticket: &TicketReading) -> String {
        let current = match self.role {
            ReaderRole::Second => ticket.second.as_deref(),
            ReaderRole::First | ReaderRole::Both => ticket.culprit.as_deref(),
        };
        let chosen = self.value("finding", current);
        let mut text = format!(
            "<form method=\"post\" action=\"{0}\" id=\"classify\">\n{1}<input type=\"hidden\" name=\"seen\" value=\"{2}\">\n\
             <fieldset>\n<legend>What would have prevented this ticket?</legend>\n\
             <p id=\"search\" hidden><label>Search <input type=\"search\" autocomplete=\"off\"></label></p>\n<ul class=\"choices\">\n",
            attribute(&self.url),
            self.hidden(ticket),
            self.sheet.fingerprint(&ticket.id),
        );
        let findings = self.sheet.findings();
        let focused = findings
            .iter()
            .position(|(id, _)| *id == chosen)
            .unwrap_or(0);
        for (at, ((id, name), key)) in findings.iter().zip(finding_keys(&findings)).enumerate() {
            let checked = if *id == chosen { " checked" } else { "" };
            let focus = if at == focused { " autofocus" } else { "" };
            let _ = writeln!(
                text,
                "<li><label><input type=\"radio\" name=\"finding\" value=\"{}\" data-key=\"{key}\" required{checked}{focus}> <kbd>{key}</kbd> <span>{}</span></label></li>",
                attribute(id),
                html(name)
            );
        }
        text += "</ul>\n</fieldset>\n";
        if self.role != ReaderRole::Second {
            let _ = writeln!(
                text,
                "<p><label for=\"note\">Note: what the customer struggled with</label>\n\
                 <input type=\"text\" id=\"note\" name=\"note\" value=\"{}\" autocomplete=\"off\" aria-describedby=\"note-hint\"></p>\n\
                 <p class=\"quiet\" id=\"note-hint\">No customer names, email addresses, app names or database contents: the note is written into git.</p>",
                attribute(&self.value("note", ticket.note.as_deref()))
            );
        }
        if self.role == ReaderRole::First {
            let asked = if ticket.is_doubtful { "true" } else { "" };
            let checked = if self.value("doubt", Some(asked)) == "true" {
                " checked"
            } else {
                ""
            };
            let _ = writeln!(
                text,
                "<p><label class=\"check\"><input type=\"checkbox\" name=\"doubt\" value=\"true\"{checked}> Needs a second reader</label></p>"
            );
        }
        let _ = writeln!(
            text,
            "<p class=\"buttons\"><button>Save and next</button> <a href=\"{}\">Skip</a></p>\n</form>\n\
             <p class=\"quiet\" id=\"keys\" hidden>Keys: a letter or digit chooses, <kbd>Enter</kbd> saves, <kbd>/</kbd> searches, \
             <kbd>n</kbd> writes a note, <kbd>Esc</kbd> returns to the choices.</p>",
            self.link("after", &ticket.id)
        );
        let name = if self.refusal.is_some() {
            self.value("name", None)
        } else {
            String::new()
        };
        let _ = writeln!(
            text,
            "<details>\n<summary>Propose a new culprit</summary>\n<form method=\"post\" action=\"{}\">\n{}\
             <p><label for=\"name\">Name</label>\n<input type=\"text\" id=\"name\" name=\"name\" value=\"{}\" required autocomplete=\"off\"></p>\n\
             <p class=\"buttons\"><button name=\"action\" value=\"propose\">Add to the vocabulary</button></p>\n\
             <p class=\"quiet\">It is added at the end of <code>culprits:</code> in product.yaml. Save this ticket first if you have begun it.</p>\n\
             </form>\n</details>",
            attribute(&self.url),
            self.hidden(ticket),
            attribute(&name)
        );
        text
    }

    fn hidden(&self, ticket: &TicketReading) -> String {
        let fields = [
            ("token", self.token),
            ("reader", self.role_word()),
            ("ticket", &ticket.id),
        ];
        fields
            .iter()
            .map(|(name, value)| {
                format!(
                    "<input type=\"hidden\" name=\"{name}\" value=\"{}\">\n",
                    attribute(value)
                )
            })
            .collect()
    }

    fn progress(&self, progress: &ClassificationProgress) -> String {
        let planned = self.sheet.tickets.len();
        let sentences: Vec<String> = stopping_rule(self.sheet, progress);
        format!(
            "<section aria-labelledby=\"progress\">\n<h2 id=\"progress\">Progress</h2>\n\
             <p><progress max=\"{planned}\" value=\"{}\" aria-labelledby=\"progress\"></progress></p>\n<p>{}</p>\n</section>\n",
            progress.read,
            html(&sentences.join(" "))
        )
    }

    fn readers(&self, progress: &ClassificationProgress) -> String {
        let item = |(word, role): &(&str, ReaderRole)| {
            let label = match role {
                ReaderRole::First => "First reader".to_owned(),
                ReaderRole::Second => match progress.doubtful {
                    0 => "Second reader".to_owned(),
                    1 => "Second reader (1 ticket in doubt)".to_owned(),
                    many => format!("Second reader ({many} tickets in doubt)"),
                },
                ReaderRole::Both => match progress.disputed {
                    1 => "1 disagreement".to_owned(),
                    many => format!("{many} disagreements"),
                },
            };
            let current = if *role == self.role {
                " aria-current=\"page\""
            } else {
                ""
            };
            format!(
                "<li><a href=\"{}?reader={word}\"{current}>{label}</a></li>\n",
                attribute(&self.url)
            )
        };
        let items: String = ROLES.iter().map(item).collect();
        let agreement = match &progress.agreement {
            Some(found) => format!("<p>{}</p>\n", html(&agreement(found))),
            None => String::new(),
        };
        format!(
            "<section aria-labelledby=\"readers\">\n<h2 id=\"readers\">Readers</h2>\n<ul class=\"readers\">\n{items}</ul>\n{agreement}\
             <p class=\"quiet\">A second reader does not see what the first has found. Tickets in doubt do not count for the agreement, because \
             they were not drawn at random.</p>\n</section>\n"
        )
    }

    /// All tickets. A second reader sees only which of them are read.
    fn list(&self) -> String {
        let item = |ticket: &TicketReading| {
            let finding = match self.role {
                ReaderRole::Second => ticket.second.as_deref(),
                ReaderRole::First | ReaderRole::Both => ticket.culprit.as_deref(),
            };
            let found = match (finding, &ticket.culprit) {
                (Some(finding), _) => format!(": {}", html(self.sheet.name_of(finding))),
                (None, Some(_)) => String::new(),
                (None, None) => " (not read)".to_owned(),
            };
            format!(
                "<li><a href=\"{}\">{}</a>{found}</li>\n",
                self.link("ticket", &ticket.id),
                html(&ticket.id)
            )
        };
        let items: String = self.sheet.tickets.iter().map(item).collect();
        format!("<details>\n<summary>All tickets</summary>\n<ol>\n{items}</ol>\n</details>\n")
    }
}
