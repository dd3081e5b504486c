//! Quotation marks that a text has already.

use super::{Q, UNQ};

/// How the text of a quotation stands to quotation marks of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It has them; what stands outside of them names the speaker at most.
    Marked,
    /// Its first mark is never closed: a picture rather than a mark.
    Open,
    /// It needs marks.
    Bare,
}

/// Says how the paragraphs of a quotation stand to its marks.
///
/// A mark at the start of a later paragraph opens nothing where the quotation is still open.
pub(super) fn standing<'a>(paragraphs: impl IntoIterator<Item = &'a str>) -> Standing {
    let mut paragraphs = paragraphs.into_iter().map(str::trim).peekable();
    let first = paragraphs.peek().and_then(|text| text.chars().next());
    let Some((open, closing)) = first.and_then(|c| Some((c, closing(c)?))) else { return Standing::Bare };
    let (mut depth, mut closed) = (0_usize, false);
    for text in paragraphs {
        if depth == 0 && !text.starts_with(open) {
            return Standing::Bare;
        }
        // The last letter or sign before, and whether it ended a sentence outside the marks.
        let (mut last, mut ended) = (' ', false);
        for (at, c) in text.char_indices() {
            if c == open && (depth == 0 || at == 0 || !closing.contains(&c)) {
                depth += usize::from(at > 0 || depth == 0);
            } else if closing.contains(&c) {
                depth = depth.saturating_sub(1);
                closed |= depth == 0;
                ended = ends_sentence(last);
            } else if depth == 0 {
                if ended && c.is_uppercase() {
                    return Standing::Bare;
                }
                // A name follows a dash, a comma or in brackets.
                let named = matches!(c, ',' | '(' | '-' | '\u{2013}' | '\u{2014}' | '\u{2015}');
                ended = ends_sentence(c) || ended && !c.is_alphanumeric() && !named;
            }
            if !c.is_whitespace() {
                last = c;
            }
        }
    }
    match (depth, closed) {
        (0, _) => Standing::Marked,
        (_, false) => Standing::Open,
        _ => Standing::Bare,
    }
}

/// Takes away the mark that opens `text`.
pub(super) fn unopened(text: &str) -> &str {
    text.strip_prefix(|c| closing(c).is_some()).map_or(text, str::trim_start)
}

/// Gives the outer marks in `text` the form of inner ones, so that none of them closes the quotation around.
pub(super) fn softened(text: &str) -> String {
    let mut soft = String::with_capacity(text.len());
    let mut opened = false;
    for c in text.chars() {
        match c {
            '\u{AB}' => soft.push('\u{201C}'),
            '\u{BB}' => {
                soft.truncate(soft.trim_end().len());
                soft.push('\u{201D}');
            }
            c if opened && c.is_whitespace() => continue,
            c => soft.push(c),
        }
        opened = c == '\u{AB}';
    }
    soft
}

/// Returns what closes the mark `open`, if it is one.
pub(super) fn closing(open: char) -> Option<&'static [char]> {
    match open {
        '\u{AB}' => Some(&['\u{BB}']),
        '\u{201C}' => Some(&['\u{201D}']),
        '\u{201E}' => Some(&['\u{201C}', '\u{201D}']),
        '"' => Some(&['"']),
        Q => Some(&[UNQ]),
        _ => None,
    }
}

pub(super) fn is_closing(c: char) -> bool {
    matches!(c, '\u{BB}' | '\u{201D}' | '"' | UNQ)
}

pub(super) fn ends_sentence(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '\u{2026}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_marked_at_both_ends() {
        let marked: [&[&str]; 8] = [
            &["« Il part. »"],
            &["“Il part”, a dit Anne Roy."],
            &["\"Il part\" - Anne Roy"],
            &["« Il part. » — Anne Roy"],
            &["« Il part, dit-elle. Il « fuit ». »"],
            &["« Il part.", "« Elle reste. »"],
            &["« Il part.", "Elle reste. »"],
            &["« Il part ! »", "« Elle reste. »"],
        ];
        for texts in marked {
            assert_eq!(standing(texts.iter().copied()), Standing::Marked, "{texts:?}");
        }
    }

    #[test]
    fn other_quotations_are_not() {
        let bare: [&[&str]; 6] = [
            &[],
            &["Il part."],
            &["Il « part »."],
            &["« Il part. » Elle reste."],
            &["« Il part », dit-elle. Elle reste."],
            &["« Il part. »", "Elle reste."],
        ];
        for texts in bare {
            assert_eq!(standing(texts.iter().copied()), Standing::Bare, "{texts:?}");
        }
        assert_eq!(standing(["“ Il part."]), Standing::Open);
        assert_eq!(unopened("“ Il part."), "Il part.");
    }

    #[test]
    fn outer_marks_become_inner_ones() {
        assert_eq!(softened("Il « part\u{a0}» et «\u{a0}fuit »."), "Il “part” et “fuit”.");
    }
}
