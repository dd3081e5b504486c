use proptest::prelude::*;

use super::*;

fn segmenter() -> Segmenter {
    Segmenter::load(&Files::embedded()).unwrap()
}

/// Checks what holds of any text.
fn check_invariants(text: &str, segmenter: &Segmenter) {
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

#[test]
fn long_and_hostile_lines_take_linear_time() {
    let segmenter = segmenter();
    for piece in ["a", "a.-'A,", "\"«", "l'", "A.", "J.-", "( ", "12 345 ", "aujourd'"] {
        check_invariants(&piece.repeat(100_000), &segmenter);
    }
}
