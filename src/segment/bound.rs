//! Places where no sentence ends, whatever the model would say: between an initial and its name, before
//! the article of a place name, and at a bracket inside a word.

use super::sight::{self, Sight};
use super::survey::{Sights, Usage};
use super::token::{Gap, Kind, Token};

/// Tokens that are looked at for a name after its initials.
const INITIALS: usize = 4;

/// What is known of the tokens of a paragraph.
#[derive(Clone, Copy)]
pub(super) struct Bound<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) sights: &'a Sights,
    pub(super) usage: &'a Usage,
}

impl Bound<'_> {
    /// Whether the tokens before and after the place belong together; `core` is the last that is no
    /// closing mark, and `end` the one after the place.
    pub(super) fn holds(&self, core: usize, end: usize) -> bool {
        match self.tokens[core].kind {
            Kind::End => false,
            Kind::Initials if core + 1 == end => self.initial(core, end),
            _ => (core + 1 == end && self.article(core, end)) || self.bracket(end),
        }
    }

    /// Whether a name follows the initial at `core`.
    fn initial(&self, core: usize, end: usize) -> bool {
        let form = self.tokens[core].of(self.text);
        let before = core.checked_sub(1).map_or(&Sight::OUTSIDE, |i| self.sights.at(i));
        let capitals = form.chars().filter(|c| c.is_alphabetic()).count();
        if capitals > 1 && !form.contains('-') && (capitals > 2 || before.leads_on() || self.elided(core)) {
            return false;
        }
        let more = self.tokens[end..].iter().take(INITIALS).take_while(|t| t.kind == Kind::Initials).count();
        let Some(token) = self.tokens.get(end + more) else { return false };
        let (name, after) = (self.sights.at(end + more), self.sights.at(end + more + 1));
        if token.kind != Kind::Word || !name.has_capital() || name.shape == sight::CAPITAL {
            return false;
        }
        let labelled = before.is_noun() && !before.leads_on();
        if name.is_function() {
            return !labelled && after.has_capital() && after.is_unknown();
        }
        name.is_unknown() || !labelled
    }

    fn elided(&self, at: usize) -> bool {
        at > 0 && self.tokens[at - 1].kind == Kind::Elided
    }

    /// Whether a capital article opens the rest of a place name.
    fn article(&self, core: usize, end: usize) -> bool {
        let (last, word, second) = (self.sights.at(core), self.sights.at(end), self.sights.at(end + 1));
        word.has_capital()
            && word.is_determiner()
            && second.has_capital()
            && (last.leads_on() || (last.has_capital() && self.usage.pair(last, word) > 1))
    }

    /// Whether a bracket around one or two capitals is glued to a word, before the place or after it.
    fn bracket(&self, end: usize) -> bool {
        let glued = |i: usize| self.tokens.get(i).is_some_and(|t| t.gap == Gap::None);
        let ends_word = end >= 4
            && self.is_ending(end - 3)
            && glued(end - 3)
            && self.tokens[end - 4].kind == Kind::Word
            && self.sights.at(end - 4).has_capital();
        ends_word || (self.is_ending(end) && glued(end + 3) && self.tokens[end + 3].kind == Kind::Word)
    }

    /// Whether from token `i` on a bracket holds nothing but one or two capitals.
    fn is_ending(&self, i: usize) -> bool {
        let Some([open, inner, close]) = self.tokens.get(i..i + 3) else { return false };
        let letters = inner.of(self.text);
        open.of(self.text) == "("
            && close.of(self.text) == ")"
            && letters.chars().count() <= 2
            && letters.chars().all(char::is_uppercase)
            && inner.gap == Gap::None
            && close.gap == Gap::None
    }
}
