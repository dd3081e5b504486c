//! Finds paragraphs: stretches of lines between blank lines.

use crate::text::Span;

/// Returns the paragraphs of `text`, without the white space around them; none is empty.
pub(super) fn paragraphs(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    // Start of the paragraph under way and the end of its last line that is not blank.
    let mut open: Option<(usize, usize)> = None;
    for line in lines(text) {
        let held = line.of(text);
        let start = line.start() + held.len() - held.trim_start().len();
        let end = line.start() + held.trim_end().len();
        if start < end {
            open = Some(open.map_or((start, end), |(first, _)| (first, end)));
        } else if let Some((first, last)) = open.take() {
            found.push(Span::new(first, last));
        }
    }
    found.extend(open.map(|(first, last)| Span::new(first, last)));
    found
}

/// Returns the lines of `text` without their ends.
fn lines(text: &str) -> impl Iterator<Item = Span> {
    let mut offset = 0;
    text.split_inclusive(is_break).filter_map(move |piece| {
        let start = offset;
        offset += piece.len();
        // The second half of a line end of two characters is no line.
        let half = piece == "\n" && text[..start].ends_with('\r');
        (!half).then(|| Span::new(start, start + piece.trim_end_matches(is_break).len()))
    })
}

/// Whether `c` ends a line.
pub(super) fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let got: Vec<_> = paragraphs(text).into_iter().map(|s| s.of(text)).collect();
        assert_eq!(got, expected, "{text:?}");
    }

    #[test]
    fn blank_lines_part_and_single_breaks_do_not() {
        check("a\nb\n\n  \n c \n", &["a\nb", "c"]);
        check("a\r\nb\r\n\r\nc", &["a\r\nb", "c"]);
        check(" \n\n", &[]);
        check("", &[]);
        check("a\u{2029}b", &["a\u{2029}b"]);
    }
}
