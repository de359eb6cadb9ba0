//! Parts that several panes and overlays share: a line to type in, a window over long lists, bars.

pub mod bar;
pub mod line_edit;
pub mod window;
