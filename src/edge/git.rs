//! Files of another revision, read from the objects of git without a checkout.
//!
//! Nothing that a repository is set up to run is run: no hooks, monitors, pagers or filters, and nothing is fetched.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, anyhow, bail};

use super::load::{self, ContentScope, MAX_FILE_SIZE, SiteRoot};
use crate::base::source::{SourceFile, Sources, encryption_tool};
use crate::parse::layout::{INTERNAL_FOLDER, STATIC_FOLDER};

/// The tree without files, which every repository knows.
const EMPTY_TREE: &str = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

/// The branches that changes are merged into, where nobody has said which: the one that the remote calls its own, then usual names.
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
    /// Where git is run; nowhere in particular if the environment says where the repository is.
    work_dir: Option<PathBuf>,
    /// The content folder from the top of the repository, with a slash at the end.
    prefix: String,
}

/// A commit that the content can be compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseCommit {
    /// The commit.
    pub commit: String,
    /// How it was named, or found.
    pub name: String,
}

impl Repository {
    /// The repository that a site's content lies in.
    ///
    /// # Errors
    /// When git is not there, or the folder is in no work tree.
    pub fn discover(root: &SiteRoot) -> Result<Repository> {
        // Hooks are run with an environment that leads to their repository from the folder that they are run in. A submodule as content
        // has a history of its own.
        let own = std::env::var_os("GIT_DIR").is_none() || root.content.join(".git").exists();
        let folder = own.then(|| root.content.clone());
        let mut repository = Repository {
            work_dir: folder,
            prefix: String::new(),
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

    /// The commit that is named: `REVISION`, or `REVISION...` for where its history and this one part. Without a name it is where the
    /// history of the main branch and this one part.
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

    fn resolve_commit(&self, name: &str) -> Option<String> {
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

    /// What brings a branch here.
    fn fetch_command(&self, branch: &str) -> String {
        let depth = if self.is_shallow() { "--depth=1 " } else { "" };
        format!("git fetch {depth}origin {branch}:refs/remotes/origin/{branch}")
    }

    fn is_shallow(&self) -> bool {
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
                "this clone is too shallow to tell where the histories of {name} and HEAD part; fetch more of it \
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
        let files: Vec<(&str, &str)> = listing
            .split_terminator('\0')
            .filter_map(|line| self.parse_listing_line(line))
            .filter(|(_, path)| scope == ContentScope::All || !path.starts_with(INTERNAL_FOLDER))
            .collect();
        if !files.iter().any(|(_, path)| *path == "site.yaml") {
            return Ok(None);
        }
        let ids: String = files.iter().map(|(id, _)| format!("{id}\n")).collect();
        let answer = self.run_git(&["cat-file", "--batch"], ids.as_bytes())?;
        let mut answer = BufReader::new(answer.as_slice());
        let unmodified = self.unmodified_files()?;
        let blob = |(id, path): &(&str, &str)| {
            let stored = read_blob(&mut answer, id, path)?;
            let here = checked_out
                .find(path)
                .map(|file| &checked_out.file(file).bytes);
            let same = |here: &&Vec<u8>| {
                unmodified.get(*path).is_some_and(|found| found == id)
                    || equal_except_line_ends(here, &stored)
            };
            let bytes = here.filter(same).cloned().unwrap_or(stored);
            if let Some(tool) = encryption_tool(&bytes)
                && path.starts_with(INTERNAL_FOLDER)
            {
                let (prefix, name) = (&self.prefix, &base.name);
                bail!(
                    "{prefix}{path} is encrypted with {tool} in {name}; compare without `--internal`"
                );
            }
            Ok(SourceFile {
                path: (*path).to_owned(),
                bytes,
            })
        };
        Ok(Some(Sources::new(
            files.iter().map(blob).collect::<Result<_>>()?,
        )))
    }

    /// The object and the path of an ordinary file of the content, from a line of a listing: `100644 blob 4b825dc… TAB path`.
    fn parse_listing_line<'l>(&self, line: &'l str) -> Option<(&'l str, &'l str)> {
        let (about, path) = line.split_once('\t')?;
        let (mode, rest) = about.split_once(' ')?;
        let (_, id) = rest.split_once(' ')?;
        let path = path.strip_prefix(&self.prefix)?;
        (mode.starts_with("100") && load::is_content(path)).then_some((id, path))
    }

    /// The content folder as git takes it.
    fn content_path(&self) -> &str {
        if self.prefix.is_empty() {
            "."
        } else {
            &self.prefix
        }
    }

    /// The objects of the files that are checked out as they are in the index, by their paths.
    fn unmodified_files(&self) -> Result<BTreeMap<String, String>> {
        let path = format!(":/{}", self.prefix);
        let listing = self.run_git(
            &["ls-files", "--stage", "--full-name", "-z", "--", &path],
            &[],
        )?;
        let listing = String::from_utf8_lossy(&listing);
        let modified = self.run_git(&["diff-files", "--name-only", "-z", "--", &path], &[])?;
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
            about
                .ends_with(" 0")
                .then(|| (path.to_owned(), id.to_owned()))
        });
        Ok(indexed
            .filter(|(path, _)| !modified.contains(path.as_str()))
            .collect())
    }

    /// One line of an answer.
    fn query(&self, arguments: &[&str]) -> Result<String> {
        let answer = String::from_utf8(self.run_git(arguments, &[])?)
            .context("git answers with a name that is not UTF-8")?;
        Ok(answer.trim_end_matches(['\n', '\r']).to_owned())
    }

    fn run_git(&self, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>> {
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
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let settings = [
            ("GIT_OPTIONAL_LOCKS", "0"),
            ("GIT_NO_LAZY_FETCH", "1"),
            ("GIT_TERMINAL_PROMPT", "0"),
            ("LC_ALL", "C"),
            // No attributes, so that no filter is run to compare a file with the index.
            ("GIT_ATTR_SOURCE", EMPTY_TREE),
        ];
        command
            .envs(settings)
            .env_remove("GIT_EXTERNAL_DIFF")
            .env_remove("GIT_INDEX_FILE");
        if let Some(folder) = &self.work_dir {
            command
                .current_dir(folder)
                .env_remove("GIT_DIR")
                .env_remove("GIT_WORK_TREE");
        }
        let mut child = command.spawn().map_err(|error| match error.kind() {
            std::io::ErrorKind::NotFound => {
                anyhow!("there is no program `git` here, which `diff` reads revisions with")
            }
            _ => anyhow!("cannot run git: {error}"),
        })?;
        let mut stdin = child.stdin.take();
        // Questions and answers do not wait for each other.
        let output = std::thread::scope(|scope| {
            scope.spawn(move || stdin.take().map(|mut stdin| stdin.write_all(input)));
            child.wait_with_output()
        })?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            bail!("git {}: {}", arguments.first().unwrap_or(&""), said.trim());
        }
        Ok(output.stdout)
    }
}

/// One object of an answer: `ID blob SIZE`, the bytes, and a line end.
fn read_blob(answer: &mut impl BufRead, id: &str, path: &str) -> Result<Vec<u8>> {
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
    if size > MAX_FILE_SIZE && !path.starts_with(STATIC_FOLDER) {
        bail!(
            "{path} of the revision has {size} bytes; files of content have at most {MAX_FILE_SIZE}"
        );
    }
    let mut bytes = vec![0; usize::try_from(size)?];
    answer.read_exact(&mut bytes)?;
    answer.read_exact(&mut [0])?;
    Ok(bytes)
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
