//! Which files are read: the ones named, and what lies below the folders named, in byte-wise path order.
//!
//! Folders are read one at a time as the walk comes to them, so the first file is known at once however large the tree.
//! Links to folders inside folders are not followed, so a walk ends; nothing but a regular file is ever handed out, so
//! nobody waits for a pipe. What the bytes of a file mean is left to the readers.

use std::collections::HashSet;
use std::fs::{self, DirEntry, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Where it is, as named by the user or below a folder so named.
    pub path: PathBuf,
    /// The path below the PATH that was named, without its ending; parts joined by `/`.
    pub id: String,
    /// How its bytes are to be read.
    pub content: Content,
    /// Length in bytes when it was found.
    pub bytes: u64,
}

/// What a file holds, as far as its name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A text.
    Text,
    /// A text if it looks like one; found in a folder, without an ending.
    Perhaps,
    /// An article or a record on every line.
    Lines,
    /// Articles or records in JSON; in a folder it may be anything else.
    Json {
        /// Whether it was named, and not found in a folder.
        named: bool,
    },
}

/// What a walk comes upon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A file to read.
    Source(Source),
    /// What could not be read and what to do, in one sentence that names the path.
    Unreadable(String),
    /// What was left out on purpose, in one sentence.
    Note(String),
}

/// A walk over files and folders, in byte-wise path order.
#[derive(Debug)]
pub struct Walk {
    /// What is still to be visited, the next one last.
    pending: Vec<Step>,
    skipped: Skipped,
    /// Paths handed out already; kept only where one PATH may lie inside another.
    seen: Option<HashSet<PathBuf>>,
}

#[derive(Debug)]
struct Step {
    path: PathBuf,
    /// The path below the PATH that was named.
    below: PathBuf,
    named: bool,
}

/// Files in folders that were left alone, to be told in one sentence.
#[derive(Debug, Default)]
struct Skipped {
    files: usize,
    examples: Vec<String>,
}

impl Walk {
    /// A walk over `paths`, each a file or a folder.
    pub fn new(paths: &[PathBuf]) -> Self {
        let mut pending: Vec<Step> = paths
            .iter()
            .map(|path| {
                let below = if path.is_dir() {
                    PathBuf::new()
                } else {
                    path.file_name().map(PathBuf::from).unwrap_or_default()
                };
                Step { path: path.clone(), below, named: true }
            })
            .collect();
        pending.sort_by_cached_key(|step| std::cmp::Reverse(order(&step.path, step.path.is_dir())));
        let seen = (paths.len() > 1).then(HashSet::new);
        Self { pending, skipped: Skipped::default(), seen }
    }

    fn visit(&mut self, step: Step) -> Option<Found> {
        match look_at(&step) {
            Ok(Some(metadata)) if metadata.is_dir() => {
                self.enter(&step).err().map(|error| unreadable(&step.path, &error))
            }
            Ok(Some(metadata)) if metadata.is_file() => self.file(step, &metadata).map(Found::Source),
            Ok(Some(_)) if step.named => Some(Found::Unreadable(format!(
                "{}: is neither a file nor a folder; to read from a pipe, name `-` and direct it to standard input",
                step.path.display()
            ))),
            Ok(_) => {
                self.skipped.add(&step.path);
                None
            }
            Err(error) => Some(unreadable(&step.path, &error)),
        }
    }

    /// Puts what lies in a folder before everything else that is to be visited.
    fn enter(&mut self, folder: &Step) -> io::Result<()> {
        let mut entries: Vec<(Vec<u8>, DirEntry)> = Vec::new();
        for entry in fs::read_dir(&folder.path)? {
            let entry = entry?;
            let name = entry.file_name();
            // Corrections beside a dossier lie over it and are no part of it.
            let (hidden, lies_over) =
                (name.as_encoded_bytes().starts_with(b"."), ends_with(&name, b"corrections.toml"));
            if !hidden && !lies_over {
                let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
                entries.push((order(Path::new(&entry.file_name()), is_folder), entry));
            }
        }
        entries.sort_unstable_by(|a, b| b.0.cmp(&a.0));
        self.pending.extend(entries.into_iter().map(|(_, entry)| Step {
            path: entry.path(),
            below: folder.below.join(entry.file_name()),
            named: false,
        }));
        Ok(())
    }

