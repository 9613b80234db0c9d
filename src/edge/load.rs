//! Reads the content and the theme of a site from the disk. The one file that names `walkdir`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result, anyhow, bail};
use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::portable_path::portable_path;
use crate::base::diagnostic::{nearest, quoted_list};
use crate::base::file_summary::FileSummary;
use crate::base::source::{FileId, SkipReason, SkippedFile, SourceFile, Sources, encryption_tool};
use crate::check::Environment;
use crate::model::branding::BrandImage;
use crate::model::static_file::StaticFile;
use crate::parse::layout::{INTERNAL_FOLDER, STATIC_FOLDER};
use crate::render::theme::builtin::{BUILTIN_THEMES, BuiltinTheme};
use crate::render::theme::files::ThemeFiles;
use crate::view::locale;

/// Files of operating systems and editors, which are never published.
const IGNORED_STATIC_FILES: [&str; 6] = [
    ".git",
    ".gitignore",
    ".gitattributes",
    ".gitkeep",
    ".gitmodules",
    ".DS_Store",
];

/// No file of the content format is anywhere near as large; one that is published as it is may be.
pub(super) const MAX_FILE_SIZE: u64 = 16 * 1024 * 1024;

/// A site's folder on the disk.
#[derive(Clone, Debug)]
pub struct SiteRoot {
    /// The folder that holds `content/`.
    pub folder: PathBuf,
    /// The content folder, where the link leads if `content` is one.
    pub content: PathBuf,
}

/// Which content is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContentScope {
    All,
    /// Without `internal/`, which then may be encrypted, unreadable or faulty.
    Public,
}

impl SiteRoot {
    /// The nearest folder with `content/site.yaml`, from `start` upwards.
    ///
    /// # Errors
    /// When no folder up to the root of the disk has one.
    pub fn find(start: &Path) -> Result<SiteRoot> {
        let start = canonicalize(start)?;
        let found = start
            .ancestors()
            .find(|folder| folder.join("content/site.yaml").is_file());
        match found {
            Some(folder) => SiteRoot::new(folder),
            None => bail!(
                "there is no `content/site.yaml` in {} or in any directory above it; set the site's directory with `-C DIR`, \
                 or create a site with `statuary new site DIR`",
                start.display()
            ),
        }
    }

    /// The site of a folder.
    ///
    /// # Errors
    /// When it has no folder `content`.
    pub fn new(folder: &Path) -> Result<SiteRoot> {
        Ok(SiteRoot {
            folder: folder.to_owned(),
            content: fs_err::canonicalize(folder.join("content"))?,
        })
    }

    /// Reads every file of the content folder.
    ///
    /// # Errors
    /// When a folder cannot be listed to its end or a file cannot be read: a page that is silently missing would be worse than no build.
    pub fn load(&self, scope: ContentScope) -> Result<Sources> {
        self.load_matching(scope, |_| true)
    }

    /// Reads the files of the content folder whose paths are wanted.
    ///
    /// # Errors
    /// As [`SiteRoot::load`].
    pub fn load_matching(
        &self,
        scope: ContentScope,
        wanted: impl Fn(&str) -> bool + Sync,
    ) -> Result<Sources> {
        let content = &self.content;
        let internal = content.join(INTERNAL_FOLDER.trim_end_matches('/'));
        let (paths, mut skipped) = list_files(content, content, |entry| entry.path() != internal)?;
        let (mut files, summaries) = read_files(content, &paths, &wanted)?;
        if !files.iter().any(|file| file.path == "site.yaml") {
            bail!(
                "{} is a link or no longer there, so there is no site to read",
                content.join("site.yaml").display()
            );
        }
        if scope == ContentScope::All && internal.symlink_metadata().is_ok() {
            let (more, skipped_too) = read_internal(content, &internal, &wanted)?;
            files.extend(more);
            skipped.extend(skipped_too);
        }
        let sources = Sources::new(files).with_summaries(summaries);
        Ok(sources.with_skipped(skipped))
    }

