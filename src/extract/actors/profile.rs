//! What is known of an actor besides its name: enough to tell whom `she`, `they` or `the NATO chief` may stand for.
//! Resolving them is left to the statements.

use serde::Deserialize;

/// The grammatical gender of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gender {
    /// `she`.
    Female,
    /// `he`.
    Male,
}

/// What an article and the lexicon say of an actor besides its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// From the given name, from `Mr` or `Mrs`, or from the lexicon; only people have one.
    pub gender: Option<Gender>,
    /// Offices and descriptions seen beside the name or known from the lexicon, folded, the place or body they belong to
    /// in front: `nato secretary general`, `french president`, `foreign minister`, `ministry`.
    pub roles: Vec<String>,
    /// Whether `they` stands for it: several people or states, `European leaders`.
    pub plural: bool,
}

impl Profile {
    /// Whether the actor is known to hold a role whose last words are `role` (folded): `secretary general` finds
    /// `nato secretary general`.
    pub fn holds(&self, role: &str) -> bool {
        self.roles
            .iter()
            .any(|held| held.strip_suffix(role).is_some_and(|ahead| ahead.is_empty() || ahead.ends_with(' ')))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_held_by_its_last_words() {
        let profile = Profile { roles: vec!["nato secretary general".to_owned()], ..Profile::default() };
        for (role, held) in [("secretary general", true), ("nato secretary general", true), ("general", true)] {
            assert_eq!(profile.holds(role), held, "{role}");
        }
        assert!(!profile.holds("eneral"));
    }
}
