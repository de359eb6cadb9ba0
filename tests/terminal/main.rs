//! What only a real terminal shows: that it is given back however the program ends, that nothing of a hostile article
//! reaches it, and that what the user did is there the next time.
#![cfg(unix)]
#![allow(clippy::unwrap_used)] // helpers of tests

mod leaving;
mod looks;
mod memory;
mod session;
mod walks;