    /// Reads single files of the content again and puts them in the place of what they were; returns which have changed. `None` if
    /// everything must be read again: a file was added or removed, or is no file any more.
    ///
    /// # Errors
    /// As [`SiteRoot::load`].
    pub fn reload_changed(
        &self,
        sources: &mut Sources,
        changed: &[PathBuf],
    ) -> Result<Option<Vec<FileId>>> {
        let content = &self.content;
        let mut others = Vec::new();
        for path in changed
            .iter()
            .filter(|path| path.starts_with(content))
            .collect::<BTreeSet<_>>()
        {
            let inside = relative_path(content, path)?;
            let folder = format!("{inside}/");
            match (sources.find(&inside), path.symlink_metadata()) {
                (Some(file), Ok(data)) if data.is_file() => {
                    let (bytes, summary) = read_file(path, &inside)?;
                    if bytes != sources.file(file).bytes
                        || summary.as_ref() != sources.summary(&inside)
                    {
                        others.push((file, bytes, summary));
                    }
                }
                // Editors create temporary files next to the one that they save.
                (None, Err(_))
                    if !sources
                        .iter()
                        .any(|(_, file)| file.path.starts_with(&folder)) => {}
                (None, Ok(_))
                    if !inside.starts_with(STATIC_FOLDER)
                        && path
                            .file_name()
                            .is_some_and(|name| name.to_string_lossy().starts_with('.')) => {}
                _ => return Ok(None),
            }
        }
        let replace = |(file, bytes, summary)| {
            match summary {
                Some(summary) => sources.replace_by_summary(file, summary),
                None => sources.replace(file, bytes),
            }
            file
        };
        Ok(Some(others.into_iter().map(replace).collect()))
    }

    /// The files of the site's own themes, by the names of their folders in `themes/`.
    ///
    /// # Errors
    /// When a folder cannot be listed or a file cannot be read.
    pub fn themes(&self) -> Result<Themes> {
        let folder = self.themes_folder();
        let mut themes = Themes::new();
        if !folder.is_dir() {
            return Ok(themes);
        }
        for entry in fs_err::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                themes.insert(
                    relative_path(&folder, &path)?,
                    theme_files(&canonicalize(&path)?)?,
                );
            }
        }
        Ok(themes)
    }

    /// Where the site's own themes are.
    pub fn themes_folder(&self) -> PathBuf {
        self.folder.join("themes")
    }
}

/// Stops a command that needs internal content which was not read: it would show an empty site, or sums of a part.
///
/// # Errors
/// When none of it was read, with the reason.
pub fn require_internal(sources: &Sources) -> Result<()> {
    match sources.unread_internal() {
        None => Ok(()),
        Some(skipped) => bail!(
            "{}; this command needs it (`statuary build --audience public` does not)",
            skipped.message()
        ),
    }
}

/// Stops a command that would write through a symbolic link, where nothing is read.
///
/// # Errors
/// When a part of the path from the content folder is one.
pub fn refuse_links(content: &Path, path: &str) -> Result<()> {
    let ends = path.match_indices('/').map(|(end, _)| end);
    for end in ends.chain([path.len()]) {
        let part = content.join(&path[..end]);
        if part.is_symlink() {
            bail!(
                "{} is a symbolic link and is not read, so nothing is written there; replace it with the file or directory that it points to",
                part.display()
            );
        }
    }
    Ok(())
}

/// The internal files; or none, and which of them cannot be read.
fn read_internal(
    content: &Path,
    internal: &Path,
    wanted: &(impl Fn(&str) -> bool + Sync),
) -> Result<(Vec<SourceFile>, Vec<SkippedFile>)> {
    if internal.is_symlink() {
        let path = relative_path(content, internal)?;
        let reason = SkipReason::Link;
        return Ok((Vec::new(), vec![SkippedFile { path, reason }]));
    }
    let listed = list_files(content, internal, |_| true);
    let read =
        listed.and_then(|(paths, skipped)| Ok((read_files(content, &paths, wanted)?.0, skipped)));
    let unread = match &read {
        Ok((files, _)) => files.iter().find_map(|file| {
            Some(SkippedFile {
                path: file.path.clone(),
                reason: SkipReason::EncryptedInternal(encryption_tool(&file.bytes)?),
            })
        }),
        Err(error) if is_permission_denied(error) => Some(SkippedFile {
            path: INTERNAL_FOLDER.trim_end_matches('/').to_owned(),
            reason: SkipReason::UnreadableInternal(format!("{:#}", error.root_cause())),
        }),
        Err(_) => None,
    };
    unread.map_or(read, |skipped| Ok((Vec::new(), vec![skipped])))
}

fn is_permission_denied(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|error| error.kind() == ErrorKind::PermissionDenied)
}

