//! The `briefing` program: everything it does is in the library.

use briefing::cli;
use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Loading makes and drops much for every article, on several threads; what is free again is given back to the system.
#[global_allocator]
static MEMORY: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    cli::tame_panics();
    ExitCode::from(cli::run(std::env::args_os()) as u8)
}
