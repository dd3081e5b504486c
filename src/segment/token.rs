//! Splits a paragraph into surface tokens.
//!
//! One pass from left to right, each character looked at a bounded number of times, so that the time
//! grows with the length of the text whatever it holds.

use crate::text::Span;

use super::classes::*;
use super::clitic;
use super::number;
use super::paragraph::is_break;
use super::tables::{Abbreviation, Elision, Tables, folded};

/// What a token is, as far as sentence limits need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Word,
    /// A word that lost its last vowel.
    Elided,
    Number,
    /// Ends with a full stop that belongs to it.
    Abbreviation(Abbreviation),
    /// One capital, or several, each with its full stop.
    Initials,
    /// Full stops, question and exclamation marks.
    End,
    /// Opens a quotation or bracket.
    Opening,
    /// Closes a quotation or bracket.
    Closing,
    /// A quotation mark whose side is not known yet, or that has none.
    Quote,
    Other,
}

/// What stands between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    None,
    Space,
    Break,
}

/// A surface token: start and end in bytes of the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: Kind,
    pub(crate) gap: Gap,
    /// Whether it stands inside a quotation.
    pub(crate) quoted: bool,
}

impl Token {
    /// Returns its characters in `text`.
    pub(crate) fn of<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start..self.end]
    }
}

/// The longest stretch without spaces that is looked through for an address or a listed word.
const REACH: usize = 512;

/// Returns the tokens of the paragraph `span` of `text`.
pub(crate) fn tokens(text: &str, span: Span, tables: &Tables) -> Vec<Token> {
    let mut scanner = Scanner { text, end: span.end(), tables, tokens: Vec::with_capacity(span.len() / 5) };
    let mut at = span.start();
    while at < span.end() {
        let (start, gap) = scanner.skip_space(at);
        if start == span.end() {
            break;
        }
        at = scanner.token(start, gap);
    }
    scanner.tokens
}

struct Scanner<'a> {
    text: &'a str,
    end: usize,
    tables: &'a Tables,
    tokens: Vec<Token>,
}

