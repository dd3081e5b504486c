//! The line that names the source of a quotation: how it is told from the quotation's own lines, and how it reads.

use super::marks::{closing, ends_sentence, is_closing};
use super::{CITE, END, SOURCE, has_words};

/// Letters and signs that the name of a source may have; longer lines belong to the quotation.
pub(super) const LONGEST: usize = 200;

/// The same for a name that ends a line which began with other words.
const LONGEST_TAIL: usize = 100;

/// Returns `line` without the sources that are marked in it, and these.
///
/// Words after [`CITE`] are a source where nothing else stands in the line, or nothing behind them and a whole sentence
/// or a dash before. Elsewhere they are the title of a work and stay.
pub(super) fn apart(line: &str) -> (String, Vec<String>) {
    let (mut words, mut sources) = (String::with_capacity(line.len()), Vec::new());
    let mut rest = line;
    while let Some(at) = rest.find([SOURCE, CITE]) {
        words.push_str(&rest[..at]);
        let sure = rest[at..].starts_with(SOURCE);
        let inner = &rest[at + SOURCE.len_utf8()..];
        let (inner, after) = inner.split_once(END).unwrap_or((inner, ""));
        rest = after;
        let before = words.trim_end_matches(|c: char| is_dash(c) || c == '(' || c.is_whitespace());
        let parted =
            before.len() < words.trim_end().len() || before.ends_with(|c| ends_sentence(c) || is_closing(c));
        if sure || !has_words(after) && (parted || !has_words(before)) {
            words.truncate(before.len());
            rest = after.trim_start_matches(['.', ',', ';', ')', ' ']);
            sources.push(inner.to_owned());
        } else {
            words.push_str(inner);
        }
    }
    words.push_str(rest);
    words.retain(|c| c != END);
    (words, sources)
}

/// Whether `line` begins with a dash, and words after it.
pub(super) fn is_dashed(line: &str) -> bool {
    let line = line.trim_start();
    let dash = line.starts_with(['\u{2014}', '\u{2013}', '\u{2015}'])
        || line.starts_with("--")
        || line.starts_with("- ");
    dash && has_words(line)
}

/// Parts `line` before the dash behind its last sentence, after which a name stands.
pub(super) fn tail(line: &str) -> Option<(&str, &str)> {
    let at = line.rfind(['\u{2014}', '\u{2013}', '\u{2015}']).or_else(|| line.rfind("--"))?;
    let (head, tail) = line.split_at(at);
    let head_ends = head.ends_with(char::is_whitespace)
        && head.trim_end().ends_with(|c| ends_sentence(c) || is_closing(c))
        && has_words(head);
    let name = tail.trim_start_matches(is_dash);
    let named = name.starts_with(char::is_whitespace)
        && name.trim_start().starts_with(char::is_uppercase)
        && name.chars().count() <= LONGEST_TAIL
        && !name.trim_end().trim_end_matches('.').contains(['!', '?', '\u{2026}'])
        && !name.contains(is_closing);
    (head_ends && named).then_some((head, tail))
}

/// Whether `line` is a name that stands below words in quotation marks: short, and no sentence.
pub(super) fn is_behind_marks(ahead: &str, line: &str) -> bool {
    let ahead = ahead.trim_end_matches(|c: char| matches!(c, '.' | ',') || c.is_whitespace());
    ahead.ends_with(is_closing)
        && line.starts_with(char::is_uppercase)
        && line.chars().count() <= LONGEST_TAIL
        && !line.contains(|c| closing(c).is_some() || is_closing(c) || c != '.' && ends_sentence(c))
        && !line.trim_end().ends_with(['.', ':'])
}

/// Returns the lines of `text` as one.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for part in text.lines().map(str::trim).filter(|part| has_words(part)) {
        if !line.is_empty() {
            line.push_str(if line.ends_with([',', ';', ':']) { " " } else { ", " });
        }
        line.push_str(part);
    }
    line
}

/// Returns the name that `text` gives: without dashes, in one line, and of an account without its handle and day.
pub(super) fn name(text: &str) -> Option<String> {
    let name = one_line(text);
    let bare = name.trim_start_matches(|c: char| is_dash(c) || c.is_whitespace());
    let bare = bare.split_once("(@").map_or(bare, |(owner, _)| trim_pictures(owner));
    let bare = bare.trim_end_matches([',', ';', ':', ' ']);
    let bare = bare.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).unwrap_or(bare);
    has_words(bare).then(|| bare.to_owned())
}

