//! Files of another revision, read from the objects of git without a checkout.
//!
//! No hooks, monitors, pagers or filters of the repository are run, and nothing is fetched.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, anyhow, bail};

use super::load::{self, ContentScope, FilesAndSummaries, MAX_FILE_SIZE, SiteRoot, is_held};
use crate::base::file_summary::FileSummary;
use crate::base::source::{SourceFile, Sources, encryption_tool};
use crate::parse::layout::INTERNAL_FOLDER;

/// The branches that changes are merged into, if none is given: the default branch of the remote, then usual names.
const MAIN_BRANCHES: [&str; 5] = [
    "refs/remotes/origin/HEAD",
    "refs/remotes/origin/main",
    "refs/remotes/origin/master",
    "main",
    "master",
];

/// The repository that holds a site.
#[derive(Debug)]
pub struct Repository {
    /// Where git is run: a folder of the content.
    folder: PathBuf,
    /// Whether the environment says where the repository is, and not the folder.
    is_in_environment: bool,
    /// The folder from the top of the repository, with a slash at the end.
    prefix: String,
    /// The folder from that of the content, with a slash at the end.
    path: String,
}

/// An ordinary file or a submodule of a commit.
struct ListedObject<'l> {
    id: &'l str,
    /// From the content folder.
    path: String,
    is_submodule: bool,
}

/// A commit that the content can be compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseCommit {
    pub commit: String,
    /// How it was named, or found.
    pub name: String,
}

impl Repository {
    /// The repository that a folder lies in, whatever the environment says.
    pub(super) fn of_folder(folder: PathBuf) -> Repository {
        Repository {
            folder,
            is_in_environment: false,
            prefix: String::new(),
            path: String::new(),
        }
    }

    /// The repository that a site's content lies in.
    ///
    /// # Errors
    /// When git is not there, or the folder is in no work tree.
    pub fn discover(root: &SiteRoot) -> Result<Repository> {
        // Hooks are run with an environment that leads to their repository from the folder that they are run in. A submodule as content
        // has a history of its own.
        let is_own = std::env::var_os("GIT_DIR").is_none() || root.content.join(".git").exists();
        let mut repository = Repository {
            folder: root.content.clone(),
            is_in_environment: !is_own,
            prefix: String::new(),
            path: String::new(),
        };
        let top = repository
            .query(&["rev-parse", "--show-toplevel"])
            .context("the content is not in a git work tree")?;
        let top = fs_err::canonicalize(top)?;
        let content = &root.content;
        let Ok(inside) = content.strip_prefix(&top) else {
            bail!(
                "{} is not in the work tree of {}",
                content.display(),
                top.display()
            )
        };
        let parts: Option<Vec<&str>> = inside.iter().map(|part| part.to_str()).collect();
        let parts =
            parts.with_context(|| format!("the name of {} is not UTF-8", content.display()))?;
        repository.prefix = parts.iter().map(|part| format!("{part}/")).collect();
        Ok(repository)
    }

    /// The commit that is named: `REVISION`, or `REVISION...` for its merge base with this one. Without a name it is the merge base with
    /// the main branch.
    ///
    /// # Errors
    /// When it is not here, with what to fetch.
    pub fn resolve_base(&self, revision: Option<&str>) -> Result<BaseCommit> {
        match revision {
            None => {
                let main = MAIN_BRANCHES
                    .into_iter()
                    .find(|name| self.resolve_commit(name).is_some());
                let main = main.with_context(|| {
                    format!(
                        "there is no main branch here ({}); name a revision, or fetch one: {}",
                        MAIN_BRANCHES.map(short_branch_name).join(", "),
                        self.fetch_command("main")
                    )
                })?;
                self.merge_base(main)
            }
            Some(revision) => match revision.strip_suffix("...") {
                Some(name) => self.merge_base(name),
                None => Ok(BaseCommit {
                    commit: self.require_commit(revision)?,
                    name: revision.to_owned(),
                }),
            },
        }
    }

    pub(super) fn resolve_commit(&self, name: &str) -> Option<String> {
        self.query(&[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &format!("{name}^{{commit}}"),
        ])
        .ok()
    }

    fn require_commit(&self, name: &str) -> Result<String> {
        self.resolve_commit(name).with_context(|| {
            let help = match (name.contains(['^', '~', '@']), self.is_shallow()) {
                (true, true) => {
                    "; fetch more of the history first: git fetch --deepen=1".to_owned()
                }
                (true, false) => String::new(),
                (false, _) => format!(
                    "; fetch it first: {}",
                    self.fetch_command(name.strip_prefix("origin/").unwrap_or(name))
                ),
            };
            format!("there is no revision `{name}` here{help}")
        })
    }

