//! The text that the stages read: that of the article without signs that are not seen, with accents as letters have them, words that
//! a line parts put together and without marks of footnotes. What is read there is known by its place in the article.

use unicode_normalization::char::{compose, is_combining_mark};

use super::Span;

/// Letters of the longest word that a line end is taken to part.
const LONGEST: usize = 40;
/// Places of a word in the text that are looked at for whether it stands there without a digit.
const TRIED: usize = 40;
/// Letters that a word has before a mark of a footnote that is a mere digit.
const FEWEST: usize = 3;

/// A text made ready for reading.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clean {
    /// None where it is the article's as it stands.
    text: Option<String>,
    edits: Vec<Edit>,
}

/// A place where the two texts differ, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Edit {
    /// In the clean text, behind what is there instead.
    clean: usize,
    /// In the article's: where what ends here ends, and where what begins here begins.
    end: usize,
    start: usize,
}

impl Clean {
    /// Makes `text` ready; `known` tells whether a form in small letters is a word, `clitic` whether it is one that a hyphen joins to a verb.
    pub fn new(text: &str, known: &dyn Fn(&str) -> bool, clitic: &dyn Fn(&str) -> bool) -> Self {
        if !text.char_indices().any(|(at, c)| is_suspect(text, at, c)) {
            return Self::default();
        }
        let mut made =
            Maker { text, out: String::with_capacity(text.len()), edits: Vec::new(), known, clitic };
        let mut at = 0;
        while let Some(c) = text[at..].chars().next() {
            at = made.step(at, c);
        }
        if made.edits.is_empty() {
            return Self::default();
        }
        Self { text: Some(made.out), edits: made.edits }
    }

    /// Returns the text to read, where `text` is the article's.
    pub fn text<'a>(&'a self, text: &'a str) -> &'a str {
        self.text.as_deref().unwrap_or(text)
    }

    /// Returns the place in the article's text of `span` in the clean one.
    pub fn original(&self, span: Span) -> Span {
        let start = self.place(span.start(), |edit| edit.start);
        let end = self.place(span.end(), |edit| edit.end);
        Span::new(start, end.max(start))
    }

    fn place(&self, at: usize, side: impl Fn(&Edit) -> usize) -> usize {
        let before = self.edits.partition_point(|edit| edit.clean <= at);
        match before.checked_sub(1).and_then(|last| self.edits.get(last)) {
            Some(edit) if edit.clean == at => side(edit),
            Some(edit) => edit.start + (at - edit.clean),
            None => at,
        }
    }
}

/// Whether something may have to be done where `c` stands at `at`.
fn is_suspect(text: &str, at: usize, c: char) -> bool {
    is_unseen(c)
        || is_combining_mark(c)
        || is_raised(c)
        || matches!(c, '[' | '\u{AC}')
        || is_hyphen(c) && text[at + c.len_utf8()..].trim_start_matches([' ', '\t', '\r']).starts_with('\n')
        || c.is_ascii_digit() && text[..at].ends_with(char::is_alphabetic)
}

/// Signs that take no room: the soft hyphen, spaces of no width, marks of direction.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Raised digits.
fn is_raised(c: char) -> bool {
    matches!(c, '\u{B9}' | '\u{B2}' | '\u{B3}' | '\u{2070}' | '\u{2074}'..='\u{2079}')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{AC}')
}

struct Maker<'a> {
    text: &'a str,
    out: String,
    edits: Vec<Edit>,
    known: &'a dyn Fn(&str) -> bool,
    clitic: &'a dyn Fn(&str) -> bool,
}

