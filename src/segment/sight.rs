//! What the models of sentence ends see of a token: its letters, its shape and what the lexicon says of it.

use crate::morph::{Lexicon, Mood, Upos, VerbForm};
use crate::text::fold;

use super::tables::Abbreviation;
use super::token::{Gap, Kind, Token};

/// The longest form that is read; longer ones are seen by their start.
const LONGEST: usize = 40;

/// A finite verb of the indicative.
const INDICATIVE: u8 = 1;
/// Any other finite verb.
const OTHER_FINITE: u8 = 2 | 4;
const INFINITIVE: u8 = 8;
const PARTICIPLE: u8 = 16;

/// Codes of [`Sight::shape`].
pub(super) const LOWER: u8 = 1;
pub(super) const CAPITAL: u8 = 2;
pub(super) const CAPITALS: u8 = 3;
pub(super) const CAPITALISED: u8 = 4;
const FIGURE: u8 = 7;

/// A token as the models see it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sight {
    /// Hash of the form in lower case; of a figure, its length.
    pub(super) form: u32,
    /// Hash of the form as written.
    pub(super) exact: u32,
    pub(super) kind: u8,
    pub(super) shape: u8,
    pub(super) length: u8,
    /// Which mark it is, for those that matter.
    pub(super) mark: u8,
    /// Whether no space stands before it.
    pub(super) glued: bool,
    pub(super) quoted: bool,
    /// Parts of speech of the form in lower case, by the word list.
    pub(super) classes: u32,
    /// Which verb forms it can be.
    verb: u8,
    /// Whether the word list has it as a name.
    name: bool,
}

impl Sight {
    /// What stands outside the text.
    pub(super) const OUTSIDE: Self = Self {
        form: 0,
        exact: 0,
        kind: 0,
        shape: 9,
        length: 0,
        mark: 0,
        glued: false,
        quoted: false,
        classes: 0,
        verb: 0,
        name: false,
    };

    pub(super) fn new(text: &str, token: &Token, lexicon: &Lexicon) -> Self {
        let form = token.of(text);
        let mut sight = Self {
            kind: code(token.kind),
            mark: mark(form),
            glued: token.gap == Gap::None,
            quoted: token.quoted,
            ..Self::OUTSIDE
        };
        let (mut count, mut upper, mut lower) = (0_u32, 0_u32, 0_u32);
        let mut first_upper = false;
        (sight.form, sight.exact) = (11, 12);
        for c in form.chars().take(LONGEST) {
            first_upper |= count == 0 && c.is_uppercase();
            upper += u32::from(c.is_uppercase());
            lower += u32::from(c.is_lowercase());
            count += 1;
            let c = if c == '\u{2019}' { '\'' } else { c };
            let low = if c.is_uppercase() { c.to_lowercase().next().unwrap_or(c) } else { c };
            sight.form = mix(sight.form, low as u32);
            sight.exact = mix(sight.exact, c as u32);
        }
        sight.length = count.min(15) as u8;
        sight.shape = match (upper, lower) {
            _ if token.kind == Kind::Number => FIGURE,
            (0, 0) => 0,
            (0, _) => LOWER,
            (1, 0) => CAPITAL,
            (_, 0) => CAPITALS,
            _ if first_upper => CAPITALISED,
            _ => 5,
        };
        match token.kind {
            Kind::Number => sight.form = 5 + count,
            Kind::Word | Kind::Elided => sight.look_up(form, upper > 0, lexicon),
            _ => {}
        }
        sight
    }

    fn look_up(&mut self, form: &str, has_upper: bool, lexicon: &Lexicon) {
        let lowered;
        let mut lower = form;
        if has_upper || form.contains('\u{2019}') {
            lowered = fold(form).into_owned();
            lower = &lowered;
            self.name = lexicon.readings(form).iter().any(|r| r.imported && r.upos == Upos::Propn);
        }
        for reading in lexicon.readings(lower).iter().filter(|r| r.imported) {
            self.classes |= bit(reading.upos);
            self.verb |= match (reading.feats.verb_form, reading.feats.mood) {
                (None, _) => 0,
                (Some(VerbForm::Fin), Some(Mood::Ind)) => INDICATIVE,
                (Some(VerbForm::Fin), Some(Mood::Imp)) => 2,
                (Some(VerbForm::Fin), _) => 4,
                (Some(VerbForm::Inf), _) => INFINITIVE,
                (Some(_), _) => PARTICIPLE,
            };
        }
    }

    /// Whether it can be a finite verb.
    pub(super) fn may_be_finite(&self) -> bool {
        self.verb & INDICATIVE != 0
    }

