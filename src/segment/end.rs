//! What the forest is told of a place where a sentence may end.

use super::classes::is_bullet;
use super::sentence::Place;
use super::sight::{self, Sight};
use super::survey::Survey;
use super::token::Token;

/// Tokens before the place that are described, and tokens after it.
const BEFORE: usize = 4;
const AFTER: usize = 5;

/// Longest run of capitals that is told.
const RUN: u8 = 9;

/// Puts into `out` the description of `place`, whose sentence starts at token `start`.
pub(crate) fn describe(
    text: &str,
    tokens: &[Token],
    survey: &Survey<'_>,
    start: usize,
    place: Place,
    out: &mut Vec<u8>,
) {
    out.clear();
    let Place { core, end, .. } = place;
    let (skip, bullet) = opening(text, tokens, survey, end);
    let next = end + skip + usize::from(bullet);
    let last = survey.at(core);
    for back in 0..BEFORE {
        survey.before(core, back).describe(out);
    }
    for ahead in 0..AFTER {
        survey.at(next + ahead).describe(out);
    }
    survey.at(start).describe(out);
    let after = survey.at(end);
    out.extend([
        byte(end - core - 1),
        byte(skip),
        u8::from(bullet),
        u8::from(after.glued),
        survey.depth(end),
        u8::from(after.quoted) + 2 * u8::from(last.quoted),
        after.mark,
    ]);
    let (since, until) = (survey.last_end(core), survey.next_end(next));
    let (near, far) = survey.neighbours(end);
    for (from, to) in [(since, end), (start, end), (end, until), (end, far), (near, end)] {
        out.push(byte(to.saturating_sub(from)));
        out.extend(survey.sum(from, to).map(|sum| byte(sum as usize)));
    }
    out.extend([u8::from(last.kind == sight::END), enclosed(survey, core, end)]);
    let (word, second, usage) = (survey.at(next), survey.at(next + 1), survey.usage);
    let joined = next == end && core + 1 == end;
    out.extend([
        usage.lower(word),
        usage.inside(word),
        usage.capital(word),
        if word.has_capital() { usage.pair(word, second) } else { 0 },
        if joined && word.has_capital() { usage.pair(last, word) } else { 0 },
        usage.lower(last),
        usage.inside(last),
    ]);
    let capitals = |s: &Sight| s.has_capital();
    let shouted = |s: &Sight| matches!(s.shape, 0 | sight::CAPITAL | sight::CAPITALS);
    out.extend([
        run_before(survey, core, capitals),
        run_before(survey, core, shouted),
        run_after(survey, next, capitals),
        run_after(survey, next, shouted),
        survey.at(until).mark,
    ]);
    out.extend([survey.before(since, 1).mark, u8::from(start == since)]);
}

/// Returns how many opening marks stand at `end`, and whether a bullet follows them.
fn opening(text: &str, tokens: &[Token], survey: &Survey<'_>, end: usize) -> (usize, bool) {
    let inner = survey.len().saturating_sub(1);
    let skip = (end..inner.min(end + 2)).take_while(|&i| survey.at(i).kind == sight::OPENING).count();
    let at = end + skip;
    let bullet =
        at < inner && survey.at(at).kind == sight::OTHER && tokens[at].of(text).starts_with(is_bullet);
    (skip, bullet)
}

/// Tells of a closing mark before the place whether what it closes stood alone (1) or at a word (2).
fn enclosed(survey: &Survey<'_>, core: usize, end: usize) -> u8 {
    if end - core < 2 {
        return 0;
    }
    let opened = (0..6).map(|back| survey.before(core, back)).find(|s| s.kind == sight::OPENING);
    opened.map_or(0, |s| 1 + u8::from(s.glued))
}

fn run_before(survey: &Survey<'_>, core: usize, fits: impl Fn(&Sight) -> bool) -> u8 {
    (0..RUN).take_while(|&back| fits(survey.before(core, usize::from(back)))).count() as u8
}

fn run_after(survey: &Survey<'_>, next: usize, fits: impl Fn(&Sight) -> bool) -> u8 {
    (0..RUN).take_while(|&ahead| fits(survey.at(next + usize::from(ahead)))).count() as u8
}

fn byte(value: usize) -> u8 {
    value.min(255) as u8
}