impl Maker<'_> {
    /// Takes over or leaves out what stands at `at`, where `c` is, and returns where to go on.
    fn step(&mut self, at: usize, c: char) -> usize {
        let after = at + c.len_utf8();
        let cut = if is_unseen(c) {
            let beside = self.out.ends_with(char::is_alphabetic)
                || self.text[after..].starts_with(char::is_alphabetic);
            beside.then_some(after)
        } else if is_hyphen(c) {
            return self.line_end(at, c);
        } else {
            self.footnote(at)
        };
        if let Some(end) = cut {
            self.leave(at, end);
            return end;
        }
        if is_combining_mark(c)
            && let Some(whole) = self.out.chars().next_back().and_then(|base| compose(base, c))
        {
            self.out.pop();
            self.out.push(whole);
            self.edits.push(Edit { clean: self.out.len(), end: after, start: after });
            return after;
        }
        self.out.push(c);
        after
    }

    /// Leaves out the article's text from `start` to `end`.
    fn leave(&mut self, start: usize, end: usize) {
        let clean = self.out.len();
        match self.edits.last_mut() {
            Some(last) if last.clean == clean => last.start = end,
            _ => self.edits.push(Edit { clean, end: start, start: end }),
        }
    }

    /// A hyphen at the end of a line: puts the word together that the line parts.
    fn line_end(&mut self, at: usize, c: char) -> usize {
        let after = at + c.len_utf8();
        let rest = &self.text[after..];
        let next = rest.trim_start_matches([' ', '\t', '\r']).strip_prefix('\n');
        let next =
            next.map(|n| n.trim_start_matches([' ', '\t'])).filter(|n| n.starts_with(char::is_lowercase));
        let letters = |c: &char| c.is_alphabetic();
        let before: String = self.out.chars().rev().take_while(letters).take(LONGEST).collect();
        let (Some(next), true) = (next, before.chars().count() > 1) else {
            self.out.push(c);
            return after;
        };
        let first: String = before.chars().rev().collect();
        let second: String = next.chars().take_while(letters).take(LONGEST).collect();
        let end = self.text.len() - next.len();
        let hyphened = (self.known)(&format!("{first}-{second}").to_lowercase()) || (self.clitic)(&second);
        let joined = (self.known)(&format!("{first}{second}").to_lowercase());
        if hyphened && !joined {
            self.out.push('-');
            self.edits.push(Edit { clean: self.out.len(), end, start: end });
        } else {
            self.leave(at, end);
        }
        end
    }

    /// Returns the end of the mark of a footnote that begins at `at`.
    fn footnote(&self, at: usize) -> Option<usize> {
        let rest = &self.text[at..];
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let last = self.out.chars().next_back()?;
        if let Some(inner) = rest.strip_prefix('[') {
            let count = digits(inner);
            let closed = inner[count..].starts_with(']');
            let behind =
                last.is_alphanumeric() || matches!(last, '»' | '"' | '\u{201D}' | '.' | ',' | ')' | ']');
            return ((1..=3).contains(&count) && closed && behind).then_some(at + count + 2);
        }
        let raised: usize = rest.chars().take_while(|c| is_raised(*c)).map(char::len_utf8).sum();
        let word: Vec<char> =
            self.out.chars().rev().take_while(|c| c.is_alphabetic()).take(LONGEST).collect();
        if raised > 0 {
            // "km²" is a measure.
            return (word.len() > FEWEST || matches!(last, '»' | '"' | '\u{201D}')).then_some(at + raised);
        }
        let count = digits(rest);
        let whole = !rest[count..].starts_with(|c: char| {
            c.is_alphanumeric()
                || matches!(c, '-' | '.' | ',') && rest[count + 1..].starts_with(|c: char| c.is_ascii_digit())
        });
        let named = word.len() >= FEWEST
            && word.last().is_some_and(|c| c.is_uppercase())
            && word[..word.len() - 1].iter().all(|c| c.is_lowercase());
        ((1..=2).contains(&count) && whole && named && self.is_surname(&word)).then_some(at + count)
    }

    /// Whether the word that ends here stands behind another in capitals, or without a digit elsewhere.
    fn is_surname(&self, reversed: &[char]) -> bool {
        let word: String = reversed.iter().rev().collect();
        let before = &self.out[..self.out.len() - word.len()];
        let given: Vec<char> = before
            .trim_end_matches(' ')
            .chars()
            .rev()
            .take_while(|c| c.is_alphabetic() || *c == '-')
            .collect();
        let behind_name = before.ends_with(' ')
            && given.len() > 1
            && given.last().is_some_and(|c| c.is_uppercase())
            && given[..given.len() - 1].iter().any(|c| c.is_lowercase());
        let bare = self.text.match_indices(word.as_str()).take(TRIED).any(|(at, found)| {
            let after = &self.text[at + found.len()..];
            !self.text[..at].ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
        });
        behind_name || bare
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(text: &str) -> Clean {
        let words = ["gouvernement", "ministre", "logements", "rencontré", "grand-père", "ministres"];
        Clean::new(text, &|w| words.contains(&w), &|w| w == "il")
    }

    fn check(text: &str, expected: &str) {
        let made = clean(text);
        assert_eq!(made.text(text), expected);
        // Every word of it has its place in the article.
        let mut at = 0;
        for word in expected.split_whitespace() {
            let start = at + expected[at..].find(word).unwrap();
            at = start + word.len();
            let original = made.original(Span::new(start, at)).of(text);
            let letters = |t: &str| t.chars().filter(|c| c.is_ascii_alphabetic()).collect::<String>();
            let first: String = letters(word).chars().take(1).collect();
            assert!(letters(original).contains(&first), "{word} {original}");
        }
    }

    #[test]
    fn unseen_signs_and_loose_accents_go() {
        check("Jeanne Vi\u{AD}dal", "Jeanne Vidal");
        check("Jean\u{200B}ne Vidal", "Jeanne Vidal");
        check("He\u{301}le\u{300}ne a\u{300} Bre\u{301}court", "Hélène à Brécourt");
        check("Rien à faire", "Rien à faire");
        let text = "Vi\u{AD}dal, He\u{301}le\u{300}ne.";
        let made = clean(text);
        assert_eq!(made.original(Span::new(0, 5)).of(text), "Vi\u{AD}dal");
        assert_eq!(made.original(Span::new(7, 16)).of(text), "He\u{301}le\u{300}ne.");
    }

    #[test]
    fn lines_part_words() {
        check("Le gouver-\nnement et la mi-\r\nnistre", "Le gouvernement et la ministre");
        check("un grand-\npère, dit-\nil", "un grand-père, dit-il");
        check("Paul Mar-\n tin", "Paul Martin");
        check("la ligne Paris-\nLyon, 12-\n13", "la ligne Paris-\nLyon, 12-\n13");
    }

    #[test]
    fn marks_of_footnotes_go() {
        check("Le préfet[1] a reçu Paul Martin1 hier.[12]", "Le préfet a reçu Paul Martin hier.");
        check("Le préfet² de Vannes, 12 km² et 3 m²", "Le préfet de Vannes, 12 km² et 3 m²");
        check("Un Airbus A320, Apollo11, le G7, [1] seul", "Un Airbus A320, Apollo11, le G7, [1] seul");
        let text = "Le préfet[1] part.";
        assert_eq!(clean(text).original(Span::new(3, 10)).of(text), "préfet");
    }

    proptest::proptest! {
        #[test]
        fn places_stay_in_order(text in "([a-zéA-Z]{1,6}[ \u{AD}\u{200B}\u{301}\u{b2}1-9\\[\\]\n-]{0,3}){0,8}") {
            let made = clean(&text);
            let read = made.text(&text).to_owned();
            let mut last = 0;
            for (at, c) in read.char_indices() {
                let span = made.original(Span::new(at, at + c.len_utf8()));
                proptest::prop_assert!(span.start() >= last && span.end() <= text.len());
                proptest::prop_assert!(text.is_char_boundary(span.start()) && text.is_char_boundary(span.end()));
                last = span.start();
            }
        }
    }
}
