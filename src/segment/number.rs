//! Finds figures: grouped thousands, decimals, dates, times, scores.

/// Returns the length of the figure that `rest` starts with; `open` tells whether a sign may belong to it.
///
/// Spaces belong to a figure between groups of three digits, the first group having one to three.
pub(super) fn number(rest: &str, open: bool) -> Option<usize> {
    let bytes = rest.as_bytes();
    let sign = match bytes.first()? {
        b'-' | b'+' if open => 1,
        _ => 0,
    };
    let mut end = sign + digits(&bytes[sign..]);
    if end == sign {
        return None;
    }
    if end - sign <= 3 {
        while let Some(group) = group(rest, end) {
            end = group;
        }
    }
    while matches!(bytes.get(end), Some(b'.' | b',' | b'/' | b':' | b'-' | b'\'')) {
        match digits(&bytes[end + 1..]) {
            0 => break,
            n => end += 1 + n,
        }
    }
    Some(end)
}

fn digits(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| b.is_ascii_digit()).count()
}

/// Returns the end of a space and exactly three digits at `at`.
fn group(rest: &str, at: usize) -> Option<usize> {
    let space =
        rest[at..].chars().next().filter(|c| matches!(c, ' ' | '\u{A0}' | '\u{2009}' | '\u{202F}'))?;
    let from = at + space.len_utf8();
    (digits(rest.as_bytes()[from..].get(..4).unwrap_or(&rest.as_bytes()[from..])) == 3).then_some(from + 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rest: &str, expected: &str) {
        assert_eq!(number(rest, true).map_or("", |len| &rest[..len]), expected, "{rest:?}");
    }

    #[test]
    fn figures_keep_their_groups_and_marks() {
        check("51,2 %", "51,2");
        check("15 000 euros", "15 000");
        check("1\u{202F}250\u{202F}000.", "1\u{202F}250\u{202F}000");
        check("2004 500", "2004");
        check("12 3456", "12");
        check("1.000,50", "1.000,50");
        check("12/03/2024, lundi", "12/03/2024");
        check("-2,5 degrés", "-2,5");
        check("- 2", "");
    }
}