/// The absolute path of a given file or folder.
///
/// # Errors
/// When it is not there or cannot be reached.
pub fn canonicalize(path: &Path) -> Result<PathBuf> {
    match fs_err::canonicalize(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            bail!("there is no file or directory `{}`", path.display())
        }
        found => Ok(found?),
    }
}

/// The site's own themes: names of folders, each with its files.
pub type Themes = BTreeMap<String, Vec<(String, String)>>;

/// The design with a name: a theme inside the program, one of the site's own, or the first with changes by the second.
///
/// # Errors
/// When there is no theme of that name.
pub fn find_design(themes: &Themes, name: &str) -> Result<ThemeFiles> {
    let own = themes.get(name);
    if own.is_none() && BuiltinTheme::by_name(name).is_none() {
        let known = theme_names(themes);
        let known = || known.iter().map(String::as_str);
        let suggestion = nearest(name, known()).map(|near| format!("did you mean `{near}`?"));
        bail!(
            "there is no theme `{name}` inside the program or in themes/; {}",
            suggestion.unwrap_or_else(|| format!("available themes: {}", quoted_list(known())))
        );
    }
    Ok(ThemeFiles {
        name: name.to_owned(),
        overrides: own.cloned().unwrap_or_default(),
    })
}

/// What the settings of a site may name: what is inside the program, and what the site's own themes bring.
pub fn environment(themes: &Themes) -> Environment {
    Environment {
        languages: available_languages(themes),
        themes: theme_names(themes),
    }
}

/// The names of all themes, in order.
fn theme_names(themes: &Themes) -> Vec<String> {
    let builtin = BUILTIN_THEMES.iter().map(|theme| theme.name);
    themes
        .keys()
        .map(String::as_str)
        .chain(builtin)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .map(str::to_owned)
        .collect()
}

/// The languages, by their tags, that the program or one of the themes has words for.
fn available_languages(themes: &Themes) -> Vec<String> {
    let mut tags: Vec<String> = locale::BUILTIN_LOCALES
        .iter()
        .map(|(tag, _)| (*tag).to_owned())
        .collect();
    for (path, _) in themes.values().flatten() {
        let tag = path
            .strip_prefix("strings/")
            .and_then(|name| name.strip_suffix(".ftl"));
        tags.extend(
            tag.filter(|tag| !tags.iter().any(|known| known == tag))
                .map(str::to_owned),
        );
    }
    tags
}

/// The files of a theme. Other files, such as a README, are ignored.
fn theme_files(folder: &Path) -> Result<Vec<(String, String)>> {
    let (paths, mut skipped) = list_files(folder, folder, |_| true)?;
    skipped.retain(|skipped| skipped.reason != SkipReason::EditorFile);
    if !skipped.is_empty() {
        let messages = skipped.iter().map(SkippedFile::message);
        bail!(
            "{}: {}",
            folder.display(),
            messages.collect::<Vec<_>>().join("; ")
        );
    }
    let known = |path: &&PathBuf| {
        let end = path.extension().and_then(|end| end.to_str());
        matches!(end, Some("html" | "css" | "ftl" | "svg" | "js"))
    };
    let wanted = paths.iter().filter(known);
    let read = |path: &PathBuf| {
        let text = fs_err::read_to_string(path)?;
        let name = relative_path(folder, path)?;
        if name.ends_with(".html") && text.trim().is_empty() {
            bail!(
                "{} is empty, so pages would have nothing in its place; remove it, or write `{{# nothing #}}` if that is meant",
                path.display()
            );
        }
        Ok((name, text))
    };
    wanted.map(read).collect()
}

/// Files, and what is known of those among them whose bytes are not kept.
pub(super) type FilesAndSummaries = (Vec<SourceFile>, BTreeMap<String, FileSummary>);

fn read_files(
    content: &Path,
    paths: &[PathBuf],
    wanted: &(impl Fn(&str) -> bool + Sync),
) -> Result<FilesAndSummaries> {
    let read = |path: &PathBuf| {
        let relative = match relative_path(content, path) {
            Ok(relative) if !wanted(&relative) => return None,
            relative => relative,
        };
        Some(relative.and_then(|relative| {
            let (bytes, summary) = read_file(path, &relative)?;
            let summary = summary.map(|summary| (relative.clone(), summary));
            let path = relative;
            Ok((SourceFile { path, bytes }, summary))
        }))
    };
    let read: Vec<_> = paths.par_iter().filter_map(read).collect::<Result<_>>()?;
    let (files, summaries): (Vec<_>, Vec<_>) = read.into_iter().unzip();
    Ok((files, summaries.into_iter().flatten().collect()))
}

