//! Everything a key can do, in one table: name, sentence, section, default keys, and where it makes sense.
//!
//! Help, hint bar, `briefing keys` and the README's table are printed from here; how a key is written stands in
//! [`super::key`], and what an action does in [`super::app`].

use super::copying::Form;

/// What the reader can be asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // the sentences stand in TABLE, where they are printed from
pub enum Action {
    Down,
    Up,
    PageDown,
    PageUp,
    HalfDown,
    HalfUp,
    Top,
    Bottom,
    Left,
    Right,
    NextPane,
    PreviousPane,
    Open,
    NextStatement,
    PreviousStatement,
    NextEvent,
    PreviousEvent,
    NextOfActor,
    PreviousOfActor,
    Return,
    Forward,
    NextArticle,
    PreviousArticle,
    Articles,
    Statements,
    AllActors,
    AllThemes,
    Timeline,
    Matrix,
    Raw,
    Zoom,
    Order,
    Fold,
    Axis,
    Range,
    Longer,
    Shorter,
    Lane,
    ShowThemes,
    ShowDates,
    Compare,
    NextDifference,
    PreviousDifference,
    Swap,
    LookUp,
    Find,
    FindNext,
    FindPrevious,
    Copy,
    CopyAs(Form),
    MarkStatement,
    Export,
    Links,
    Bookmark,
    Note,
    Unread,
    Marks,
    Merge,
    Rename,
    Split,
    SetSpeaker,
    Hide,
    SetDate,
    SetSource,
    Undo,
    Command,
    Actors,
    Themes,
    Sources,
    Filter,
    With,
    Without,
    Saved,
    RemoveFilter,
    RemoveAll,
    RemoveNumber(u8),
    Mark,
    MarkSpeaker,
    MarkWithout,
    Switch,
    Complete,
    Save,
    Help,
    Warnings,
    Mouse,
    Carriers,
    Redraw,
    Suspend,
    Quit,
    Close,
    Back,
    Delete,
    CursorLeft,
    CursorRight,
    CursorHome,
    CursorEnd,
    DeleteWord,
    Clear,
}

impl Action {
    /// Whether doing it several times leads further than doing it once.
    pub fn repeats(self) -> bool {
        use Action as A;
        matches!(
            self,
            A::Down
                | A::Up
                | A::PageDown
                | A::PageUp
                | A::HalfDown
                | A::HalfUp
                | A::Left
                | A::Right
                | A::NextStatement
                | A::PreviousStatement
                | A::NextEvent
                | A::PreviousEvent
                | A::NextOfActor
                | A::PreviousOfActor
                | A::NextArticle
                | A::PreviousArticle
                | A::FindNext
                | A::FindPrevious
                | A::NextDifference
                | A::PreviousDifference
                | A::Longer
                | A::Shorter
                | A::NextPane
                | A::PreviousPane
        )
    }

    /// Whether it leads somewhere that one may want to come back from; the others lead to the next row.
    pub fn jumps(self) -> bool {
        !self.repeats() || matches!(self, Self::NextOfActor | Self::PreviousOfActor)
    }
}

/// Where the reader is: one bit each, so that a row of the table can name several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place(u16);

impl Place {
    /// The list of articles or statements.
    pub const LIST: Self = Self(1);
    /// The text of an article.
    pub const TEXT: Self = Self(2);
    /// The timeline.
    pub const TIME: Self = Self(4);
    /// A picker of actors, themes or sources.
    pub const PICKER: Self = Self(8);
    /// The look-up.
    pub const LOOKUP: Self = Self(16);
    /// The line in which a filter is typed.
    pub const FILTER: Self = Self(32);
    /// The line in which words to find are typed.
    pub const FIND: Self = Self(64);
    /// Help, warnings, who carries something: an overview to scroll through.
    pub const OVERVIEW: Self = Self(128);
    /// The question which filter to remove.
    pub const REMOVE: Self = Self(256);
    /// A line that is typed for some purpose: a note, a name, a file.
    pub const PROMPT: Self = Self(1024);
    /// A list of things to choose from.
    pub const MENU: Self = Self(2048);
    /// What is known of an actor or a theme, or a trail.
    pub const SHEET: Self = Self(512);
    /// The matrix of actors by themes.
    pub const MATRIX: Self = Self(4096);
    /// Two articles that are compared.
    pub const COMPARE: Self = Self(8192);
    /// The addresses in an article's source.
    pub const LINKS: Self = Self(16384);