impl Scanner<'_> {
    fn rest(&self, at: usize) -> &str {
        &self.text[at..self.end]
    }

    fn char(&self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    fn skip_space(&self, at: usize) -> (usize, Gap) {
        let mut gap = Gap::None;
        for (i, c) in self.rest(at).char_indices() {
            if !c.is_whitespace() {
                return (at + i, gap);
            }
            gap = if is_break(c) || gap == Gap::Break { Gap::Break } else { Gap::Space };
        }
        (self.end, gap)
    }

    fn push(&mut self, start: usize, end: usize, kind: Kind, gap: Gap) -> usize {
        self.tokens.push(Token { start, end, kind, gap, quoted: false });
        end
    }

    /// Adds the token or tokens that start at `start`, and returns where the last ends.
    fn token(&mut self, start: usize, gap: Gap) -> usize {
        let Some(c) = self.char(start) else { return self.end };
        let after = start + c.len_utf8();
        if let Some(len) = address(self.rest(start), self.char_before(start)) {
            return self.push(start, start + len, Kind::Other, gap);
        }
        if let Some(len) = number::number(self.rest(start), gap != Gap::None || self.after_opening()) {
            let end = self.word_end(start, start + len);
            return self.push(start, end, Kind::Number, gap);
        }
        if is_wordly(c) {
            return self.word(start, gap);
        }
        if is_extender(c) && gap == Gap::None {
            let end = self.extended(after);
            if let Some(last) = self.tokens.last_mut() {
                last.end = end;
                return end;
            }
        }
        let (end, kind) = match c {
            '.' => (self.run(start, '.'), Kind::End),
            '-' => (self.run(start, '-'), Kind::Other),
            c if is_end(c) => (self.extended(after), Kind::End),
            c if is_quote(c) => (self.extended(after), Kind::Quote),
            c if is_opening(c) => (self.extended(after), Kind::Opening),
            c if is_closing(c) => (self.extended(after), Kind::Closing),
            '\u{B0}' => (self.degree(after), Kind::Other),
            _ => (self.extended(after), Kind::Other),
        };
        self.push(start, end, kind, gap)
    }

    fn char_before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    fn after_opening(&self) -> bool {
        self.tokens.last().is_none_or(|t| matches!(t.kind, Kind::Opening | Kind::Quote))
    }

    /// Returns the end of the run of `c` that starts at `start`.
    fn run(&self, start: usize, c: char) -> usize {
        let rest = self.rest(start);
        start + rest.len() - rest.trim_start_matches(c).len()
    }

    /// Returns the end of the marks that change or join what ends at `at`.
    fn extended(&self, at: usize) -> usize {
        let mut end = at;
        let mut joined = false;
        let flag = self.char_before(at).is_some_and(is_flag_half);
        for (i, c) in self.rest(at).char_indices() {
            let pair = flag && i == 0 && is_flag_half(c);
            if !is_extender(c) && !pair && (!joined || c.is_whitespace()) {
                break;
            }
            joined = is_joiner(c);
            end = at + i + c.len_utf8();
        }
        end
    }

    /// A degree sign takes the letter of its scale.
    fn degree(&self, at: usize) -> usize {
        let mut next = self.rest(at).chars();
        match (next.next(), next.next()) {
            (Some('C' | 'F'), after) if !after.is_some_and(char::is_alphanumeric) => at + 1,
            _ => self.extended(at),
        }
    }

    /// Adds the word that starts at `start` with what its apostrophes, hyphens and full stop make of it.
    fn word(&mut self, start: usize, gap: Gap) -> usize {
        if let Some(end) = self.initials(start) {
            return self.push(start, end, Kind::Initials, gap);
        }
        let end = match self.first_apostrophe(start) {
            Some(apostrophe) => match self.elision(start, apostrophe) {
                Elided::Word(end) => return self.push(start, end, Kind::Elided, gap),
                Elided::Clitic(stem) => {
                    self.push(start, stem, Kind::Word, gap);
                    let end = apostrophe + self.char(apostrophe).map_or(0, char::len_utf8);
                    return self.push(stem, end, Kind::Elided, Gap::None);
                }
                Elided::Ends => apostrophe,
                Elided::No => self.word_end(start, apostrophe),
            },
            None => self.word_end(start, start),
        };
        if let Some((end, kind)) = self.abbreviation(start, end) {
            return self.push(start, end, Kind::Abbreviation(kind), gap);
        }
        let form = &self.text[start..end];
        let opens = gap == Gap::Break || self.tokens.last().is_none_or(|t| t.kind != Kind::Word);
        let mut from = start;
        for stem in clitic::stems(form, opens, self.tables) {
            let gap = if from == start { gap } else { Gap::None };
            from = self.push(from, start + stem, Kind::Word, gap);
        }
        let gap = if from == start { gap } else { Gap::None };
        self.push(from, end, Kind::Word, gap)
    }

    /// Returns the place of the apostrophe that directly follows the letters and hyphens at `start`.
    fn first_apostrophe(&self, start: usize) -> Option<usize> {
        for (i, c) in self.rest(start).char_indices().take(REACH) {
            if is_apostrophe(c) {
                return Some(start + i);
            }
            if !is_wordly(c) && !is_hyphen(c) && !is_extender(c) {
                return None;
            }
        }
        None
    }

    fn elision(&self, start: usize, apostrophe: usize) -> Elided {
        let after = apostrophe + self.char(apostrophe).map_or(0, char::len_utf8);
        let (next, second) = {
            let mut chars = self.rest(after).chars();
            (chars.next(), chars.next())
        };
        let inside = next.is_some_and(is_wordly);
        if inside && self.is_whole(start) {
            return Elided::No;
        }
        let stem = &self.text[start..apostrophe];
        if let Some((hyphen, _)) = stem.char_indices().rfind(|&(_, c)| is_hyphen(c)) {
            let piece = folded(&self.text[start + hyphen + 1..after]);
            let follows = self.rest(after).chars().take(8).take_while(|&c| is_wordly(c)).collect::<String>();
            let clitic = self.tables.clitics.contains_key(&format!("-{}", folded(&follows)));
            if clitic && self.tables.elisions.contains_key(&piece) {
                return Elided::Clitic(start + hyphen);
            }
        } else if let Some(elision) = self.tables.elisions.get(&folded(&self.text[start..after])) {
            let capital = stem.chars().all(char::is_uppercase) && next.is_some_and(char::is_uppercase);
            let name = capital && second.is_some_and(char::is_lowercase);
            if *elision == Elision::Splits || !name {
                return Elided::Word(after);
            }
        }
        if inside { Elided::No } else { Elided::Ends }
    }

    /// Whether the letters, apostrophes and hyphens from `start` make a listed word.
    fn is_whole(&self, start: usize) -> bool {
        let run = self.rest(start);
        let len = run
            .char_indices()
            .take(REACH)
            .find(|&(_, c)| !is_wordly(c) && !is_hyphen(c) && !is_apostrophe(c));
        let len = len.map_or(run.len(), |(i, _)| i);
        len < 64 && self.tables.whole.contains(&folded(&run[..len]))
    }

    /// Returns the end of the word that starts at `start` and goes on at `from`.
    fn word_end(&self, start: usize, from: usize) -> usize {
        let mut chars = self.rest(from).char_indices().peekable();
        let mut previous = self.char_before(from).filter(|_| from > start);
        let mut end = from;
        while let Some((i, c)) = chars.next() {
            let next = chars.peek().map(|&(_, c)| c);
            let at = from + i;
            if c == '\u{B0}' && previous.is_some_and(char::is_alphabetic) {
                return at + c.len_utf8();
            }
            let goes_on = is_wordly(c)
                || is_extender(c)
                || (previous.is_some() && joins(c, previous, next))
                || (c == '.' && self.joins_address(at, previous));
            if !goes_on {
                return if c == '(' { self.ending_in_brackets(at).unwrap_or(end) } else { end };
            }
            end = at + c.len_utf8();
            previous = Some(c);
        }
        end
    }

    /// Whether the full stop at `at` stands inside an address such as `exemple.fr`.
    fn joins_address(&self, at: usize, previous: Option<char>) -> bool {
        let mut after = self.rest(at + 1).chars();
        let lower = |c: Option<char>| c.is_some_and(|c| c.is_ascii_lowercase());
        previous.is_some_and(char::is_alphanumeric) && lower(after.next()) && lower(after.next())
    }

    /// Returns the end of an ending of one or two letters in brackets, such as `(s)`, at `at`.
    fn ending_in_brackets(&self, at: usize) -> Option<usize> {
        let inner = &self.rest(at)[1..];
        let len = inner.chars().take(3).take_while(|c| c.is_lowercase()).map(char::len_utf8).sum::<usize>();
        ((1..=2).contains(&len) && inner[len..].starts_with(')')).then_some(at + len + 2)
    }

    /// Returns the end of capitals with a full stop each (`J.`, `J.-P.`, `O.N.U.`) that start at `start`.
    fn initials(&self, start: usize) -> Option<usize> {
        let mut at = start;
        loop {
            let from = if at > start && self.char(at) == Some('-') { at + 1 } else { at };
            let capital = self.char(from).filter(|c| c.is_uppercase());
            let dot = capital.map(|c| from + c.len_utf8()).filter(|&i| self.char(i) == Some('.'));
            match dot {
                Some(dot) if self.char(dot + 1) != Some('.') => at = dot + 1,
                _ => break,
            }
        }
        (at > start).then_some(at)
    }

    /// Returns the end and the kind of the abbreviation, if the word from `start` to `end` with its full stop is one.
    fn abbreviation(&self, start: usize, end: usize) -> Option<(usize, Abbreviation)> {
        let after = end + 1;
        if end - start > 12 || self.char(end) != Some('.') || self.char(after) == Some('.') {
            return None;
        }
        let kind = *self.tables.abbreviations.get(&self.text[start..after])?;
        let next = self.rest(after).trim_start().chars().next();
        let fits = match kind {
            Abbreviation::Title => next.is_some_and(char::is_uppercase),
            Abbreviation::Figure => next.is_some_and(char::is_numeric),
            Abbreviation::Plain => !next.is_none_or(is_closing),
            Abbreviation::End => true,
        };
        fits.then_some((after, kind))
    }
}

