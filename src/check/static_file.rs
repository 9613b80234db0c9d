//! What is published as it is.

use crate::base::file_summary::FileSummary;
use crate::base::source::{SourceFile, Sources};
use crate::model::static_file::StaticFile;
use crate::parse::layout;

/// All of it.
pub(super) fn static_files(sources: &Sources) -> Vec<StaticFile> {
    let files = sources.iter().map(|(_, file)| file);
    let all = files.filter(|file| layout::is_static(&file.path));
    all.filter_map(|file| static_file(sources, file)).collect()
}

pub(super) fn static_file(sources: &Sources, file: &SourceFile) -> Option<StaticFile> {
    let summary = sources.summary(&file.path);
    Some(StaticFile {
        path: file.path.strip_prefix(layout::STATIC_FOLDER)?.to_owned(),
        summary: summary
            .cloned()
            .unwrap_or_else(|| FileSummary::of(&file.bytes)),
        bytes: summary.is_none().then(|| file.bytes.as_slice().into()),
    })
}
