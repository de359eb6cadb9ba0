//! The reader on a screen in memory: whole screens, what keys select, and that nothing ever breaks.

#![allow(clippy::unwrap_used, clippy::expect_used)] // a test that panics is a test that fails

mod bench;
mod dossier;
mod hands;
mod kept;
mod keys;
mod looks;
mod mouse;
mod reasons;
mod rules;
mod story;
mod symptoms;
mod tasks;
mod views;
mod whole;