enum Elided {
    /// The word with its apostrophe, up to this place.
    Word(usize),
    /// A stem up to this place and an elided word after a hyphen.
    Clitic(usize),
    /// The apostrophe is a mark after the word.
    Ends,
    /// The apostrophe belongs to the word.
    No,
}

/// Whether `c` between `previous` and `next` holds a word together.
fn joins(c: char, previous: Option<char>, next: Option<char>) -> bool {
    let wordly = next.is_some_and(is_wordly);
    match c {
        '&' => previous.is_some_and(char::is_uppercase) && next.is_some_and(char::is_uppercase),
        c if is_hyphen(c) => wordly && !previous.is_some_and(is_hyphen),
        c if is_apostrophe(c) => wordly,
        _ => false,
    }
}

/// Returns the length of the web address, mail address, `@name` or `#word` that `rest` starts with.
fn address(rest: &str, before: Option<char>) -> Option<usize> {
    if before.is_some_and(is_wordly) {
        return None;
    }
    let mut chars = rest.char_indices().take(REACH);
    let first = chars.next()?.1;
    if matches!(first, '@' | '#') {
        let end = chars.find(|&(_, c)| !is_wordly(c)).map_or(rest.len().min(REACH), |(i, _)| i);
        return (end > 1 && rest.is_char_boundary(end)).then_some(end);
    }
    if !first.is_ascii_alphanumeric() {
        return None;
    }
    let web = is_web(rest);
    let mut mail = None;
    let mut end = 1;
    for (i, c) in chars {
        if c.is_whitespace() || is_quote(c) || matches!(c, '<' | '>' | '(' | ')' | ',' | ';') {
            break;
        }
        let fits = c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '+' | '-' | '@');
        if !web && mail.is_none() && !fits {
            return None;
        }
        if !web && mail.is_some() && !fits {
            break;
        }
        mail = mail.or((c == '@').then_some(i));
        end = i + c.len_utf8();
    }
    let chunk =
        rest[..end].trim_end_matches(|c: char| is_end(c) || is_apostrophe(c) || matches!(c, ':' | '*'));
    let mailed = mail.is_some_and(|i| chunk.get(i + 1..).is_some_and(|domain| domain.contains('.')));
    (web || mailed).then_some(chunk.len())
}

/// Whether `rest` starts as a web address does.
fn is_web(rest: &str) -> bool {
    let scheme = rest.bytes().take(8).take_while(u8::is_ascii_alphabetic).count();
    let named = scheme >= 3 && rest.get(scheme..).is_some_and(|r| r.starts_with("://"));
    let rooted = rest.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("www."));
    let length = if named { scheme + 3 } else { 4 };
    (named || rooted) && rest.get(length..).is_some_and(|r| r.starts_with(char::is_alphanumeric))
}
