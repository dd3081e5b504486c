//! What must be alike for words to be compared, case and apostrophes, and how one is written as a name.

use std::borrow::Cow;

/// Returns `word` in lower case and with straight apostrophes; without a copy where it is so already, as most words are.
pub fn fold(word: &str) -> Cow<'_, str> {
    let folded = if word.is_ascii() {
        !word.bytes().any(|b| b.is_ascii_uppercase())
    } else {
        word.chars().all(|c| c != '\u{2019}' && is_lower(c))
    };
    if folded { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase().replace('\u{2019}', "'")) }
}

/// Returns `word` with a capital, without the hyphens that join a pronoun to its verb (`-t-il`: `Il`).
pub fn capitalised(word: &str) -> String {
    let mut letters = word.trim_start_matches("-t-").trim_start_matches('-').chars();
    letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}

fn is_lower(c: char) -> bool {
    if c.is_ascii() { !c.is_ascii_uppercase() } else { c.to_lowercase().eq([c]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_copied() {
        for (word, expected, copied) in [
            ("été", "été", false),
            ("Été", "été", true),
            ("aujourd\u{2019}hui", "aujourd'hui", true),
            ("l'ONU", "l'onu", true),
            ("l'", "l'", false),
            ("", "", false),
            ("ΟΔΟΣ", "οδος", true),
        ] {
            let folded = fold(word);
            assert_eq!((&*folded, matches!(folded, Cow::Owned(_))), (expected, copied));
            assert_eq!(folded, word.to_lowercase().replace('\u{2019}', "'"));
        }
    }

    #[test]
    fn pronouns_become_names() {
        for (word, expected) in [("-t-il", "Il"), ("-elle", "Elle"), ("écrivaine", "Écrivaine"), ("", "")] {
            assert_eq!(capitalised(word), expected);
        }
    }
}
