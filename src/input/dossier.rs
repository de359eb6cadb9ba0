//! The dossier that is built into the program: what is opened where no PATH is named.

/// The documents in `seeds/`, by path, in path order. Their texts are their publishers' (seeds/README.md).
pub const DOSSIER: [(&str, &[u8]); 5] = [
    ("seeds/000_f1715926901b6b8f.txt", include_bytes!("../../seeds/000_f1715926901b6b8f.txt")),
    ("seeds/001_607d013090928df1.txt", include_bytes!("../../seeds/001_607d013090928df1.txt")),
    ("seeds/002_59b7ef7440517de5.txt", include_bytes!("../../seeds/002_59b7ef7440517de5.txt")),
    ("seeds/003_be83935de6debaff.txt", include_bytes!("../../seeds/003_be83935de6debaff.txt")),
    ("seeds/004_45ac7b19300c5ce3.txt", include_bytes!("../../seeds/004_45ac7b19300c5ce3.txt")),
];