/// Returns what stands before the handle in the words that sign a post, and the name of the account.
///
/// `Text. — Name (@handle) March 3` is parted at the dash. In phrases such as `A post shared by Name (@handle)`, in
/// whatever language, the name begins with the first capital behind the first word.
pub(super) fn signed(text: &str) -> Option<(&str, Option<String>)> {
    let (before, _) = text.split_once("(@")?;
    if let Some(at) = before.rfind(['\u{2014}', '\u{2013}', '\u{2015}']) {
        let (head, owner) = before.split_at(at);
        return Some((head.trim_end(), name(trim_pictures(owner))));
    }
    let lower = |word: &&str| word.starts_with(char::is_lowercase);
    let owner: Vec<_> = before.split_whitespace().skip(1).skip_while(lower).collect();
    Some(("", name(trim_pictures(&owner.join(" ")))))
}

/// Takes away the pictures that people put behind their names.
fn trim_pictures(owner: &str) -> &str {
    owner.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | ')' | '('))
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cited_words_are_a_source_where_they_stand_apart() {
        let check = |line: &str, words: &str, sources: &[&str]| {
            let line = line.replace('[', &CITE.to_string()).replace(']', &END.to_string());
            assert_eq!(
                apart(&line),
                (words.to_owned(), sources.iter().map(|&s| s.to_owned()).collect()),
                "{line}"
            );
        };
        check("[Anne Roy]", "", &["Anne Roy"]);
        check("— [Anne Roy].", "", &["Anne Roy"]);
        check("Il part. [Anne Roy]", "Il part.", &["Anne Roy"]);
        check("« Il part » – [Anne Roy]", "« Il part »", &["Anne Roy"]);
        check("Il part ([Anne Roy])", "Il part", &["Anne Roy"]);
        check("J'ai relu [Germinal]", "J'ai relu Germinal", &[]);
        check("[Germinal] m'a plu.", "Germinal m'a plu.", &[]);
        check("Il part. [Anne Roy", "Il part.", &["Anne Roy"]);
    }

    #[test]
    fn a_name_stands_behind_the_last_sentence() {
        assert_eq!(tail("Il part. — Anne Roy"), Some(("Il part. ", "— Anne Roy")));
        assert_eq!(tail("« Il part » – Anne Roy, maire"), Some(("« Il part » ", "– Anne Roy, maire")));
        assert_eq!(tail("Il part. -- Anne Roy"), Some(("Il part. ", "-- Anne Roy")));
        for other in
            ["Il part — enfin", "Il part. — Non !", "Le plan — A — tient.", "Brest — Paris", "— Anne Roy"]
        {
            assert_eq!(tail(other), None, "{other}");
        }
    }

    #[test]
    fn a_name_stands_below_marks() {
        assert!(is_behind_marks("« Il part. »", "Anne Roy, maire de Brest"));
        for (ahead, line) in [
            ("Il part.", "Anne Roy"),
            ("« Il part. »", "Elle reste."),
            ("« Il part. »", "« Elle reste »"),
            ("« Il part. »", "a-t-elle dit"),
        ] {
            assert!(!is_behind_marks(ahead, line), "{line}");
        }
    }

    #[test]
    fn names_are_bare() {
        let check =
            |text: &str, expected: Option<&str>| assert_eq!(name(text).as_deref(), expected, "{text}");
        check("— Anne Roy", Some("Anne Roy"));
        check("-- – Anne Roy,", Some("Anne Roy"));
        check("(Anne Roy)", Some("Anne Roy"));
        check("Anne Roy\nmaire de Brest", Some("Anne Roy, maire de Brest"));
        check("— Ville de Brest 🏳\u{FE0F} (@brest) March 3, 2024", Some("Ville de Brest"));
        check("— (@brest) March 3, 2024", None);
        check("—", None);
    }

    #[test]
    fn posts_are_signed_in_any_language() {
        let check = |text: &str, head: &str, name: Option<&str>| {
            assert_eq!(signed(text), Some((head, name.map(str::to_owned))), "{text}");
        };
        check("Il part. — Anne Roy (@anne) 3 mars 2024", "Il part.", Some("Anne Roy"));
        check("A post shared by Anne Roy (@anne)", "", Some("Anne Roy"));
        check("Une publication partagée par Ville de Brest (@brest)", "", Some("Ville de Brest"));
        check("A post shared by anne (@anne)", "", None);
        assert_eq!(signed("Anne Roy, maire de Brest"), None);
    }
}