    /// Whether the two share a place.
    pub fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it is, or is among others, a pane with nothing over it.
    pub fn is_of_panes(self) -> bool {
        self.meets(PANES)
    }

    /// Whether letters are typed there.
    pub fn is_typed_in(self) -> bool {
        self.meets(TYPING)
    }

    /// All of both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

const PANES: Place = Place::LIST.or(Place::TEXT).or(Place::TIME).or(Place::SHEET).or(Place::MATRIX);
const SIDES: Place = Place::LIST.or(Place::TEXT).or(Place::TIME).or(Place::SHEET);
const TYPING: Place = Place::PICKER.or(Place::LOOKUP).or(Place::FILTER).or(Place::FIND).or(Place::PROMPT);
const CHOOSING: Place = Place::PICKER.or(Place::LOOKUP);
const LISTED: Place = Place::OVERVIEW.or(Place::MENU).or(Place::COMPARE).or(Place::LINKS);
const OVERLAYS: Place = TYPING.or(LISTED).or(Place::REMOVE);
const EVERYWHERE: Place = PANES.or(OVERLAYS);

/// A group of rows in the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Getting from here to there.
    Move,
    /// What is shown and how.
    View,
    /// Searching.
    Search,
    /// What the reader remembers.
    Memory,
    /// Setting right what was extracted.
    Correct,
    /// Narrowing down.
    Filter,
    /// Comparing two articles.
    Compare,
    /// In pickers, the look-up and lines that are typed.
    Choose,
    /// In lists, the help and the question which filter to remove.
    Listed,
    /// In a line that is being typed.
    Type,
    /// The program itself.
    Program,
}

impl Section {
    /// All sections in the order of the help.
    pub const ALL: [Self; 11] = [
        Self::Move,
        Self::View,
        Self::Search,
        Self::Memory,
        Self::Correct,
        Self::Filter,
        Self::Compare,
        Self::Choose,
        Self::Listed,
        Self::Type,
        Self::Program,
    ];

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Move => "Move",
            Self::View => "View",
            Self::Search => "Search",
            Self::Memory => "Remember",
            Self::Correct => "Correct",
            Self::Filter => "Filter",
            Self::Compare => "Comparing two articles",
            Self::Choose => "In pickers, look-up and lines",
            Self::Listed => "In lists and the help",
            Self::Type => "While typing",
            Self::Program => "Program",
        }
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// What is done.
    pub action: Action,
    /// What a user's key file calls it.
    pub name: &'static str,
    /// Where it makes sense.
    pub places: Place,
    /// Default keys, separated by blanks, the one to show first.
    pub keys: &'static str,
    /// The group it belongs to.
    pub section: Section,
    /// What it does, as help says it.
    pub sentence: &'static str,
    /// What it does in a word or two, for the hint bar; empty where it never shows there.
    pub hint: &'static str,
    /// How useful the hint is: lower is shown first.
    pub rank: u8,
}

type Line = (Action, &'static str, Place, &'static str, &'static str, &'static str, u8);

const fn entry(section: Section, line: Line) -> Entry {
    let (action, name, places, keys, sentence, hint, rank) = line;
    Entry { action, name, places, keys, section, sentence, hint, rank }
}

macro_rules! table {
    ($($section:ident { $($line:expr;)* })*) => {
        /// All actions, in the order of the help. An action has several rows where it means different things.
        pub const TABLE: &[Entry] = &[$($(entry(Section::$section, $line),)*)*];
    };
}

