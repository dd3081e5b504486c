//! Quotation marks that a text has already.

use super::{Q, UNQ};

/// How the text of a quotation stands to quotation marks of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It has them; what stands outside of them names the speaker at most.
    Marked,
    /// Its first mark, this one, is never closed: a picture rather than a mark.
    Open(char),
    /// It begins with this mark and its end closes that, but not all paragraphs between begin with one.
    Loose(char),
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
    let (mut depth, mut closed, mut loose, mut shut) = (0_usize, 0_usize, false, false);
    for text in paragraphs {
        if !text.starts_with(open) {
            if depth == 0 {
                return Standing::Bare;
            }
            loose = true;
        }
        // The last letter or sign before, and whether it ended a sentence outside the marks.
        let (mut last, mut ended) = (' ', false);
        for (at, c) in text.char_indices() {
            if c == open && (depth == 0 || at == 0 || !closing.contains(&c)) {
                depth += usize::from(at > 0 || depth == 0);
            } else if closing.contains(&c) {
                depth = depth.saturating_sub(1);
                closed += usize::from(depth == 0);
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
        shut = closing.contains(&last);
    }
    match (depth, closed) {
        (0, 1) if loose && shut => Standing::Loose(open),
        (0, _) => Standing::Marked,
        (_, 0) => Standing::Open(open),
        _ => Standing::Bare,
    }
}

/// Takes the marks that do not stand as they should off a paragraph of a quotation.
pub(super) fn unmarked(text: &str, standing: Standing, is_last: bool) -> &str {
    let text = text.trim();
    match standing {
        Standing::Open(open) => text.strip_prefix(open).map_or(text, str::trim_start),
        Standing::Loose(open) => {
            let text = text.strip_prefix(open).map_or(text, str::trim_start);
            let closed = closing(open).filter(|_| is_last).and_then(|closing| text.strip_suffix(closing));
            closed.map_or(text, str::trim_end)
        }
        Standing::Marked | Standing::Bare => text,
    }
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
        let marked: [&[&str]; 7] = [
            &["« Il part. »"],
            &["“Il part”, a dit Anne Roy."],
            &["\"Il part\" - Anne Roy"],
            &["« Il part. » — Anne Roy"],
            &["« Il part, dit-elle. Il « fuit ». »"],
            &["« Il part.", "« Elle reste. »"],
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
        let open = standing(["“ Il part."]);
        assert_eq!(open, Standing::Open('“'));
        assert_eq!(unmarked("“ Il part.", open, true), "Il part.");
        let loose = standing(["\"Il part.", "Elle reste.\""]);
        assert_eq!(loose, Standing::Loose('"'));
        assert_eq!(unmarked("\"Il part.", loose, false), "Il part.");
        assert_eq!(unmarked("Elle reste.\"", loose, true), "Elle reste.");
    }

    #[test]
    fn outer_marks_become_inner_ones() {
        assert_eq!(softened("Il « part\u{a0}» et «\u{a0}fuit »."), "Il “part” et “fuit”.");
    }
}