    /// The command that fetches a branch.
    fn fetch_command(&self, branch: &str) -> String {
        let depth = if self.is_shallow() { "--depth=1 " } else { "" };
        format!("git fetch {depth}origin {branch}:refs/remotes/origin/{branch}")
    }

    pub(super) fn is_shallow(&self) -> bool {
        self.query(&["rev-parse", "--is-shallow-repository"])
            .is_ok_and(|answer| answer == "true")
    }

    fn merge_base(&self, name: &str) -> Result<BaseCommit> {
        let other = self.require_commit(name)?;
        let name = short_branch_name(name);
        match self.query(&["merge-base", &other, "HEAD"]) {
            Ok(commit) => Ok(BaseCommit {
                commit,
                name: format!("the merge base with {name}"),
            }),
            Err(_) if self.is_shallow() => bail!(
                "the history of this clone is too short to find the merge base of {name} and HEAD; fetch more of it \
                 (git fetch --deepen=100, or `fetch-depth: 0` in a workflow), or compare with {name} as it is now: \
                 statuary diff {name}"
            ),
            Err(_) => {
                bail!("{name} and HEAD have no history in common; name a revision to compare with")
            }
        }
    }

    /// The content of a commit; `None` if it has no site there. Files that are checked out unchanged are those of `checked_out`, because
    /// git may write them with other line ends than it stores, decrypt them, or fetch them from another store.
    ///
    /// # Errors
    /// When objects are missing or git fails.
    pub fn read_content(
        &self,
        base: &BaseCommit,
        scope: ContentScope,
        checked_out: &Sources,
    ) -> Result<Option<Sources>> {
        let (files, summaries) = self.read_files(base, scope, checked_out)?;
        let is_site = files.iter().any(|file| file.path == "site.yaml");
        Ok(is_site.then(|| Sources::new(files).with_summaries(summaries)))
    }

    /// The files of a commit, with those of the commits of its submodules.
    fn read_files(
        &self,
        base: &BaseCommit,
        scope: ContentScope,
        checked_out: &Sources,
    ) -> Result<FilesAndSummaries> {
        let path = self.content_path();
        let listing = self.run_git(
            &[
                "ls-tree",
                "-r",
                "-z",
                "--full-tree",
                &base.commit,
                "--",
                path,
            ],
            &[],
        )?;
        let listing = String::from_utf8(listing)
            .context("a file of the revision has a name that is not UTF-8")?;
        let listed = listing
            .split_terminator('\0')
            .filter_map(|line| self.parse_listing_line(line))
            .filter(|one| scope == ContentScope::All || !one.path.starts_with(INTERNAL_FOLDER));
        let (files, submodules): (Vec<_>, Vec<_>) = listed.partition(|one| !one.is_submodule);
        let ids: String = files.iter().map(|file| format!("{}\n", file.id)).collect();
        let unmodified = self.unmodified_files()?;
        let mut summaries = BTreeMap::new();
        let mut blob = |answer: &mut dyn BufRead, ListedObject { id, path, .. }: &ListedObject| {
            let (stored, stored_summary) = read_blob(answer, id, path)?;
            let here = checked_out.find(path).map(|file| checked_out.file(file));
            let same = |here: &&SourceFile| {
                unmodified.get(path).is_some_and(|found| found == id)
                    || stored_summary.is_none() && equal_except_line_ends(&here.bytes, &stored)
            };
            let (bytes, summary) = match here.filter(same) {
                Some(here) => (here.bytes.clone(), checked_out.summary(path).cloned()),
                None => (stored, stored_summary.clone()),
            };
            summaries.extend(summary.map(|summary| (path.clone(), summary)));
            if let Some(tool) = encryption_tool(&bytes)
                && path.starts_with(INTERNAL_FOLDER)
            {
                let name = &base.name;
                bail!(
                    "content/{path} is encrypted with {tool} in {name}; compare without `--internal`"
                );
            }
            Ok(SourceFile {
                path: path.clone(),
                bytes,
            })
        };
        let mut files: Vec<SourceFile> =
            self.stream_git(&[], &["cat-file", "--batch"], ids.as_bytes(), |answer| {
                files.iter().map(|file| blob(answer, file)).collect()
            })?;
        for ListedObject { id, path, .. } in submodules {
            let submodule = Repository {
                folder: self.folder.join(&path[self.path.len()..]),
                is_in_environment: false,
                prefix: String::new(),
                path: path + "/",
            };
            // One that is not checked out has no files here either.
            if submodule.folder.join(".git").exists() {
                let name = format!("{} in {}", submodule.path, base.name);
                let commit = submodule.require_commit(id).with_context(|| {
                    format!(
                        "the submodule {} is not complete",
                        submodule.folder.display()
                    )
                })?;
                let (more, known) =
                    submodule.read_files(&BaseCommit { commit, name }, scope, checked_out)?;
                files.extend(more);
                summaries.extend(known);
            }
        }
        Ok((files, summaries))
    }

