//! The command: what was typed is run, and how it ended becomes the exit code. The one file that names `mimalloc`.

use std::process::ExitCode;

use statuary::edge::cli;
use statuary::edge::command::{End, run};

/// Pages are made by all threads at once from many small texts, and here no thread waits for the memory of another.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match run(&cli::parse()) {
        Ok(End::Good) => ExitCode::SUCCESS,
        Ok(End::Faults) => ExitCode::from(1),
        Ok(End::Trouble) => ExitCode::from(3),
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
