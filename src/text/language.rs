//! Guesses the language that a text is written in.

use whatlang::{Lang, Script};

/// The language of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// French.
    French,
    /// Another one, by its ISO 639-3 code.
    Other(&'static str),
    /// The text is too short, holds hardly any words, or could be of several languages.
    Unknown,
}

/// A guess of the language of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LanguageGuess {
    /// The likeliest language.
    pub language: Language,
    /// From 0 to 1; 0 where the language is unknown.
    pub confidence: f64,
}

/// Letters that a text needs to be guessed at all.
const FEWEST_LETTERS: usize = 16;

/// Letters that are read; more do not change the guess.
const MOST_LETTERS: usize = 8000;

/// A guess with less confidence than this is none.
const LEAST_CONFIDENCE: f64 = 0.4;

/// Guesses the language of `text` from its letters; case does not matter.
pub fn language(text: &str) -> LanguageGuess {
    let unknown = LanguageGuess { language: Language::Unknown, confidence: 0.0 };
    let mut words = String::new();
    let mut letters = 0;
    for c in text.chars().flat_map(char::to_lowercase) {
        if letters == MOST_LETTERS {
            break;
        }
        letters += usize::from(c.is_alphabetic());
        let kept = c.is_alphabetic() || matches!(c, '\'' | '\u{2019}' | '-');
        if kept || !words.ends_with(' ') {
            words.push(if kept { c } else { ' ' });
        }
    }
    if letters < FEWEST_LETTERS {
        return unknown;
    }
    match whatlang::detect(&words) {
        // In another script than the Latin one it is surely not French, whichever it is.
        Some(info) if info.confidence() >= LEAST_CONFIDENCE || info.script() != Script::Latin => {
            let language =
                if info.lang() == Lang::Fra { Language::French } else { Language::Other(info.lang().code()) };
            LanguageGuess { language, confidence: info.confidence() }
        }
        _ => unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Language) {
        let guess = language(text);
        assert_eq!(guess.language, expected, "{text} {guess:?}");
        assert!((0.0..=1.0).contains(&guess.confidence));
    }

    #[test]
    fn french_is_told_from_its_neighbours() {
        check(
            "La ministre a présenté mardi son projet de loi devant les députés, qui l'ont rejeté.",
            Language::French,
        );
        check(
            "LE PRÉSIDENT A REÇU LES MAIRES DE LA RÉGION POUR PARLER DES ÉCOLES RURALES.",
            Language::French,
        );
        check(
            "LE PRESIDENT A RECU LES MAIRES DE LA REGION POUR PARLER DES ECOLES RURALES.",
            Language::French,
        );
        check(
            "The minister presented her bill to the members of parliament on Tuesday.",
            Language::Other("eng"),
        );
        check(
            "La ministra presentó el martes su proyecto de ley ante los diputados.",
            Language::Other("spa"),
        );
        check(
            "La ministra ha presentato martedì il suo disegno di legge ai deputati.",
            Language::Other("ita"),
        );
        assert!(matches!(
            language("Министр представила законопроект депутатам.").language,
            Language::Other(_)
        ));
    }

    #[test]
    fn short_texts_and_figures_are_unknown() {
        check("", Language::Unknown);
        check("Non.", Language::Unknown);
        check("12 345,6 % - 2024/03/12 14:00 15 16 17 18 19 20 21", Language::Unknown);
    }
}