    /// An ordinary file or a submodule of the content, from a line of a listing: `100644 blob 4b825dc… TAB path`.
    fn parse_listing_line<'l>(&self, line: &'l str) -> Option<ListedObject<'l>> {
        let (about, path) = line.split_once('\t')?;
        let (mode, rest) = about.split_once(' ')?;
        let (_, id) = rest.split_once(' ')?;
        let path = format!("{}{}", self.path, path.strip_prefix(&self.prefix)?);
        let is_submodule = mode == "160000";
        let is_read = is_submodule || mode.starts_with("100") && load::is_content(&path);
        is_read.then_some(ListedObject {
            id,
            path,
            is_submodule,
        })
    }

    /// The commit of the branch that the site is published from: the main branch, or what is checked out if there is none. `None` before the
    /// first commit.
    pub(super) fn published_commit(&self) -> Option<String> {
        let mut names = MAIN_BRANCHES.into_iter().chain(["HEAD"]);
        names.find_map(|name| self.resolve_commit(name))
    }

    /// The content folder from the top of the repository, with a slash at the end; empty for the top itself.
    pub(super) fn content_folder(&self) -> &str {
        &self.prefix
    }

    /// The content folder as git takes it.
    fn content_path(&self) -> &str {
        if self.prefix.is_empty() {
            "."
        } else {
            &self.prefix
        }
    }

    /// The objects of the files that are checked out as they are in the index, by their paths in the content.
    fn unmodified_files(&self) -> Result<BTreeMap<String, String>> {
        let path = format!(":/{}", self.prefix);
        let listing = self.run_git(
            &["ls-files", "--stage", "--full-name", "-z", "--", &path],
            &[],
        )?;
        let listing = String::from_utf8_lossy(&listing);
        // A file that may have changed since is compared with the index, through its filter if there is one.
        let compare = ["diff-files", "--name-only", "-z", "--", &path];
        let modified = self.run_git_with(&self.without_filters(), &compare, &[])?;
        let modified = String::from_utf8_lossy(&modified);
        let modified: BTreeSet<&str> = modified
            .split_terminator('\0')
            .filter_map(|path| path.strip_prefix(&self.prefix))
            .collect();
        let indexed = listing.split_terminator('\0').filter_map(|line| {
            // `100644 4b825dc… 0 TAB path`; another number than 0 is one side of a conflict.
            let (about, path) = line.split_once('\t')?;
            let id = about.split(' ').nth(1)?;
            let path = path.strip_prefix(&self.prefix)?;
            let is_known = about.ends_with(" 0") && !modified.contains(path);
            is_known.then(|| (format!("{}{path}", self.path), id.to_owned()))
        });
        Ok(indexed.collect())
    }

    /// The options of git that empty the commands of each filter. Filters can be configured in too many places to exclude them one by one.
    fn without_filters(&self) -> Vec<String> {
        let names = self.run_git(
            &["config", "-z", "--name-only", "--get-regexp", r"^filter\."],
            &[],
        );
        // It fails if there is none.
        let names = names.unwrap_or_default();
        let names = String::from_utf8_lossy(&names);
        let empty = names.split_terminator('\0').map(|name| {
            let is_required = name.ends_with(".required");
            format!("{name}={}", if is_required { "false" } else { "" })
        });
        empty.flat_map(|one| ["-c".to_owned(), one]).collect()
    }

    /// One line of an answer.
    pub(super) fn query(&self, arguments: &[&str]) -> Result<String> {
        self.query_with_input(arguments, &[])
    }

    pub(super) fn query_with_input(&self, arguments: &[&str], input: &[u8]) -> Result<String> {
        let answer = String::from_utf8(self.run_git(arguments, input)?)
            .context("git returned a name that is not UTF-8")?;
        Ok(answer.trim_end_matches(['\n', '\r']).to_owned())
    }

    pub(super) fn run_git(&self, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>> {
        self.run_git_with(&[], arguments, input)
    }

    fn run_git_with(
        &self,
        options: &[String],
        arguments: &[&str],
        input: &[u8],
    ) -> Result<Vec<u8>> {
        self.stream_git(options, arguments, input, |answer| {
            let mut all = Vec::new();
            answer.read_to_end(&mut all)?;
            Ok(all)
        })
    }

    /// Runs git, and reads its answer while it is written.
    pub(super) fn stream_git<T>(
        &self,
        options: &[String],
        arguments: &[&str],
        input: &[u8],
        read: impl FnOnce(&mut dyn BufRead) -> Result<T>,
    ) -> Result<T> {
        let mut command = Command::new("git");
        command.args([
            "--no-pager",
            "--no-replace-objects",
            "-c",
            "core.fsmonitor=false",
            "-c",
            "core.hooksPath=/dev/null",
        ]);
        command
            .args(options)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let settings = [
            ("GIT_OPTIONAL_LOCKS", "0"),
            ("GIT_NO_LAZY_FETCH", "1"),
            ("GIT_TERMINAL_PROMPT", "0"),
            ("LC_ALL", "C"),
        ];
        command
            .envs(settings)
            .env_remove("GIT_EXTERNAL_DIFF")
            .env_remove("GIT_INDEX_FILE");
        if !self.is_in_environment {
            command
                .current_dir(&self.folder)
                .env_remove("GIT_DIR")
                .env_remove("GIT_WORK_TREE");
        }
        let mut child = command.spawn().map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => {
                anyhow!("cannot find `git`, which is needed to read revisions; install it, or add it to PATH")
            }
            _ => anyhow!("cannot run git: {error}"),
        })?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        // Questions and answers do not wait for each other.
        let (answer, output) = std::thread::scope(|scope| {
            scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
            let errors = scope.spawn(|| child.wait_with_output());
            let stdout = stdout.context("git has no output")?;
            let answer = read(&mut BufReader::new(stdout));
            let errors = errors.join();
            anyhow::Ok((answer, errors.map_err(|_| anyhow!("cannot run git"))??))
        })?;
        let message = String::from_utf8_lossy(&output.stderr);
        // Without a message, git ended because nobody reads the rest of its answer.
        if !output.status.success() && (answer.is_ok() || !message.trim().is_empty()) {
            bail!(
                "git {}: {}",
                arguments.first().unwrap_or(&""),
                message.trim()
            );
        }
        answer
    }
}