    fn file(&mut self, step: Step, metadata: &Metadata) -> Option<Source> {
        let Some(content) = content_of(&step.path, step.named) else {
            self.skipped.add(&step.path);
            return None;
        };
        if let Some(seen) = &mut self.seen
            && !seen.insert(step.path.components().collect())
        {
            return None;
        }
        let id = id_of(&step.below);
        Some(Source { path: step.path, id, content, bytes: metadata.len() })
    }
}

impl Iterator for Walk {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        while let Some(step) = self.pending.pop() {
            if let Some(found) = self.visit(step) {
                return Some(found);
            }
        }
        std::mem::take(&mut self.skipped).sentence().map(Found::Note)
    }
}

impl Skipped {
    fn add(&mut self, path: &Path) {
        self.files += 1;
        if self.examples.len() < 3 {
            self.examples.push(path.display().to_string());
        }
    }

    fn sentence(self) -> Option<String> {
        let more = if self.files > self.examples.len() { ", …" } else { "" };
        let files = if self.files == 1 { "1 file".to_owned() } else { format!("{} files", self.files) };
        (self.files > 0).then(|| {
            format!("{files} left out as no article ({}{more}); name a file to have it read", self.examples.join(", "))
        })
    }
}

/// The path as bytes, so that the order of siblings is that of the paths of all that lies below them.
fn order(path: &Path, is_folder: bool) -> Vec<u8> {
    let mut key = path.as_os_str().as_encoded_bytes().to_vec();
    if is_folder && key.last() != Some(&b'/') {
        key.push(b'/');
    }
    key
}

/// What stands at a path: links are followed to files, and to folders only where the user named the link. `None` for
/// a link to a folder.
fn look_at(step: &Step) -> io::Result<Option<Metadata>> {
    let metadata = fs::symlink_metadata(&step.path)?;
    if !metadata.is_symlink() {
        return Ok(Some(metadata));
    }
    let target = fs::metadata(&step.path)?;
    Ok((step.named || !target.is_dir()).then_some(target))
}

/// How a file is read, by its name; `None` for files of a folder that hold no article.
fn content_of(path: &Path, named: bool) -> Option<Content> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    let ending = Path::new(unpacked(&name)).extension().map(|e| e.to_string_lossy().into_owned());
    match ending.as_deref() {
        Some("jsonl" | "ndjson") => Some(Content::Lines),
        _ if !named && tells_of_the_folder(&name) => None,
        Some("json") => Some(Content::Json { named }),
        _ if named => Some(Content::Text),
        Some("txt" | "text") => Some(Content::Text),
        Some(_) => None,
        None => Some(Content::Perhaps),
    }
}

/// The name of lines that are packed with zstd, without the ending that says so; any other name as it is.
pub fn unpacked(name: &str) -> &str {
    name.strip_suffix(".zst")
        .filter(|name| matches!(Path::new(name).extension().and_then(|e| e.to_str()), Some("jsonl" | "ndjson")))
        .unwrap_or(name)
}

/// Files that say something about the folder they lie in.
fn tells_of_the_folder(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    matches!(stem, "readme" | "license" | "licence" | "copying" | "changelog" | "makefile")
}