use Action as A;
use Place as P;

table! {
    Move {
        (A::Down, "down", PANES.or(LISTED), "j Down C-n", "Next row or line", "move", 10);
        (A::Up, "up", PANES.or(LISTED), "k Up C-p", "Previous row or line", "", 0);
        (A::PageDown, "page-down", PANES.or(LISTED), "Space PgDn C-f", "A page on", "page", 40);
        (A::PageUp, "page-up", PANES.or(LISTED), "b PgUp C-b", "A page back", "", 0);
        (A::HalfDown, "half-page-down", PANES.or(LISTED), "d C-d", "Half a page on", "", 0);
        (A::HalfUp, "half-page-up", PANES.or(LISTED), "u C-u", "Half a page back", "", 0);
        (A::Top, "top", PANES.or(LISTED), "gg Home <", "To the beginning; after a number, to that row", "", 0);
        (A::Bottom, "bottom", PANES.or(LISTED), "G End >", "To the end; after a number, to that row", "", 0);
        (A::Right, "right", SIDES, "l Right", "From the list into the text; to the timeline's next bar", "", 0);
        (A::Left, "left", SIDES, "h Left", "From the text back to the list; to the bar before", "", 0);
        (A::Right, "next-column", P::MATRIX, "l Right", "In the matrix: to the next theme", "theme", 10);
        (A::Left, "previous-column", P::MATRIX, "h Left", "In the matrix: to the theme before", "", 0);
        (A::NextPane, "next-pane", SIDES, "Tab", "To the next pane", "pane", 20);
        (A::PreviousPane, "previous-pane", SIDES, "S-Tab", "To the pane before", "", 0);
        (A::NextPane, "next-number", P::MATRIX, "Tab", "In the matrix: to the next number", "next number", 20);
        (A::PreviousPane, "previous-number", P::MATRIX, "S-Tab", "In the matrix: to the number before", "", 0);
        (A::Open, "open", P::LIST.or(P::TIME), "Enter", "Read the article, statement or event", "read", 11);
        (A::NextStatement, "next-statement", PANES, "]s }", "To the next statement of the article", "statement", 12);
        (A::PreviousStatement, "previous-statement", PANES, "[s {", "To the statement before", "statement", 0);
        (A::NextEvent, "next-event", PANES, "]e", "To the next dated event of the article", "event", 0);
        (A::PreviousEvent, "previous-event", PANES, "[e", "To the event before", "event", 0);
        (A::NextOfActor, "next-of-actor", PANES, "]a", "To the next statement by the same actor", "same actor", 0);
        (A::PreviousOfActor, "previous-of-actor", PANES, "[a", "To the statement by the same actor before", "same actor", 0);
        (A::Return, "return", PANES, "H", "Back to before the last jump or filter", "", 0);
        (A::Forward, "forward", PANES, "L", "Forward again", "", 0);
        (A::Open, "trail", P::MATRIX, "Enter", "In the matrix: what the actor said on the theme", "trail", 11);
        (A::Open, "follow", P::SHEET, "Enter", "In a profile or trail: go on; Esc comes back", "go there", 11);
        (A::NextArticle, "next-article", PANES, "J", "To the next article, from any pane", "next article", 41);
        (A::PreviousArticle, "previous-article", PANES, "K", "To the article before", "", 0);
    }
    View {
        (A::Articles, "articles", PANES, "1", "List articles", "articles", 31);
        (A::Statements, "statements", PANES, "2", "List statements", "statements", 30);
        (A::AllActors, "all-actors", PANES, "3", "List actors, each with all that is known of it", "", 0);
        (A::AllThemes, "all-themes", PANES, "4", "List themes, each with who speaks about it", "", 0);
        (A::Timeline, "timeline", PANES, "5", "Timeline on the whole screen", "", 0);
        (A::Matrix, "matrix", PANES, "M", "Actors by themes: who says how much about what", "matrix", 32);
        (A::Raw, "raw", PANES, "v", "The raw source and why it reads so, or back", "raw", 14);
        (A::Zoom, "zoom", P::LIST.or(P::TEXT).or(P::SHEET), "z", "Give the pane the whole screen, or share it again", "zoom", 50);
        (A::Order, "order", PANES, "S", "Sort the list another way", "order", 42);
        (A::Fold, "fold", PANES, "O", "List what outlets repeat once, or every time", "fold", 46);
        (A::Carriers, "carriers", PANES, "i", "In which outlets it is, and how they differ", "carried by", 32);
        (A::Compare, "compare", PANES.or(P::OVERVIEW), "C", "Compare with another article of its story", "compare", 33);
        (A::ShowThemes, "show-themes", PANES, "T", "Mark in the text what its themes were found by", "themes in text", 0);
        (A::ShowDates, "show-dates", PANES, "D", "Mark dates in the text", "dates in text", 0);
        (A::Axis, "axis", PANES, "e", "Timeline of what happened, or was published", "other dates", 13);
        (A::Lane, "lane", PANES.or(P::PICKER), "|", "A lane for the actor or theme, or none", "lane", 52);
        (A::Range, "range", P::TIME, "V", "Mark a range of time; twice, filter by it", "range", 12);
        (A::Shorter, "shorter", P::TIME, "z +", "In the timeline: shorter steps, down to hours", "shorter", 13);
        (A::Longer, "longer", P::TIME, "Z -", "In the timeline: longer steps, up to decades", "longer", 13);
    }
    Search {
        (A::LookUp, "look-up", PANES, "f C-o", "Look a statement up by what you remember", "look up", 14);
        (A::Find, "find", PANES, "/", "Find words in the text", "find", 25);
        (A::FindNext, "find-next", PANES, "n", "To the next place found or asked for", "next", 13);
        (A::FindPrevious, "find-previous", PANES, "N", "To the place found before", "", 0);
        (A::Copy, "copy", PANES, "y", "Copy the statement, or what is marked, cited", "copy", 45);
        (A::CopyAs(Form::Plain), "copy-plain", PANES, "Yp", "Copy as plain text, from now on", "plain text", 0);
        (A::CopyAs(Form::Markdown), "copy-markdown", PANES, "Ym", "Copy as Markdown, from now on", "Markdown", 0);
        (A::CopyAs(Form::Bibtex), "copy-bibtex", PANES, "Yb", "Copy as BibTeX, from now on", "BibTeX", 0);
        (A::CopyAs(Form::Csl), "copy-csl", PANES, "Yc", "Copy as CSL-JSON, from now on", "CSL-JSON", 0);
        (A::MarkStatement, "mark-statement", PANES, ".", "Mark the statement to copy or export it", "mark", 47);
        (A::Export, "export", PANES, "E", "Export what is marked, else what is filtered", "export", 50);
        (A::Links, "links", PANES, "o", "List the links in the source, to open one", "links", 43);
    }
    Memory {
        (A::Bookmark, "bookmark", PANES, "m", "Bookmark the statement or article, or no longer", "bookmark", 46);
        (A::Note, "note", PANES, "c", "Write a note on the statement or article", "note", 47);
        (A::Marks, "marks", PANES, "'", "List bookmarks and notes, to go there", "marks", 48);
        (A::Export, "export-marks", P::MENU, "E", "In the list of bookmarks: export what it lists", "export", 13);
        (A::Unread, "unread", PANES, "U", "Count the article as unread, or as read", "unread", 0);
    }
    Correct {
        (A::Merge, "merge", PANES, "==", "Merge the actor here with another one", "merge", 0);
        (A::Rename, "rename", PANES, "=r", "Rename the actor here", "rename", 0);
        (A::SetSpeaker, "set-speaker", PANES, "=s", "Somebody else said this statement", "speaker", 0);
        (A::Split, "split", PANES, "=S", "In all of the article, it is somebody else", "split", 0);
        (A::Hide, "hide", PANES, "=h", "Hide the actor: it is none", "hide", 0);
        (A::SetDate, "set-date", PANES, "=d", "Set the date of the article", "date", 0);
        (A::SetSource, "set-source", PANES, "=o", "Set the source of the article", "source", 0);
        (A::Undo, "undo", PANES, "=u", "Undo the last correction", "undo", 0);
    }
    Filter {
        (A::Actors, "actors", PANES, "a", "Choose actors", "actors", 15);
        (A::Themes, "themes", PANES, "t", "Choose themes", "themes", 16);
        (A::Sources, "sources", PANES, "s", "Choose sources", "sources", 43);
        (A::Filter, "filter", PANES, "F", "Type a filter, as by:name after:2025-02", "filter", 26);
        (A::With, "with-this", PANES, "*", "Only what has this actor, theme or source", "only this", 51);
        (A::Without, "without-this", PANES, "#", "Nothing with this actor, theme or source", "", 0);
        (A::Saved, "saved-filters", PANES, "B", "Saved filters: take one, save the one in force", "", 0);
        (A::RemoveFilter, "remove-filter", PANES, "x", "Remove a filter; of several, asks which", "remove filter", 17);
        (A::RemoveAll, "remove-all", PANES.or(P::REMOVE), "X", "Remove all filters", "remove all", 20);
    }
    Compare {
        (A::NextDifference, "next-difference", P::COMPARE, "]d } n", "To the next difference", "next", 11);
        (A::PreviousDifference, "previous-difference", P::COMPARE, "[d { N", "To the difference before", "before", 16);
        (A::Swap, "swap", P::COMPARE, "x", "Change the sides of the two articles", "swap sides", 15);
        (A::Switch, "compare-next", P::COMPARE, "Tab", "Compare with the next article of the story", "other article", 14);
        (A::Open, "read-there", P::COMPARE.or(P::OVERVIEW), "Enter", "Read on in the article that has it", "read there", 12);
    }
    Choose {
        (A::Down, "next-choice", CHOOSING.or(P::FILTER).or(P::PROMPT), "Down C-n C-j", "Next row", "", 0);
        (A::Up, "previous-choice", CHOOSING.or(P::FILTER).or(P::PROMPT), "Up C-p C-k", "Previous row", "", 0);
        (A::PageDown, "choices-down", CHOOSING, "PgDn C-f", "A page on", "", 0);
        (A::PageUp, "choices-up", CHOOSING, "PgUp C-b", "A page back", "", 0);
        (A::Open, "accept", P::PICKER.or(P::FILTER).or(P::FIND), "Enter", "Take what is chosen or typed", "take", 10);
        (A::Open, "go-there", P::LOOKUP, "Enter", "In the look-up: go to the place that was found", "go there", 10);
        (A::Open, "finish", P::PROMPT, "Enter", "In a line at the foot: do what it is typed for", "keep", 10);
        (A::Mark, "mark", P::PICKER, "Tab", "In a picker: mark the row, only what has it (before any letter also Space)", "mark", 11);
        (A::MarkSpeaker, "mark-speaker", P::PICKER, "C-s", "In a picker: only what the actor says", "as speaker", 12);
        (A::MarkWithout, "mark-without", P::PICKER, "C-x", "In a picker: mark the row, nothing with it (before any letter also -)", "without", 13);
        (A::Switch, "switch", P::LOOKUP, "C-t Tab", "In the look-up: statements, articles, actors, events", "look through", 12);
        (A::Complete, "complete", P::FILTER.or(P::PROMPT), "Tab", "In a line: complete what is being typed", "complete", 11);
        (A::Copy, "copy-choice", P::LOOKUP, "C-y", "In the look-up: copy the statement, cited", "copy", 13);
        (A::FindNext, "next-match", P::FIND, "Down C-n C-j", "While finding: to the next place", "next", 11);
        (A::FindPrevious, "previous-match", P::FIND, "Up C-p C-k", "While finding: to the place before", "", 0);
    }
    Listed {
        (A::Open, "choose", P::MENU, "Enter l Right", "Take the row, go where it leads", "take", 10);
        (A::Open, "open-link", P::LINKS, "Enter", "Of addresses: open it in the browser", "open", 10);
        (A::Copy, "copy-link", P::LINKS, "y C-y", "Of addresses: copy it", "copy", 11);
        (A::Delete, "delete-row", P::MENU, "Del x", "Take the row away: mark or saved filter", "remove", 12);
        (A::Save, "save", P::MENU, "s", "Save the filter in force", "save", 11);
        (A::Find, "search-help", P::OVERVIEW, "/", "Search the help", "search", 11);
        (A::RemoveNumber(0), "remove-last", P::REMOVE, "x Enter", "Asked which filter: remove the last one", "the last one", 10);
        (A::RemoveNumber(1), "remove-1", P::REMOVE, "1", "Asked which filter: remove the first one", "the first one", 11);
        (A::RemoveNumber(2), "remove-2", P::REMOVE, "2", "The second one, and so on to the ninth", "the second", 12);
        (A::RemoveNumber(3), "remove-3", P::REMOVE, "3", "", "", 0);
        (A::RemoveNumber(4), "remove-4", P::REMOVE, "4", "", "", 0);
        (A::RemoveNumber(5), "remove-5", P::REMOVE, "5", "", "", 0);
        (A::RemoveNumber(6), "remove-6", P::REMOVE, "6", "", "", 0);
        (A::RemoveNumber(7), "remove-7", P::REMOVE, "7", "", "", 0);
        (A::RemoveNumber(8), "remove-8", P::REMOVE, "8", "", "", 0);
        (A::RemoveNumber(9), "remove-9", P::REMOVE, "9", "", "", 0);
        (A::Close, "close-list", LISTED, "q ?", "Close", "", 0);
    }
    Type {
        (A::Back, "delete-back", TYPING, "Backspace C-h", "Delete the letter before", "", 0);
        (A::Delete, "delete", TYPING, "Del C-d", "Delete the letter behind", "", 0);
        (A::CursorLeft, "cursor-left", TYPING, "Left", "A letter back", "", 0);
        (A::CursorRight, "cursor-right", TYPING, "Right", "A letter on", "", 0);
        (A::CursorHome, "cursor-home", TYPING, "Home C-a", "To the beginning of the line", "", 0);
        (A::CursorEnd, "cursor-end", TYPING, "End C-e", "To the end of the line", "", 0);
        (A::DeleteWord, "delete-word", TYPING, "C-w", "Delete the word before", "", 0);
        (A::Clear, "clear", TYPING, "C-u", "Delete everything before", "clear", 40);
    }
    Program {
        (A::Command, "command", PANES, ":", "Type a command, or an action by its name", "command", 49);
        (A::Help, "help", PANES, "? F1", "This help", "help", 18);
        (A::Warnings, "warnings", PANES, "w", "What could not be read", "warnings", 44);
        (A::Close, "close", EVERYWHERE, "Esc", "Close what is open; else forget what was found", "close", 30);
        (A::Mouse, "mouse", EVERYWHERE, "F2", "Leave the mouse to the terminal, or take it", "", 0);
        (A::Redraw, "redraw", EVERYWHERE, "C-l", "Paint the screen anew", "", 0);
        (A::Suspend, "suspend", EVERYWHERE, "C-z", "Back to the shell; `fg` returns", "", 0);
        (A::Quit, "quit", PANES, "q", "Leave", "quit", 60);
        (A::Quit, "quit-now", EVERYWHERE, "C-c", "Leave, from anywhere", "", 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_sentences_end_without_stop() {
        for (i, entry) in TABLE.iter().enumerate() {
            assert!(TABLE[i + 1..].iter().all(|other| other.name != entry.name), "{}", entry.name);
            assert!(!entry.sentence.ends_with('.'), "{}", entry.name);
            assert!(entry.hint.chars().count() <= 14, "{}", entry.name);
        }
    }
}
