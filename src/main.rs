//! The `briefing` program: everything it does is in the library.

use briefing::cli;
use std::process::ExitCode;

fn main() -> ExitCode {
    cli::tame_panics();
    ExitCode::from(cli::run(std::env::args_os()) as u8)
}
