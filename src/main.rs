//! The command: what was typed is run, and how it ended becomes the exit code. The one file that names `mimalloc`.

use std::process::ExitCode;

use statuary::edge::cli;
use statuary::edge::command::{CommandStatus, run};

/// Pages are made by all threads at once from many small texts, and here no thread waits for the memory of another.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match run(&cli::parse()) {
        Ok(CommandStatus::Success) => ExitCode::SUCCESS,
        Ok(CommandStatus::ContentErrors) => ExitCode::from(1),
        Ok(CommandStatus::ServiceTrouble) => ExitCode::from(3),
        Err(error) => {
            // A closed terminal must not turn a clear failure into a panic.
            let _ = std::io::Write::write_all(
                &mut std::io::stderr(),
                format!("error: {error:#}\n").as_bytes(),
            );
            ExitCode::from(2)
        }
    }
}
