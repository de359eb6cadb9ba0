//! A terminal reader for briefings: who said what, when, about what, in a folder of saved articles.
//!
//! # From file to frame
//!
//! ```text
//! path -walk-> bytes -decode-> text -format reader-> Document -extract-> Article -load-> Draft -> Store (ids, postings)
//! key  -keymap-> Action -App::apply-> view = Query over Store, sorted ids, cursor -layout-> rectangles -panes-> frame
//! ```
//!
//! `briefing extract` is the first line up to Article, then `export::record`.
//!
//! # Code map
//!
//! ```text
//! error      the one public Error: a kind, and the path it concerns
//! model      the record: plain data in the words of the public contract
//!              article statement actor theme event
//!              date       PartialDate, Precision, When: ISO 8601 cut to precision, unknown year, order, ranges; number: as
//!                         one number, for columns
//!              span       half-open byte range into an article's text
//!              packed     an article in few bytes, for store and cache: bytes, parts
//! text       language tools; know spans, know nothing of articles
//!              token sentence quote paragraph (the three together) link (addresses)
//!              fold       case and accents folded, with the way back to offsets
//!              spelling   transliterations of one name, brought to one form
//!              split      stretches of letters and digits
//! tagger     sequence taggers: for names a linear one over hashed features
//!              network    for statements a recurrent one, read in whole numbers
//!              sequence hash      features of a text, hashed
//!              model packed sections sieve table weights   model files, compressed; 8-bit weights
//!              pair joint two models over the same features, each looked up once; their weights side by side
//!              bundles    features that go together, remembered as one
//!              viterbi    the best tags
//!              train      learning; never at run time; used: one model for all who use it
//! input      bytes to Document
//!              walk       which files are read, in path order
//!              decode     byte-order marks, UTF-8, UTF-16, legacy encodings
//!              plain json jsonl record lines   one format each; records are loaded as they are
//!              zstd       records that were packed
//!              dossier    the documents built into the program
//! extract    Document to Article; pure, total, no clock, no files
//!              head       title, source, authors, published
//!              furniture  which blocks are not the article; the rest is the body
//!              prose      headline and body, cut to paragraphs
//!              dates      date expressions and what they stand for
//!              actors     names found and all spellings joined
//!              statements who is cited for what
//!              themes     what it is about
//!              events     dated points: date x sentence x actors
//!              anew       the same article, published on another day
//!              assets     the lexicons and models all of them share
//! load       files to articles in parallel, in path order, cancellable
//!              reading    what a worker does with one file
//!              budget     how much input may be under way
//!              ids        those given out
//!              assets     what has to be ready first
//!              unchanged  everything at once, where no file has changed
//! cache      what extraction found, kept for the next opening
//!              key segment folder   under what, in which form, and where; whole: collections in one piece
//! sorting    of what is short, or seldom sorted, in little room
//! config     where the user's own files are
//! corrections  the reader's own merges, renames, splits and hidings: a text file over the extraction
//! user       what is remembered of the user: read, bookmarks, notes, places
//!              database recall    on the disk, and which article it belongs to; filters: saved ones, as a file
//! store      the in-memory article store
//!              draft      what is made of an article before it comes into the store, by whoever has time for it
//!                         (contents: where its statements stand; standing: where its words do; wordbook: their numbers)
//!              archive opened   the articles, packed; and those that are looked at, unpacked
//!              wording    what a text has beside its words: what stands between them, how they are spelled
//!              kept       a whole store as bytes and back
//!              columns    what lists, filters and timelines ask of all articles, statements and events
//!              index      actor, theme, day, source, word to postings
//!              facet      counts under the current filter; forward: from articles and statements back to what they have
//!              query      the filter language: parse, print, evaluate
//!              fuzzy      look-up; the only file that names fuzzy-matcher
//!              roster     actors, themes and sources, each under one id; which of these `outlet` tells of names and addresses
//!              stories    near-copies and the same statement across outlets, as one; dates for the undated
//!              ids        made unique, here and while loading
//!              bits       a selection in the making; places: where a word or a name occurs
//!              stream phrase   words as numbers, and words in a row
//!              profile matrix trail   one actor or theme, actors by themes, one actor on one theme in order
//!              timeline   events in order and in buckets; retold: what an article tells twice, as one
//!              relevance  how well statements answer the words of a filter
//!              keyphrase  themes that the collection itself suggests
//! ui         the reader; the only folder that names ratatui or crossterm
//!            what the loop takes and gives:
//!              terminal   taken and given back; signal: all that wakes the loop; effect: what the state asks for
//!              ground     what the terminal says of its own
//!            keys:
//!              action     everything a key can do, in one table; key: as written and as pressed; keymap: what it
//!                         stands for; keystrokes: sequences and numbers; offers: what would do something now
//!            the state, which no terminal is needed for:
//!              app        what is shown, and what each action does to it; answers: what is asked of the threads beside
//!                         it, and what comes
//!              selection reading mouse chips   the one selection, the text, the mouse, filters as words; asked: where a text has
//!                         what the filter asks for
//!              history    the way back; memory: read, bookmarked, noted
//!              actors_and_themes   their lists; sheet: what is known of one, each row leading somewhere
//!              grid       the matrix and its cursor; range: a span of time that becomes the filter; lanes: of the timeline
//!              ordering   in which order things stand; row_index: which row everything has
//!              command    what can be typed behind a colon; marking: statements marked one by one; copying: what goes to the
//!                         clipboard; correcting: what is set right; pointing: what is under the cursor; why: what speaks
//!                         for what was read out of a text
//!            beside the interface:
//!              shared_store   the articles, as the threads share them; worker: selects, counts, sorts and looks up
//!              naming     whom and what one may mean who types letters of a name
//!              memory_thread  keeps what the user did; clipboard browse: the ways to the clipboard and to the browser
//!            to the screen:
//!              layout     screen size to rectangles; typeset: the door from text to cells
//!              palette    styles by role: notation, how they are written; choice, which one is used
//!              page       an article in lines; facing: two beside each other; chart: a histogram in numbers
//!              when citation   dates and sources in words
//!              panes      frame list detail sheet matrix timeline histogram facets
//!              overlays   picker lookup filter find seek overview prompt menu carriers compare links
//!              widgets    line_edit window bar
//! export     results as they leave the program, safe to look at
//!              selected   what a filter selects, in every format
//!              record csv table statements ics citation
//!              brief      what is handed to somebody without time; as markdown, html
//!              voices     in it who said what, much of one speaker by theme; carriers: told once, with who else has it
//!              safe       what a terminal may not see, and how it is kept from seeing it
//! cli        the command line: one file per command (extract find statements actors themes timeline export read plain keys)
//!              args       what can be typed; epilog: examples and remarks of the help, set to a width
//!              gather     articles loaded, stored and filtered
//!              remembered what the reader remembers, for filters that ask for it
//!              explain suggest   what a theme was found by, and what might be added to one
//!              list output complaints   the ways to standard output and standard error
//! ```
//!
//! A folder's own header names what is deeper.
//!
//! # Who may import whom
//!
//! ```text
//! main -> cli -> ui -> store, load, user, corrections, config, export
//!          corrections -> user, model, text
//!          cli, ui, load -> model; cli -> input::lines, extract::themes
//!          ui -> text, extract::statements
//!          load -> input, extract, config, cache, store
//!          cache -> model, input::Document
//!          export -> store; store, export, user -> model, text
//!          input, extract -> model, text; extract -> tagger, input::Document, input::Block
//!          cli, ui, store, export -> sorting
//!          text -> model::span; tagger -> nothing of ours but error
//!          model, config, sorting -> nothing of ours but error
//! ```
//!
//! # Invariants
//!
//! 1. `ratatui` and `crossterm` are named only under `src/ui`; `fuzzy-matcher` only in `store/fuzzy.rs`.
//! 2. `extract` opens no file and asks no clock; it returns an article with warnings, never an error, whatever the bytes.
//! 3. A span is a byte range into the article's unchanged `text`. Nothing is shown that cannot be traced to one.
//! 4. Drawing takes `&App` and changes nothing; page heights come from `layout`, which update calls too.
//! 5. Every key goes through the one action table; help, hint bar, `briefing keys` and the README's table are printed
//!    from it.
//! 6. Only `Store` owns articles; panes and user state hold ids that survive a reload.
//! 7. A record depends on its article, the name of its file and the assets alone, not on its neighbours or the machine, so
//!    shards agree. What needs the whole collection is computed in `store`. Output order is path order.
//! 8. A bad file costs one warning and the exit code, not the run; a closed pipe is success.
//! 9. Article text reaches the terminal through `ui/typeset.rs` alone, and standard output through escaping writers.
//!    Control, bidi and invisible characters never get out.
//! 10. Threads and channels, no async runtime. The interface thread never reads a file, extracts or searches: it draws
//!     within a frame (16 ms) whatever the size of the collection, and draws nothing while nothing changes.

pub mod cache;
pub mod cli;
pub mod config;
pub mod corrections;
pub mod error;
pub mod export;
pub mod extract;
pub mod input;
pub mod load;
pub mod model;
pub mod sorting;
pub mod store;
pub mod tagger;
pub mod text;
pub mod ui;
pub mod user;

pub use error::{Error, ErrorKind, Result};
