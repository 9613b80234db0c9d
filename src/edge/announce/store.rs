//! Where the ledger is: a ref of the repository's remote, or a file.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use anyhow::{Context, Error, Result, anyhow, bail};

use super::ledger::{AnnouncedLedger, Record, write_lines};
use crate::edge::git::Repository;
use crate::edge::load::SiteRoot;

/// The ref that holds the ledger.
pub const LEDGER_REF: &str = "refs/statuary/announced";

/// The file in the tree of its commits.
const LEDGER_FILE: &str = "ledger.jsonl";

/// Where the ledger is.
pub enum LedgerStore {
    File(LedgerFile),
    Git(RemoteLedger),
}

/// What was read, and what a change has to be based on.
pub struct LedgerVersion {
    pub ledger: AnnouncedLedger,
    /// The bytes of all whole lines.
    text: String,
    /// The commit that has them; empty for a file, and where there is none yet.
    commit: String,
}

impl LedgerVersion {
    fn new(text: String, commit: String) -> Result<LedgerVersion> {
        Ok(LedgerVersion {
            ledger: AnnouncedLedger::parse(&text)?,
            text,
            commit,
        })
    }
}

impl LedgerStore {
    /// The ledger in a file, or on a remote of the repository that the site is in.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn open(root: &SiteRoot, file: Option<&Path>, remote: &str) -> Result<LedgerStore> {
        Ok(match file {
            Some(path) => LedgerStore::File(LedgerFile::open(path)?),
            None => LedgerStore::Git(RemoteLedger {
                repository: Repository::discover(root)?,
                remote: remote.to_owned(),
            }),
        })
    }

    /// What is in the ledger, without waiting for others. Without a repository there is nothing in it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn peek(root: &SiteRoot, file: Option<&Path>, remote: &str) -> Result<AnnouncedLedger> {
        let text = match (file, Repository::discover(root)) {
            (Some(path), _) if path.exists() => fs_err::read_to_string(path)?,
            (None, Ok(repository)) => {
                let remote = remote.to_owned();
                return Ok(RemoteLedger { repository, remote }.read()?.ledger);
            }
            (Some(_), _) | (None, Err(_)) => String::new(),
        };
        AnnouncedLedger::parse(whole_lines(&text))
    }

    /// Whether no other run can use the ledger while this one does.
    pub fn is_locked(&self) -> bool {
        matches!(self, LedgerStore::File(_))
    }

    /// # Errors
    /// When it cannot be read, or has a line that is no record.
    pub fn read(&mut self) -> Result<LedgerVersion> {
        match self {
            LedgerStore::File(file) => file.read(),
            LedgerStore::Git(remote) => remote.read(),
        }
    }

    /// Adds records to a version, and makes sure that they last. `false` if the ledger has changed since it was read.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn append(&mut self, version: &LedgerVersion, records: &[Record]) -> Result<bool> {
        match self {
            LedgerStore::File(file) => file.append(version, records).map(|()| true),
            LedgerStore::Git(remote) => remote.append(version, records),
        }
    }

    /// Adds records to whatever version there is.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn record(&mut self, records: &[Record]) -> Result<()> {
        for _ in 0..MAX_ATTEMPTS {
            let version = self.read()?;
            if self.append(&version, records)? {
                return Ok(());
            }
        }
        bail!("the ledger changed {MAX_ATTEMPTS} times while it was written; try again")
    }
}

/// So often a run tries to write the ledger while others do.
pub const MAX_ATTEMPTS: usize = 50;

/// A file that no other run can open while this one lives. What is in it and has no outcome was interrupted.
pub struct LedgerFile {
    file: File,
}

impl LedgerFile {
    /// Opens or creates the file, and waits until no other run has it.
    ///
    /// # Errors
    /// When that fails.
    pub fn open(path: &Path) -> Result<LedgerFile> {
        let mut options = fs_err::OpenOptions::new();
        let options = options.read(true).write(true).create(true).truncate(false);
        let file = options.open(path)?.into_parts().0;
        file.lock()
            .with_context(|| format!("cannot lock {}", path.display()))?;
        Ok(LedgerFile { file })
    }

    fn read(&mut self) -> Result<LedgerVersion> {
        let mut text = String::new();
        self.file.seek(SeekFrom::Start(0))?;
        self.file
            .read_to_string(&mut text)
            .context("cannot read the ledger")?;
        LedgerVersion::new(whole_lines(&text).to_owned(), String::new())
    }

