use proptest::prelude::*;

use super::*;

/// What [`segment`](super::segment) needs.
struct Loaded(Segmenter, Lexicon);

fn segmenter() -> Loaded {
    let files = Files::embedded();
    Loaded(Segmenter::load(&files).unwrap(), Lexicon::load(&files).unwrap())
}

fn segment(text: &str, loaded: &Loaded) -> Segmented {
    super::segment(text, &loaded.0, &loaded.1)
}

/// Checks what holds of any text.
fn check_invariants(text: &str, segmenter: &Loaded) {
    let made = segment(text, segmenter);
    let mut covered = 0;
    let mut last = None;
    for sentence in &made.sentences {
        let (first, end) = (sentence.words[0].span, sentence.words[sentence.words.len() - 1].span);
        assert_eq!(sentence.span, first.join(end));
        assert!(made.paragraphs[sentence.paragraph].contains(sentence.span));
        for word in &sentence.words {
            if word.continues {
                assert_eq!(last, Some(word.span));
                continue;
            }
            assert!(!word.span.of(text).is_empty() && !word.form.is_empty());
            assert!(text[covered..word.span.start()].trim().is_empty(), "{text:?}");
            covered = word.span.end();
            last = Some(word.span);
        }
    }
    assert!(text[covered..].trim().is_empty(), "{text:?}");
    let mut end = 0;
    for quote in &made.quotes {
        assert!(quote.span.start() >= end && !quote.span.of(text).is_empty());
        assert!(quote.span.contains(quote.inner) && text.is_char_boundary(quote.inner.start()));
        end = quote.span.end();
    }
    assert_eq!(made, segment(text, segmenter));
}

#[test]
fn nothing_is_lost_in_any_text() {
    let segmenter = segmenter();
    let pieces =
        "(?s)(\\PC|[ \n\r\t.,!?…'’\"«»“”‘()-]|qu'|J\\.|M\\.|etc\\.|du|-t-il|15 000|[A-Z][a-z]{1,3}){0,60}";
    proptest!(|(text in pieces)| check_invariants(&text, &segmenter));
    proptest!(|(text in ".{0,80}")| check_invariants(&text, &segmenter));
}

fn check_quotes(text: &str, expected: &[(&str, bool, bool)]) {
    let made = segment(text, &segmenter());
    let got: Vec<_> = made.quotes.iter().map(|q| (q.inner.of(text), q.closed, q.continues)).collect();
    assert_eq!(got, expected, "{text}");
}

#[test]
fn quotations_nest_close_and_go_on() {
    check_quotes("Il a dit : « Non. » Puis \"oui\".", &[("Non.", true, false), ("oui", true, false)]);
    check_quotes("« Un \"vrai\" succès », dit-il.", &[("Un \"vrai\" succès", true, false)]);
    check_quotes(
        "Elle répond : \"Je pars.\n\n\"Je reviens.\"",
        &[("Je pars.", false, false), ("Je reviens.", true, true)],
    );
    check_quotes("\"Il criait : \"Au feu", &[("Il criait : \"Au feu", false, false)]);
    check_quotes("Un écran de 27\" et l’île d’Yeu.", &[]);
}

#[test]
fn line_breaks_end_titles_and_are_spaces_in_running_text() {
    let segmenter = segmenter();
    let title = "Le port rouvre\nLe maire du village a annoncé lundi la réouverture du port de pêche.";
    assert_eq!(segment(title, &segmenter).sentences.len(), 2);
    let wrapped =
        "Le maire du village a annoncé lundi la\nréouverture du port. Les pêcheurs, eux,\nsont ravis.";
    assert_eq!(segment(wrapped, &segmenter).sentences.len(), 2);
}

/// Parts of an article without a mark at the end of its headings and list items.
const PARTS: [&str; 14] = [
    "Le port rouvre",
    "Le maire du village a annoncé lundi la réouverture du port de pêche.",
    "Histoire",
    "La digue fut construite en 1911 par l'ingénieur Paul Kervella.",
    "Elle a été détruite par la tempête de janvier.",
    "Conditions d'accès au quai",
    "Les navires de plus de douze mètres ne peuvent pas entrer avant le mois de mai.",
    "Que faut-il apporter ?",
    "Chaque pêcheur doit présenter sa licence et une attestation d'assurance.",
    "Travaux prévus",
    "Le coût des travaux est estimé à 15 000 euros.",
    "Une deuxième digue sera construite en 2027 à la pointe de Porz Gwenn.",
    "Voir aussi",
    "Les chantiers navals de la région emploient cinquante personnes.",
];

#[test]
fn headings_end_where_all_line_breaks_are_lost() {
    let segmenter = segmenter();
    let expected: Vec<_> = PARTS.iter().copied().cycle().take(12 * PARTS.len()).collect();
    let text = expected.join(" ");
    let made = segment(&text, &segmenter);
    assert_eq!(made.paragraphs.len(), 1);
    let got: Vec<_> = made.sentences.iter().map(|s| s.span.of(&text)).collect();
    assert_eq!(got, expected);
}

/// Sentences whose capitals, initials and brackets are no limits.
const NAMED: [&str; 14] = [
    "Le festival de La Rochelle a rouvert mardi.",
    "Un homme de La Grand-Lande vit à La Réunion depuis 2010.",
    "La gare de Brive La Gaillarde est fermée.",
    "Le Centre hospitalier La Timone a répondu.",
    "Selon J. Dupont, le port est sûr.",
    "Le ministre J. Kervella a démissionné.",
    "L'enquête de X. Xu a été close.",
    "Le juge A. Li a écouté B. Orhan pendant une heure.",
    "Y. Le Gall et J.-M. Rosmadec ont voté contre la digue.",
    "George W. Bush a visité Brest avec M. J. Durand.",
    "Les EMPLOYÉ(S) Municipaux sont en grève.",
    "La chaîne Canal(S) Plus a fermé.",
    "Le député Jean Morel(S) Dupré a voté contre.",
    "Le journal (S)Port Plus est né.",
];

#[test]
fn names_and_brackets_are_not_cut_where_all_line_breaks_are_lost() {
    let segmenter = segmenter();
    let pairs = (0..4 * NAMED.len()).flat_map(|i| [PARTS[[1, 3, 4][i % 3]], NAMED[i % NAMED.len()]]);
    let expected: Vec<_> = pairs.collect();
    let text = expected.join(" ");
    let got: Vec<_> =
        segment(&text, &segmenter).sentences.iter().map(|s| s.span.of(&text).to_owned()).collect();
    assert_eq!(got, expected);
}

#[test]
fn a_line_broken_early_after_a_title_or_initial_goes_on() {
    let segmenter = segmenter();
    for first in ["La réunion est conduite par M.", "La réunion est conduite par J."] {
        let text = format!("{first}\nKervella, le maire de la commune et le président du syndicat du port.");
        assert_eq!(segment(&text, &segmenter).sentences.len(), 1, "{text}");
    }
}

#[test]
fn a_heading_without_a_mark_does_not_end_in_a_line_that_kept_its_layout() {
    let text = PARTS[..2].join(" ");
    assert_eq!(segment(&text, &segmenter()).sentences.len(), 1);
}

#[test]
fn long_and_hostile_lines_take_linear_time() {
    let segmenter = segmenter();
    for piece in ["a", "a.-'A,", "\"«", "l'", "A.", "J.-", "( ", "12 345 ", "aujourd'"] {
        check_invariants(&piece.repeat(100_000), &segmenter);
    }
}
