//! Classes of characters.

/// Whether `c` is an apostrophe of some kind.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{02BC}')
}

/// Whether `c` is a hyphen inside words.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Whether `c` belongs to words and figures.
pub(super) fn is_wordly(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '\u{AD}'
}

/// Whether `c` only changes the character before it: accents, variation marks, joiners, skin tones.
pub(super) fn is_extender(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}')
}

/// Whether `c` joins the picture before it to the one after it.
pub(super) fn is_joiner(c: char) -> bool {
    c == '\u{200D}'
}

/// Whether `c` is half of a flag.
pub(super) fn is_flag_half(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1F1FF}')
}

/// Whether `c` can end a sentence.
pub(super) fn is_end(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '\u{2026}' | '\u{203D}' | '\u{2047}'
            ..='\u{2049}' | '\u{3002}' | '\u{FF01}' | '\u{FF1F}' | '\u{61F}'
    )
}

/// Whether `c` opens a bracket.
pub(super) fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '{')
}

/// Whether `c` closes a bracket.
pub(super) fn is_closing(c: char) -> bool {
    matches!(c, ')' | ']' | '}')
}

/// Whether `c` is a quotation mark, apostrophes left out.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\u{AB}' | '\u{BB}' | '\u{201C}'..='\u{201F}' | '\u{2018}')
}

/// Whether `c` is a dash or bullet that can open a line.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2012}'..='\u{2015}' | '\u{2022}' | '\u{25CF}' | '\u{25AA}' | '\u{25BA}' | '*' | '\u{B7}'
    )
}
