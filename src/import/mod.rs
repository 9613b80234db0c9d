//! Converts the files of another status tool into content files: a pure function from texts to texts and a report.
//!
//! One file reads each tool. Those that read prose (`cstate`, `postmortems`) share what is hard about it: times (`timestamp`), updates in
//! Markdown (`blocks`, `notation`, `body`) and phases in any words (`phase`, `words`). Those that read fields describe them and convert
//! them to a `StructuredEntry`: `json_file` reads their files, `html` their texts. Component names in several spellings are in
//! `components`. All of them collect their results in an `ImportSession`.
//!
//! Two rules hold for every importer. Nothing is lost: a value without an equivalent becomes a comment or stays in the text. Every
//! assumption is reported, and noted as a comment beside the value.

mod betterstack;
mod blocks;
mod body;
mod cachet;
mod components;
mod cstate;
mod entry;
mod feed;
mod front_matter;
mod history;
mod html;
mod ids;
mod incidentio;
mod instatus;
mod json_file;
mod notation;
mod phase;
mod postmortems;
mod provenance;
mod report;
mod session;
mod settings;
mod severity;
mod source_text;
mod statuspage;
mod structured_entry;
mod timeline;
mod timestamp;
mod translations;
mod update_table;
mod upptime;
mod value;
mod words;

pub use history::{FileChange, SourceCommit, SourceHistory};
pub use notation::notation_examples;
pub use provenance::{TargetState, target_state};
pub use report::{ImportAction, ImportReport};
pub use session::{ImportOptions, ImportOutput, ImportedFile, ImportedPicture};

use crate::base::source::Sources;
use session::{ImportSession, Importer};

/// Defines the enum of the tools from their files.
macro_rules! tools {
    ($($tool:ident: $module:ident),* $(,)?) => {
        /// The tool that wrote the files.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum SourceTool { $($tool),* }

        impl SourceTool {
            /// Every tool, in the order of the help.
            pub const ALL: &[SourceTool] = &[$(SourceTool::$tool),*];

            fn importer(self) -> &'static Importer {
                match self { $(SourceTool::$tool => &$module::IMPORTER),* }
            }
        }
    };
}

tools! {
    Cstate: cstate,
    Statuspage: statuspage,
    Upptime: upptime,
    Instatus: instatus,
    Betterstack: betterstack,
    Incidentio: incidentio,
    Cachet: cachet,
    Feed: feed,
    Postmortems: postmortems,
}

impl SourceTool {
    /// The name on the command line.
    pub fn name(self) -> &'static str {
        self.importer().name
    }

    /// Whether the commits of the source say when its texts were published. Exports of other tools say it themselves.
    pub fn reads_history(self) -> bool {
        matches!(self, SourceTool::Cstate | SourceTool::Postmortems)
    }

    /// What is read, for the help.
    pub fn about(self) -> &'static str {
        self.importer().about
    }
}

/// Imports the files of a tool.
pub fn import_files(tool: SourceTool, from: &Sources, options: &ImportOptions) -> ImportOutput {
    let mut session = ImportSession::new(tool.name(), from, options);
    if let Some(since) = options.history.shallow_since {
        session.report.assumed(
            "",
            format!(
                "the clone is shallow, so publication times before {} are not known; to read them, run `git fetch --unshallow` in it",
                session.date(since)
            ),
        );
    }
    if let Some(reason) = &options.history.unread {
        let line = format!("the git history was not read: {reason}");
        session.report.skipped("", line);
    }
    for (_, file) in from.iter() {
        if str::from_utf8(&file.bytes).is_err() {
            session.report.skipped(&file.path, "not UTF-8 text");
        }
    }
    (tool.importer().import)(from, &mut session);
    session.finish(options.site_id)
}
