//! What words in a row name a thing: no pair of adjectives, no count, nothing that speaks of the text or of how it came.

/// Endings of words that describe and seldom name.
const DESCRIBING: [&str; 6] = ["ful", "ous", "less", "able", "ible", "ish"];

/// Further endings of words that describe, where another such word is joined to them: `substantive and productive`.
const JOINED: [&str; 11] = ["ive", "al", "ic", "ary", "ory", "ent", "ant", "ian", "ese", "ern", "ing"];

/// Words that count or order what follows them.
const COUNTING: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "last",
    "next",
    "two",
    "three",
    "four",
    "five",
    "hundreds",
    "thousands",
    "millions",
    "billions",
];

/// What a text is, or what hands it on.
const TEXTS: [&str; 22] = [
    "text",
    "texts",
    "article",
    "articles",
    "page",
    "pages",
    "paragraph",
    "headline",
    "newsletter",
    "website",
    "webpage",
    "photo",
    "photos",
    "image",
    "images",
    "caption",
    "screenshot",
    "link",
    "links",
    "reporters",
    "journalists",
    "file",
];

/// What somebody is, at the end of a title without a name.
const OFFICES: [&str; 16] = [
    "envoy",
    "envoys",
    "minister",
    "ministers",
    "president",
    "secretary",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "ambassador",
    "correspondent",
    "adviser",
    "advisor",
    "negotiator",
    "editor",
    "director",
];

/// Ways in which somebody speaks to the public, by their two words.
const CHANNELS: [(&[&str], &[&str]); 3] = [
    (&["social", "state", "local"], &["media", "network", "networks", "platform"]),
    (&["press", "news", "media"], &["conference", "briefing", "release", "agency", "service", "secretary", "outlet"]),
    (&["video", "nightly", "evening"], &["address", "message", "statement", "interview"]),
];

/// Whether words in a row may name a thing that articles are about.
pub(super) fn is_thing(words: &[&str]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let describes = |word: &str, endings: &[&str]| word.len() > 5 && endings.iter().any(|e| word.ends_with(e));
    let adjective = |word: &str| describes(word, &DESCRIBING) || describes(word, &JOINED);
    let pair = matches!(words, [left, "and", right] if adjective(left) && adjective(right));
    let counted = words.len() > 1 && (COUNTING.contains(first) || OFFICES.contains(last));
    !pair
        && !counted
        && !describes(last, &DESCRIBING)
        && !words.iter().any(|word| TEXTS.contains(word))
        && !is_channel(words)
}

/// Whether two of the words are a way of speaking to the public: `press conference`, `posts on social media`.
fn is_channel(words: &[&str]) -> bool {
    words
        .windows(2)
        .any(|pair| CHANNELS.iter().any(|(first, last)| first.contains(&pair[0]) && last.contains(&pair[1])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_told_from_what_describes_counts_or_hands_on() {
        for words in ["soil acidity", "rule of law", "oil and gas", "mesh sizes", "media freedom", "counter offensive"]
        {
            assert!(is_thing(&words.split(' ').collect::<Vec<_>>()), "{words}");
        }
        for words in [
            "substantive and productive",
            "political and military",
            "talks successful",
            "fourth anniversary",
            "eastern and southern",
            "special envoy",
            "full text",
            "social media",
            "joint press conference",
        ] {
            assert!(!is_thing(&words.split(' ').collect::<Vec<_>>()), "{words}");
        }
    }
}
