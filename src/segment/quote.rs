//! Finds quotation stretches.
//!
//! This runs before sentence splitting, since a straight mark belongs to the sentence before it or to
//! the one after it by the side on which it stands. A closing mark closes what it pairs with; a mark
//! that opens inside a quotation nests. An unclosed quotation ends with its paragraph, and goes on in
//! the next where that starts with a mark again, or where a mark that nothing else opened closes it.

use crate::text::Span;

use super::Quote;
use super::classes::is_apostrophe;
use super::token::{Gap, Kind, Token};

/// Quotations inside quotations that are followed; deeper ones count as this deep.
const DEEPEST: usize = 16;

/// Paragraphs that a quotation without marks of its own may run through before one closes it.
const LONGEST_RUN: usize = 12;

/// How a paragraph stands to a quotation that the one before it left open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing was left open.
    #[default]
    Closed,
    /// The quotation goes on only where this paragraph starts with a mark again.
    Unclosed,
    /// The paragraph begins inside the quotation, without a mark.
    RunsOn,
}

/// The quotations of an article: those that stand in no other one, and those that do.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// In order; none inside another.
    pub(super) outer: Vec<Quote>,
    /// In the order of their ends.
    pub(super) nested: Vec<Quote>,
}

/// Returns how the first of `paragraphs` stands to a quotation that was left open before it.
pub(super) fn goes_on(text: &str, paragraphs: &[Span]) -> Before {
    for span in paragraphs.iter().take(LONGEST_RUN) {
        let words = span.of(text);
        let Some(at) = words.find(['\u{AB}', '\u{BB}', '\u{201C}', '\u{201D}']) else { continue };
        let closes = words[at..].starts_with(['\u{BB}', '\u{201D}']);
        return if closes && at > 0 { Before::RunsOn } else { Before::Unclosed };
    }
    Before::Unclosed
}

/// Adds the quotations of the paragraph `span` to `found`, and tells its tokens which side their mark is on.
///
/// Returns whether the paragraph leaves a quotation open.
pub(super) fn mark(text: &str, span: Span, tokens: &mut [Token], before: Before, found: &mut Found) -> bool {
    let mut scan =
        Scan { open: Vec::new(), first: 0, inner_close: None, before, inside: before == Before::RunsOn };
    if scan.inside {
        scan.open.push(('\u{AB}', 0));
    }
    let from = found.outer.len();
    for i in 0..tokens.len() {
        let mark = match tokens[i].of(text).chars().next() {
            Some(c) if tokens[i].kind == Kind::Quote => c,
            Some(c) if is_apostrophe(c) && tokens[i].kind == Kind::Other => c,
            _ => continue,
        };
        match scan.side(tokens, i, mark) {
            Side::Opens => scan.opens(tokens, i, mark),
            Side::Closes => match scan.closes(tokens, i, mark) {
                Some((0, _)) => {
                    found.outer.push(scan.quote(tokens, Some(i), tokens[i].end));
                    scan.inside = false;
                }
                Some((_, first)) => {
                    found.nested.push(quote(tokens, first, Some(i), tokens[i].end, false));
                }
                None => {}
            },
            Side::None => {}
        }
    }
    let left = match (scan.open.first(), scan.inner_close) {
        (None | Some(('\u{2018}', _)), _) => false,
        (Some(('"', _)), Some(last)) => {
            found.outer.push(scan.quote(tokens, Some(last), tokens[last].end));
            false
        }
        _ => {
            found.outer.push(scan.quote(tokens, None, span.end()));
            true
        }
    };
    set_quoted(tokens, &found.outer[from..]);
    left
}

enum Side {
    Opens,
    Closes,
    None,
}

struct Scan {
    /// The marks that opened what is open, and their tokens.
    open: Vec<(char, usize)>,
    /// Token that opened the outermost.
    first: usize,
    /// Token that last closed a straight mark inside one that is still open.
    inner_close: Option<usize>,
    before: Before,
    /// Whether the outermost began in a paragraph before, without a mark in this one.
    inside: bool,
}

impl Scan {
    fn goes_on(&self) -> bool {
        self.before != Before::Closed && self.first == 0
    }