/// One object of an answer: `ID blob SIZE`, the bytes, and a line end. Of one that is published as it is, what is known of it.
pub(super) fn read_blob(
    answer: &mut dyn BufRead,
    id: &str,
    path: &str,
) -> Result<(Vec<u8>, Option<FileSummary>)> {
    let mut head = String::new();
    answer.read_line(&mut head)?;
    let size = head
        .trim_end()
        .strip_prefix(&format!("{id} blob "))
        .and_then(|size| size.parse::<u64>().ok());
    let size = size.with_context(|| {
        format!(
            "the object of {path} is not in this clone ({}); fetch it first: git fetch --refetch origin",
            head.trim()
        )
    })?;
    let (mut bytes, mut summary) = (Vec::new(), None);
    if !is_held(path, size) {
        summary = Some(FileSummary::read((&mut *answer).take(size))?);
    } else if size > MAX_FILE_SIZE {
        bail!(
            "{path} of the revision has {size} bytes; files of content have at most {MAX_FILE_SIZE}"
        );
    } else {
        bytes = vec![0; usize::try_from(size)?];
        answer.read_exact(&mut bytes)?;
    }
    answer.read_exact(&mut [0])?;
    Ok((bytes, summary))
}

/// Whether two texts are the same but for `\r\n` in the place of `\n`.
fn equal_except_line_ends(a: &[u8], b: &[u8]) -> bool {
    fn lines(text: &[u8]) -> impl Iterator<Item = &[u8]> {
        text.split(|byte| *byte == b'\n')
            .map(|line| line.strip_suffix(b"\r").unwrap_or(line))
    }
    !a.contains(&0) && !b.contains(&0) && lines(a).eq(lines(b))
}

/// A branch as people call it.
fn short_branch_name(name: &str) -> &str {
    name.strip_prefix("refs/remotes/").unwrap_or(name)
}