    fn append(&mut self, version: &LedgerVersion, records: &[Record]) -> Result<()> {
        let end = u64::try_from(version.text.len())?;
        let write = |file: &mut File| {
            file.set_len(end)?;
            file.seek(SeekFrom::Start(end))?;
            file.write_all(write_lines(records).as_bytes())?;
            file.sync_all()
        };
        write(&mut self.file).context("cannot write the ledger")
    }
}

/// A run that was killed while it wrote leaves a part of a line. It had sent nothing of what it was about to record.
fn whole_lines(text: &str) -> &str {
    &text[..text.rfind('\n').map_or(0, |end| end + 1)]
}

/// The ledger on a remote of the repository. It is read and written there, and the checkout is not touched.
pub struct RemoteLedger {
    repository: Repository,
    remote: String,
}

impl RemoteLedger {
    fn read(&self) -> Result<LedgerVersion> {
        self.try_read().map_err(without_credentials)
    }

    fn append(&self, version: &LedgerVersion, records: &[Record]) -> Result<bool> {
        self.try_append(version, records)
            .map_err(without_credentials)
    }

    fn try_read(&self) -> Result<LedgerVersion> {
        let commit = self.remote_commit()?;
        if commit.is_empty() {
            return LedgerVersion::new(String::new(), commit);
        }
        if self.repository.resolve_commit(&commit).is_none() {
            // Nothing but objects: no ref of the checkout moves, so that runs in the same one do not meet.
            let fetch = [
                "fetch",
                "--quiet",
                "--no-tags",
                "--no-write-fetch-head",
                "--refmap=",
            ];
            let source = [self.remote.as_str(), LEDGER_REF];
            self.repository
                .run_git(&[&fetch[..], &source].concat(), &[])?;
        }
        let file = format!("{commit}:{LEDGER_FILE}");
        let text = self.repository.run_git(&["cat-file", "blob", &file], &[])?;
        let text = String::from_utf8(text).context("the ledger is not UTF-8")?;
        LedgerVersion::new(text, commit)
    }

    /// The commit that the ref has on the remote; empty if there is none.
    fn remote_commit(&self) -> Result<String> {
        let answer = self
            .repository
            .query(&["ls-remote", "--quiet", &self.remote, LEDGER_REF])
            .with_context(|| {
                format!(
                    "cannot read {LEDGER_REF} of the remote `{}`; name another with `--remote`, or a file with `--ledger`",
                    self.remote
                )
            })?;
        let id = answer.split_whitespace().next();
        Ok(id.unwrap_or_default().to_owned())
    }

    fn try_append(&self, version: &LedgerVersion, records: &[Record]) -> Result<bool> {
        let git = &self.repository;
        let text = format!("{}{}", version.text, write_lines(records));
        let blob = git.query_with_input(&["hash-object", "-w", "--stdin"], text.as_bytes())?;
        let tree = format!("100644 blob {blob}\t{LEDGER_FILE}\n");
        let tree = git.query_with_input(&["mktree"], tree.as_bytes())?;
        let parent = [&["-p", version.commit.as_str()][..], &[]];
        let parent = parent[usize::from(version.commit.is_empty())];
        let identity = [
            "-c",
            "user.name=statuary",
            "-c",
            "user.email=statuary@localhost",
        ];
        let message = ["commit-tree", &tree, "-m", "Announced"];
        let commit = git.query(&[&identity, &message[..], parent].concat())?;
        let lease = format!("--force-with-lease={LEDGER_REF}:{}", version.commit);
        let refspec = format!("{commit}:{LEDGER_REF}");
        let push = ["push", "--quiet", &lease, &self.remote, &refspec];
        let Err(error) = git.run_git(&push, &[]) else {
            return Ok(true);
        };
        // The connection can also break after the remote has taken the commit.
        let now = self.remote_commit()?;
        if now == commit {
            return Ok(true);
        }
        if now == version.commit && !error.to_string().contains("lock") {
            return Err(error.context(format!(
                "cannot write {LEDGER_REF} of the remote `{}`; without the right to push, keep the ledger in a file with `--ledger`",
                self.remote
            )));
        }
        Ok(false)
    }
}

/// An error in which URLs have no user and no password: remotes of CI services can have tokens in theirs.
fn without_credentials(error: Error) -> Error {
    let text = format!("{error:#}");
    let mut parts = text.split("://");
    let mut clean = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(['/', ' ', '\'', '"']).unwrap_or(part.len());
        let host = part[..end].rfind('@').map_or(0, |at| at + 1);
        clean.push_str("://");
        clean.push_str(&part[host..]);
    }
    anyhow!(clean)
}