    /// The outermost quotation, which ends at `end`, with the mark `last` where it has one.
    fn quote(&self, tokens: &[Token], last: Option<usize>, end: usize) -> Quote {
        let mut quote = quote(tokens, self.first, last, end, self.goes_on());
        if self.inside {
            let inner_end =
                last.map_or(end, |l| l.checked_sub(1).map_or(quote.span.start(), |l| tokens[l].end));
            quote.inner = Span::new(quote.span.start(), inner_end.max(quote.span.start()));
        }
        quote
    }

    fn side(&self, tokens: &[Token], i: usize, mark: char) -> Side {
        match mark {
            '\u{201C}' if self.open.last().is_some_and(|o| o.0 == '\u{201E}') => Side::Closes,
            '\u{AB}' | '\u{201C}' | '\u{201E}' | '\u{201F}' => Side::Opens,
            '\u{2018}' if attached_after(tokens, i) => Side::Opens,
            '\u{BB}' if i == 0 && self.before != Before::Closed && !self.inside => Side::Opens,
            '"' => self.straight(tokens, i),
            _ if self.open.iter().any(|&(open, _)| pairs(open, mark)) => Side::Closes,
            _ => Side::None,
        }
    }

    /// The side of a straight mark, by the spaces around it and by what is open.
    fn straight(&self, tokens: &[Token], i: usize) -> Side {
        let before = i.checked_sub(1).and_then(|j| tokens.get(j));
        let free = tokens[i].gap != Gap::None
            || before.is_none_or(|t| matches!(t.kind, Kind::Opening | Kind::Elided));
        let attached = attached_after(tokens, i);
        if self.open.iter().any(|o| o.0 == '"') {
            return if free && attached { Side::Opens } else { Side::Closes };
        }
        let figure = before.is_some_and(|t| t.kind == Kind::Number);
        if !free && (figure || !attached) { Side::None } else { Side::Opens }
    }

    fn opens(&mut self, tokens: &mut [Token], i: usize, mark: char) {
        tokens[i].kind = Kind::Opening;
        if self.open.is_empty() {
            self.first = i;
            self.inner_close = None;
        }
        if self.open.len() < DEEPEST {
            self.open.push((mark, i));
        }
    }

    /// Closes what pairs with `mark`, and returns how many others are open around it, and the token that opened it.
    fn closes(&mut self, tokens: &mut [Token], i: usize, mark: char) -> Option<(usize, usize)> {
        tokens[i].kind = Kind::Closing;
        let at = self.open.iter().rposition(|&(open, _)| pairs(open, mark))?;
        let (_, first) = self.open[at];
        self.open.truncate(at);
        if mark == '"' {
            self.inner_close = Some(i);
        }
        Some((at, first))
    }
}

fn pairs(open: char, close: char) -> bool {
    match open {
        '\u{AB}' | '\u{BB}' => close == '\u{BB}',
        '\u{201C}' | '\u{201F}' => close == '\u{201D}',
        '\u{201E}' => matches!(close, '\u{201C}' | '\u{201D}'),
        '\u{2018}' => close == '\u{2019}',
        open => open == close,
    }
}

/// Whether the next token follows without a space.
fn attached_after(tokens: &[Token], i: usize) -> bool {
    tokens.get(i + 1).is_some_and(|t| t.gap == Gap::None)
}

fn quote(tokens: &[Token], first: usize, last: Option<usize>, end: usize, continues: bool) -> Quote {
    let open = tokens[first];
    let after = last.unwrap_or(tokens.len());
    let inner = match tokens.get(first + 1..after) {
        Some([a, .., b]) => Span::new(a.start, b.end),
        Some([a]) => Span::new(a.start, a.end),
        _ => Span::new(open.end, open.end),
    };
    Quote { span: Span::new(open.start, end), inner, closed: last.is_some(), continues }
}

fn set_quoted(tokens: &mut [Token], quotes: &[Quote]) {
    let mut quotes = quotes.iter().peekable();
    for token in tokens {
        while quotes.next_if(|q| q.span.end() <= token.start).is_some() {}
        token.quoted = quotes.peek().is_some_and(|q| q.span.start() <= token.start);
    }
}