    /// Whether it can be nothing but a finite verb.
    pub(super) fn is_finite(&self) -> bool {
        let verbs = bit(Upos::Verb) | bit(Upos::Aux);
        self.may_be_finite() && self.classes & !verbs == 0 && self.verb & (INFINITIVE | PARTICIPLE) == 0
    }

    /// Whether it can be nothing but a function word.
    pub(super) fn is_function(&self) -> bool {
        self.classes != 0 && self.classes & !function() == 0
    }

    /// Whether a capital after it is one inside a sentence: a small word that leads on to a noun.
    pub(super) fn leads_on(&self) -> bool {
        let leading = bit(Upos::Det) | bit(Upos::Adp) | bit(Upos::Cconj);
        let others = bit(Upos::Noun) | bit(Upos::Adj) | bit(Upos::Adv);
        self.shape == LOWER && self.classes & leading != 0 && self.classes & !(function() | others) == 0
    }

    /// Whether it can be a common noun, and no word that only joins others.
    pub(super) fn is_noun(&self) -> bool {
        self.classes & bit(Upos::Noun) != 0 && self.classes & (function() | bit(Upos::Aux)) == 0
    }

    pub(super) fn is_determiner(&self) -> bool {
        self.classes & bit(Upos::Det) != 0
    }

    /// Whether the word list has it as nothing but a name, or not at all.
    pub(super) fn is_unknown(&self) -> bool {
        self.classes & !bit(Upos::Propn) == 0
    }

    /// Whether it has a capital, single or not.
    pub(super) fn has_capital(&self) -> bool {
        (CAPITAL..=5).contains(&self.shape)
    }

    /// Adds what the forest asks about a token.
    pub(super) fn describe(&self, out: &mut Vec<u8>) {
        out.extend([self.kind, self.shape, self.length, self.mark, u8::from(self.glued)]);
        let has = |set: u32| u8::from(self.classes & set != 0);
        out.extend(CLASSES.map(|upos| has(bit(upos))));
        let verb = |bits: u8| u8::from(self.verb & bits != 0);
        out.extend([INDICATIVE, OTHER_FINITE, INFINITIVE, PARTICIPLE].map(verb));
        let unknown = self.kind == WORD && self.classes == 0;
        out.extend([unknown, self.name, self.is_finite(), self.is_function()].map(u8::from));
    }
}

/// The parts of speech that the forest asks for.
const CLASSES: [Upos; 13] = [
    Upos::Adj,
    Upos::Adp,
    Upos::Adv,
    Upos::Aux,
    Upos::Cconj,
    Upos::Det,
    Upos::Intj,
    Upos::Noun,
    Upos::Num,
    Upos::Pron,
    Upos::Propn,
    Upos::Sconj,
    Upos::Verb,
];

/// Codes of [`Sight::kind`].
const WORD: u8 = 1;
pub(super) const END: u8 = 5;
pub(super) const OPENING: u8 = 6;
pub(super) const CLOSING: u8 = 7;
pub(super) const OTHER: u8 = 9;

fn code(kind: Kind) -> u8 {
    match kind {
        Kind::Word => WORD,
        Kind::Elided => 2,
        Kind::Number => 3,
        Kind::Initials => 4,
        Kind::End => END,
        Kind::Opening => OPENING,
        Kind::Closing => CLOSING,
        Kind::Quote => 8,
        Kind::Other => OTHER,
        Kind::Abbreviation(Abbreviation::Title) => 10,
        Kind::Abbreviation(Abbreviation::Figure) => 11,
        Kind::Abbreviation(Abbreviation::Plain) => 12,
        Kind::Abbreviation(Abbreviation::End) => 13,
    }
}

fn mark(form: &str) -> u8 {
    match form {
        "," => 1,
        ";" => 2,
        ":" => 3,
        "-" | "\u{2013}" | "\u{2014}" => 4,
        "\u{2022}" | "*" => 5,
        "." => 6,
        "!" => 7,
        "?" => 8,
        "..." | "\u{2026}" => 9,
        "/" => 10,
        "%" => 11,
        "=" => 12,
        "+" => 13,
        "(" => 14,
        ")" => 15,
        _ => 0,
    }
}

const fn bit(upos: Upos) -> u32 {
    1 << upos as u32
}

const fn function() -> u32 {
    bit(Upos::Det) | bit(Upos::Adp) | bit(Upos::Cconj) | bit(Upos::Sconj) | bit(Upos::Pron)
}

/// One step of a multiplying hash.
pub(super) fn mix(hash: u32, value: u32) -> u32 {
    (hash.rotate_left(5) ^ value).wrapping_mul(0x9E37_79B1)
}