/// All of a file, unless it is too large for one of content; or what is known of a file that is published as it is.
fn read_file(path: &Path, inside: &str) -> Result<(Vec<u8>, Option<FileSummary>)> {
    let mut file = fs_err::File::open(path)?;
    let size = file.metadata()?.len();
    if !is_held(inside, size) {
        return Ok((Vec::new(), Some(FileSummary::read(file)?)));
    }
    if size > MAX_FILE_SIZE {
        bail!(
            "{} has {size} bytes; files of content have at most {MAX_FILE_SIZE}",
            path.display()
        );
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size)? + 1);
    file.read_to_end(&mut bytes)?;
    Ok((bytes, None))
}

/// Whether the bytes of a file are kept in memory. Of those that are published as they are, pages embed small pictures.
pub(super) fn is_held(path: &str, size: u64) -> bool {
    let most = match path.rsplit_once('.') {
        Some((_, "svg")) => BrandImage::MAX_FAVICON_BYTES,
        _ => BrandImage::MAX_INLINE_BYTES,
    };
    !path.starts_with(STATIC_FOLDER) || size <= most
}

/// Opens a file of `static/` whose bytes are not kept, by its path on the site.
///
/// # Errors
/// When it is no longer the file that was found there.
pub(super) fn open_static_file(content: &Path, file: &StaticFile) -> Result<File> {
    let path = content.join(STATIC_FOLDER).join(&file.path);
    let data = fs_err::symlink_metadata(&path)?;
    if !data.is_file() || data.len() != file.summary.length {
        return Err(changed_file_error(content, file));
    }
    Ok(fs_err::File::open(path)?.into_parts().0)
}

/// A file is not what it was when the content was read.
pub(super) fn changed_file_error(content: &Path, file: &StaticFile) -> anyhow::Error {
    anyhow!(
        "{} was changed while it was published; run the command again",
        content.join(STATIC_FOLDER).join(&file.path).display()
    )
}

/// What is in a folder.
#[derive(PartialEq)]
struct Listing {
    files: Vec<PathBuf>,
    /// What is no ordinary file, and is not read.
    skipped: Vec<SkippedFile>,
    folders: Vec<PathBuf>,
}

/// How often a folder is listed at most, where files in it are replaced all the time.
const MAX_LISTINGS: usize = 20;
/// A folder that was changed so shortly before may have been changed while it was listed. Systems store the time of a change to about 10 ms.
const RECENT: Duration = Duration::from_millis(200);

/// Every ordinary file below `start`, which is in `folder`, and what else is there.
///
/// While a file is replaced by a rename, a listing may have neither the old name nor the new one. So a folder that was changed a moment ago is
/// listed until two listings are the same.
fn list_files(
    folder: &Path,
    start: &Path,
    wanted: impl Fn(&DirEntry) -> bool,
) -> Result<(Vec<PathBuf>, Vec<SkippedFile>)> {
    let mut listing = list_once(folder, start, &wanted)?;
    for _ in 1..MAX_LISTINGS {
        if !listing
            .folders
            .iter()
            .any(|folder| was_changed_recently(folder))
        {
            break;
        }
        let again = list_once(folder, start, &wanted)?;
        let is_same = again == listing;
        listing = again;
        if is_same {
            break;
        }
    }
    Ok((listing.files, listing.skipped))
}

fn was_changed_recently(folder: &Path) -> bool {
    let changed = std::fs::metadata(folder).and_then(|data| data.modified());
    changed.map_or(true, |changed| {
        let age = SystemTime::now().duration_since(changed);
        age.is_ok_and(|age| age < RECENT)
    })
}