fn id_of(below: &Path) -> String {
    let below = below.to_string_lossy();
    let stem = Path::new(unpacked(&below)).with_extension("");
    let parts: Vec<_> = stem.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

fn unreadable(path: &Path, error: &io::Error) -> Found {
    Found::Unreadable(cannot_read(path, error))
}

/// The sentence for a file or folder that could not be read, with what to do about it.
pub fn cannot_read(path: &Path, error: &io::Error) -> String {
    let advice = match error.kind() {
        io::ErrorKind::NotFound if path.is_symlink() => {
            "the link leads to nothing; what it stood for is gone or elsewhere"
        }
        io::ErrorKind::NotFound => "there is no such file or folder; check the spelling",
        io::ErrorKind::PermissionDenied => "you are not allowed to read it; change its permissions (`chmod u+r`)",
        _ => return format!("{}: cannot be read: {error}", path.display()),
    };
    format!("{}: {advice}", path.display())
}

/// Whether a name ends so.
fn ends_with(name: &std::ffi::OsStr, ending: &[u8]) -> bool {
    name.as_encoded_bytes().ends_with(ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        folder
    }

    /// Ids of what is found in a folder with these files.
    fn check(files: &[&str], expected: &str) {
        let folder = folder(files);
        assert_eq!(ids(&[folder.path().to_owned()]), expected);
    }

    fn ids(paths: &[PathBuf]) -> String {
        let found = Walk::new(paths).filter_map(|found| match found {
            Found::Source(source) => Some(source.id),
            _ => None,
        });
        found.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn files_come_in_byte_order_of_their_paths() {
        check(&["b.txt", "a.txt", "B.txt"], "B a b");
        check(&["a/z.txt", "a-b.txt", "a.txt", "a0.txt"], "a-b a a/z a0");
        check(&["2025/02/a17.txt", "2025/01/b.txt"], "2025/01/b 2025/02/a17");
    }

    #[test]
    fn folders_are_read_for_articles_only() {
        check(&["a.txt", ".hidden.txt", ".git/b.txt", "logo.png", "README.md", "readme.txt", "LICENSE"], "a");
        check(&["a.TEXT", "b.jsonl", "c", "d.jsonl.zst", "e.zst", "readme-first.txt"], "a b c d readme-first");
        check(&["a.json", "b.JSON", "readme.json", "c.json.zst"], "a b");
    }

    #[test]
    fn what_was_left_out_is_told_once() {
        let folder = folder(&["a.txt", "README.md", "b.png", "c.png", "d.png"]);
        let notes: Vec<_> = Walk::new(&[folder.path().to_owned()]).filter(|f| matches!(f, Found::Note(_))).collect();
        let [Found::Note(note)] = notes.as_slice() else { panic!("{notes:?}") };
        assert!(note.starts_with("4 files") && note.contains("README.md") && note.contains('…'), "{note}");
    }

    #[test]
    fn files_that_are_named_are_read_whatever_they_are_called() {
        let folder = folder(&["README.md", "x.log"]);
        assert_eq!(ids(&[folder.path().join("README.md"), folder.path().join("x.log")]), "README x");
    }

    #[test]
    fn a_file_named_twice_is_read_once() {
        let folder = folder(&["a.txt", "b.txt"]);
        let path = folder.path().to_owned();
        assert_eq!(ids(&[path.join("a.txt"), path.clone(), path.join("./a.txt")]), "a b");
    }

    #[cfg(unix)]
    #[test]
    fn links_to_folders_are_followed_only_where_named() {
        let folder = folder(&["in/a.txt"]);
        let path = folder.path();
        std::os::unix::fs::symlink(path, path.join("in/loop")).unwrap();
        std::os::unix::fs::symlink(path.join("in/a.txt"), path.join("in/b.txt")).unwrap();
        std::os::unix::fs::symlink(path.join("nowhere"), path.join("in/c.txt")).unwrap();
        assert_eq!(ids(&[path.join("in")]), "a b");
        std::os::unix::fs::symlink(path.join("in"), path.join("named")).unwrap();
        assert_eq!(ids(&[path.join("named")]), "a b");
        let unreadable = Walk::new(&[path.join("in")]).filter(|f| matches!(f, Found::Unreadable(_))).count();
        assert_eq!(unreadable, 1);
    }

    #[test]
    fn a_path_that_is_not_there_is_named() {
        let found: Vec<_> = Walk::new(&[PathBuf::from("no/such.txt")]).collect();
        assert_eq!(
            found,
            [Found::Unreadable("no/such.txt: there is no such file or folder; check the spelling".into())]
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_to_nothing_is_told_from_a_slip_of_the_hand() {
        let folder = folder(&[]);
        let link = folder.path().join("gone.txt");
        std::os::unix::fs::symlink("nowhere.txt", &link).unwrap();
        let told = cannot_read(&link, &io::ErrorKind::NotFound.into());
        assert!(told.ends_with("the link leads to nothing; what it stood for is gone or elsewhere"), "{told}");
    }
}
