//! Finds quotation stretches.
//!
//! This runs before sentence splitting, since a straight mark belongs to the sentence before it or to
//! the one after it by the side on which it stands. A closing mark closes what it pairs with; a mark
//! that opens inside a quotation nests. An unclosed quotation ends with its paragraph, and goes on in
//! the next where that starts with a mark again.

use crate::text::Span;

use super::Quote;
use super::classes::is_apostrophe;
use super::token::{Gap, Kind, Token};

/// Quotations inside quotations that are followed; deeper ones count as this deep.
const DEEPEST: usize = 16;

/// Adds the quotations of the paragraph `span` to `quotes`, and tells its tokens which side their mark is on.
///
/// `unclosed` says whether the paragraph before left a quotation open; the same is returned of this one.
pub(super) fn mark(
    text: &str,
    span: Span,
    tokens: &mut [Token],
    unclosed: bool,
    quotes: &mut Vec<Quote>,
) -> bool {
    let mut scan = Scan { open: Vec::new(), first: 0, inner_close: None, unclosed };
    let from = quotes.len();
    for i in 0..tokens.len() {
        let mark = match tokens[i].of(text).chars().next() {
            Some(c) if tokens[i].kind == Kind::Quote => c,
            Some(c) if is_apostrophe(c) && tokens[i].kind == Kind::Other => c,
            _ => continue,
        };
        match scan.side(tokens, i, mark) {
            Side::Opens => scan.opens(tokens, i, mark),
            Side::Closes => {
                if scan.closes(tokens, i, mark) {
                    quotes.push(quote(tokens, scan.first, Some(i), tokens[i].end, scan.goes_on()));
                }
            }
            Side::None => {}
        }
    }
    let left = match (scan.open.first(), scan.inner_close) {
        (None | Some('\u{2018}'), _) => false,
        (Some('"'), Some(last)) => {
            quotes.push(quote(tokens, scan.first, Some(last), tokens[last].end, scan.goes_on()));
            false
        }
        _ => {
            quotes.push(quote(tokens, scan.first, None, span.end(), scan.goes_on()));
            true
        }
    };
    set_quoted(tokens, &quotes[from..]);
    left
}

enum Side {
    Opens,
    Closes,
    None,
}

struct Scan {
    /// The marks that opened what is open.
    open: Vec<char>,
    /// Token that opened the outermost.
    first: usize,
    /// Token that last closed a straight mark inside one that is still open.
    inner_close: Option<usize>,
    unclosed: bool,
}

impl Scan {
    fn goes_on(&self) -> bool {
        self.unclosed && self.first == 0
    }

    fn side(&self, tokens: &[Token], i: usize, mark: char) -> Side {
        match mark {
            '\u{201C}' if self.open.last() == Some(&'\u{201E}') => Side::Closes,
            '\u{AB}' | '\u{201C}' | '\u{201E}' | '\u{201F}' => Side::Opens,
            '\u{2018}' if attached_after(tokens, i) => Side::Opens,
            '\u{BB}' if i == 0 && self.unclosed => Side::Opens,
            '"' => self.straight(tokens, i),
            _ if self.open.iter().any(|&open| pairs(open, mark)) => Side::Closes,
            _ => Side::None,
        }
    }

    /// The side of a straight mark, by the spaces around it and by what is open.
    fn straight(&self, tokens: &[Token], i: usize) -> Side {
        let before = i.checked_sub(1).and_then(|j| tokens.get(j));
        let free = tokens[i].gap != Gap::None
            || before.is_none_or(|t| matches!(t.kind, Kind::Opening | Kind::Elided));
        let attached = attached_after(tokens, i);
        if self.open.contains(&'"') {
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
            self.open.push(mark);
        }
    }

    /// Closes what pairs with `mark`, and returns whether nothing is open any more.
    fn closes(&mut self, tokens: &mut [Token], i: usize, mark: char) -> bool {
        tokens[i].kind = Kind::Closing;
        let Some(at) = self.open.iter().rposition(|&open| pairs(open, mark)) else { return false };
        self.open.truncate(at);
        if mark == '"' {
            self.inner_close = Some(i);
        }
        self.open.is_empty()
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