/// Lists a folder once. Links are not followed, so nothing outside is read. Hidden files are passed over, but not among those that are
/// published as they are: `.well-known` is one.
fn list_once(folder: &Path, start: &Path, wanted: &impl Fn(&DirEntry) -> bool) -> Result<Listing> {
    let (mut files, mut skipped, mut folders) = (Vec::new(), Vec::new(), Vec::new());
    let visible = |entry: &DirEntry| {
        let name = entry.file_name().to_string_lossy();
        let is_static = entry
            .path()
            .strip_prefix(folder)
            .is_ok_and(|path| path.starts_with(STATIC_FOLDER));
        entry.depth() == 0 || is_visible(&name, is_static) && wanted(entry)
    };
    for entry in walk(start, visible) {
        let entry = entry?;
        let is_of_editor = is_of_editor(&entry.file_name().to_string_lossy());
        if entry.file_type().is_file() && !is_of_editor {
            files.push(entry.into_path());
        } else if entry.file_type().is_dir() {
            folders.push(entry.into_path());
        } else {
            skipped.push(SkippedFile {
                path: relative_path(folder, entry.path())?,
                reason: if is_of_editor {
                    SkipReason::EditorFile
                } else if entry.file_type().is_symlink() {
                    SkipReason::Link
                } else {
                    SkipReason::SpecialFile
                },
            });
        }
    }
    Ok(Listing {
        files,
        skipped,
        folders,
    })
}

/// Whether a file is what an editor keeps beside the one that is edited: `page.md~`, `#page.md#`, `.#page.md`, `.page.md.swp`, and `4913`,
/// by which Vim tries whether it may write.
fn is_of_editor(name: &str) -> bool {
    let is_swap = |end: &str| matches!(end, "swp" | "swo" | "swx");
    name.ends_with('~')
        || name.starts_with(".#")
        || name.starts_with('#') && name.ends_with('#')
        || name == "4913"
        || name.rsplit_once('.').is_some_and(|(_, end)| is_swap(end))
}

/// Hidden files and folders are passed over, but not among those that are published as they are.
fn is_visible(name: &str, is_static: bool) -> bool {
    !name.starts_with('.') || is_static && !IGNORED_STATIC_FILES.contains(&name)
}

/// Whether a path from the content folder is one of those that [`SiteRoot::load`] reads.
pub(super) fn is_content(path: &str) -> bool {
    path.split('/')
        .all(|name| is_visible(name, path.starts_with(STATIC_FOLDER)) && !is_of_editor(name))
}

/// Every ordinary file of a folder that is not a site of ours, or one file alone. Hidden folders, such as those of version control, and
/// what is too large for a text are passed over.
///
/// # Errors
/// When a folder cannot be listed or a file cannot be read.
pub fn load_foreign(place: &Path) -> Result<Sources> {
    if fs_err::metadata(place)?.is_file() {
        let name = place
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        return Ok(Sources::new(vec![SourceFile {
            path: name,
            bytes: fs_err::read(place)?,
        }]));
    }
    let hidden = |entry: &DirEntry| {
        entry.file_type().is_dir() && entry.file_name().to_string_lossy().starts_with('.')
    };
    let wanted = |entry: &DirEntry| {
        entry.depth() == 0 || !(hidden(entry) || entry.file_name() == "node_modules")
    };
    let mut found = Vec::new();
    for entry in walk(place, wanted) {
        let entry = entry?;
        if entry.file_type().is_file() && entry.metadata()?.len() <= MAX_FILE_SIZE {
            let inside = entry.path().strip_prefix(place)?;
            found.push(SourceFile {
                path: portable_path(inside),
                bytes: fs_err::read(entry.path())?,
            });
        }
    }
    Ok(Sources::new(found))
}

/// The paths from a folder of everything below it but folders, hidden files too.
pub(super) fn list_all_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut paths = Vec::new();
    for entry in walk(folder, |_| true) {
        let entry = entry?;
        if !entry.file_type().is_dir() {
            paths.push(entry.path().strip_prefix(folder)?.to_owned());
        }
    }
    Ok(paths)
}

/// Everything in a folder and in its folders that are wanted, by name.
fn walk(
    folder: &Path,
    wanted: impl FnMut(&DirEntry) -> bool,
) -> impl Iterator<Item = Result<DirEntry>> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    let entries = entries.filter_entry(wanted);
    entries.map(|entry| entry.with_context(|| format!("cannot list {}", folder.display())))
}

fn relative_path(folder: &Path, path: &Path) -> Result<String> {
    let inside = path.strip_prefix(folder).unwrap_or(path);
    let parts: Option<Vec<&str>> = inside.iter().map(|part| part.to_str()).collect();
    match parts {
        Some(parts) => Ok(parts.join("/")),
        None => bail!(
            "file name `{}` is not UTF-8 and cannot be used in a URL",
            path.display()
        ),
    }
}
