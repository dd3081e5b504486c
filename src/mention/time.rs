//! Time expressions, resolved from the day of the article where the calendar tells.

use std::ops::Range;

use jiff::civil::Date;
use jiff::{Span as Length, ToSpan};

use super::lexicon::{Calendar as Words, NameResources, Numeral, Term};
use super::{Calendar, Time, outer_word};
use crate::morph::{Tense, Upos, VerbForm};
use crate::parse::{Relation, Tree};
use crate::segment::{Segmented, Sentence};
use crate::text::Span;

/// Finds the time expressions of an article, in order. `date` is its day.
pub(super) fn find(
    segmented: &Segmented,
    trees: &[Tree],
    res: &NameResources,
    date: Option<Date>,
) -> Vec<Time> {
    let mut found = Vec::new();
    let mut last = date;
    for (index, (sentence, tree)) in segmented.sentences.iter().zip(trees).enumerate() {
        let mut reader = Reader { sentence, tree, words: &res.calendar, res, date, last };
        let mut at = 0;
        while at < sentence.words.len() {
            let Some((words, value, calendar)) = reader.read(at) else {
                at += 1;
                continue;
            };
            if let Some(Calendar::Day(day)) = value {
                reader.last = Some(day);
            }
            at = words.end;
            let span = sentence.words[words.start].span.join(sentence.words[words.end - 1].span);
            found.push(Time {
                sentence: index,
                head: outer_word(tree, &words),
                words,
                span,
                value,
                calendar,
            });
        }
        last = reader.last;
    }
    found
}

/// Returns the date that stands at the head of a dispatch (`Dakar, 12 mars 2024 -`): within its first line, before a
/// dash, day, month and year together.
pub fn dateline(text: &str, res: &NameResources) -> Option<Date> {
    head(text, res).map(|(date, _)| date)
}

/// Returns the date of [`dateline`] and the stretch before the dash.
pub(super) fn head(text: &str, res: &NameResources) -> Option<(Date, Span)> {
    text.lines().filter(|line| !line.trim().is_empty()).take(3).find_map(|line| {
        let (head, _) = [" - ", " \u{2013} ", " \u{2014} "]
            .into_iter()
            .find_map(|dash| line.split_once(dash))
            .filter(|(head, _)| head.len() < 80)?;
        let words: Vec<&str> = head.split([' ', ',', '(', ')', '\u{a0}']).filter(|w| !w.is_empty()).collect();
        let date = words.windows(3).find_map(|three| {
            Date::new(three[2].parse().ok()?, res.calendar.month(three[1])?, day_number(three[0])?).ok()
        })?;
        let start = line.as_ptr().addr() - text.as_ptr().addr();
        Some((date, Span::new(start, start + head.len())))
    })
}

type Read = (Range<usize>, Option<Calendar>, bool);

struct Reader<'a> {
    sentence: &'a Sentence,
    tree: &'a Tree,
    words: &'a Words,
    res: &'a NameResources,
    /// The article's day.
    date: Option<Date>,
    /// The day that was spoken of last, from which `la veille` counts.
    last: Option<Date>,
}

impl Reader<'_> {
    fn form(&self, i: usize) -> &str {
        self.sentence.words.get(i).map_or("", |w| w.form.as_str())
    }

    fn is(&self, i: usize, term: Term) -> bool {
        self.words.is(self.form(i), term)
    }

    fn upos(&self, i: usize) -> Option<Upos> {
        self.tree.nodes().get(i).map(|n| n.analysis.upos)
    }

    /// Reads the expression that begins at word `i`: its words, its date, and whether it is of the calendar.
    fn read(&self, i: usize) -> Option<Read> {
        self.night(i)
            .or_else(|| self.full_date(i))
            .or_else(|| self.weekday(i))
            .or_else(|| self.counted_day(i))
            .or_else(|| self.month(i))
            .or_else(|| self.unit(i))
            .or_else(|| self.season_or_hour(i))
            .or_else(|| self.year(i))
            .or_else(|| self.duration(i))
    }

    /// `nuit de mardi à mercredi`.
    fn night(&self, i: usize) -> Option<Read> {
        let days = [i + 2, i + 4].map(|d| self.words.weekday(self.form(d)));
        (self.is(i, Term::Part) && days.iter().all(Option::is_some)).then_some((i..i + 5, None, true))
    }

    /// `lundi 12 mars 2024`, `12 mars`.
    fn full_date(&self, i: usize) -> Option<Read> {
        let mut at = i;
        if self.words.weekday(self.form(i)).is_some() {
            at += 1;
        }
        let day = day_number(self.form(at))?;
        let month = self.words.month(self.form(at + 1))?;
        if let Some(year) = year_number(self.form(at + 2)) {
            let value = Date::new(year, month, day).ok().map(Calendar::Day);
            return Some((i..at + 3, value, true));
        }
        let ahead = self.ahead(i..at + 2);
        let value = self.date.and_then(|today| {
            let candidates = [-1, 0, 1].map(|years| Date::new(today.year() + years, month, day).ok());
            nearest(candidates.into_iter().flatten(), today, ahead, 60)
        });
        Some((i..at + 2, value.map(Calendar::Day), true))
    }

    /// `lundi`, `lundi soir`, `mardi dernier`, `lundi prochain`.
    fn weekday(&self, i: usize) -> Option<Read> {
        let weekday = self.words.weekday(self.form(i))?;
        // "le lundi", "les lundis" and "tous les lundis" say how often; "lundi" alone says when.
        let mut end = i + 1;
        let (mut back, mut next) = (false, false);
        while self.is(end, Term::Part) || self.is(end, Term::Last) || self.is(end, Term::Next) {
            back |= self.is(end, Term::Last);
            next |= self.is(end, Term::Next);
            end += 1;
        }
        let ahead = next || !back && self.ahead(i..end);
        let value = self.date.map(|today| {
            let own = today.weekday().to_monday_one_offset();
            let past = i32::from((own - weekday).rem_euclid(7));
            let days = match (ahead, past) {
                (true, 0) if next => 7,
                (true, 0) => 0,
                (true, past) => 7 - past,
                (false, 0) if back => -7,
                (false, past) => -past,
            };
            Calendar::Day(shift(today, i64::from(days).days()))
        });
        Some((i..end, value, true))
    }

    /// `hier soir`, `demain`, `la veille`.
    fn counted_day(&self, i: usize) -> Option<Read> {
        let (from, days) = self.words.terms(self.form(i)).iter().find_map(|term| match term {
            Term::Day(days) => Some((self.date, *days)),
            Term::RelativeDay(days) => Some((self.last.or(self.date), *days)),
            _ => None,
        })?;
        // "à la veille du scrutin" counts from something else.
        let relative = self.words.terms(self.form(i)).iter().any(|t| matches!(t, Term::RelativeDay(_)));
        let owned = relative
            && self.tree.nodes().get(i).is_some()
            && self.tree.related(i, Relation::Nmod).next().is_some();
        let end = if self.is(i + 1, Term::Part) { i + 2 } else { i + 1 };
        let value = from.filter(|_| !owned).map(|day| Calendar::Day(shift(day, i64::from(days).days())));
        Some((i..end, value, true))
    }

    /// `mars 2024`, `en janvier`.
    fn month(&self, i: usize) -> Option<Read> {
        let form = self.form(i);
        if let Some((prefix, rest)) = form.split_once('-')
            && self.words.is(prefix, Term::Prefix)
            && self.words.month(rest).is_some()
        {
            return Some((i..i + 1, None, true));
        }
        let month = self.words.month(form)?;
        if let Some(year) = year_number(self.form(i + 1)) {
            return Some((i..i + 2, Some(Calendar::Month(year, month)), true));
        }
        // "Mars" is a planet too, "Mai" a name.
        if form.chars().next().is_some_and(char::is_uppercase) && i > 0 {
            return None;
        }
        let mut end = i + 1;
        let (back, next) = (self.is(end, Term::Last), self.is(end, Term::Next));
        end += usize::from(back || next);
        let ahead = next || !back && self.ahead(i..end);
        let value = self.date.map(|today| {
            let year = match (ahead, month.cmp(&today.month())) {
                (true, std::cmp::Ordering::Less) => today.year() + 1,
                (false, std::cmp::Ordering::Greater) => today.year() - 1,
                _ => today.year(),
            };
            Calendar::Month(year, month)
        });
        Some((i..end, value, true))
    }

    /// `semaine dernière`, `an prochain`.
    fn unit(&self, i: usize) -> Option<Read> {
        let days = self.words.unit(self.form(i))?;
        let step = if self.is(i + 1, Term::Last) {
            -1
        } else if self.is(i + 1, Term::Next) {
            1
        } else {
            return None;
        };
        if self.form(i + 1).ends_with('s') {
            return None;
        }
        let value = self.date.and_then(|today| match days {
            365 => Some(Calendar::Year(today.year() + step)),
            30 => {
                let day = shift(today.first_of_month(), i64::from(step).months());
                Some(Calendar::Month(day.year(), day.month()))
            }
            _ => None,
        });
        Some((i..i + 2, value, true))
    }

    /// `automne`, `été dernier`, `minuit`: the words stand for themselves.
    fn season_or_hour(&self, i: usize) -> Option<Read> {
        let season = self.is(i, Term::Season) && self.upos(i) == Some(Upos::Noun);
        let hour = self.is(i, Term::Part) && self.upos(i) != Some(Upos::Verb);
        let mut end = i + 1;
        let dated = self.is(end, Term::Last) || self.is(end, Term::Next);
        end += usize::from(dated);
        if dated && year_number(self.form(end)).is_some() || year_number(self.form(end)).is_some() {
            end += 1;
        }
        (season || hour).then_some((i..end, None, true))
    }

    /// `en 2019`, `depuis 2019`, `(2019)`.
    fn year(&self, i: usize) -> Option<Read> {
        let year = year_number(self.form(i))?;
        let before = i.checked_sub(1)?;
        let bracketed = self.form(before) == "(" && self.form(i + 1) == ")";
        let listed = before > 0 && year_number(self.form(before - 1)).is_some();
        let led = self.words.terms(self.form(before)).iter().any(|t| {
            matches!(
                t,
                Term::YearPreposition | Term::Preposition | Term::Prefix | Term::Unit(_) | Term::Season
            )
        });
        // "de 2 019 euros": a number that counts something is none.
        let counts =
            self.tree.nodes().get(i).is_some_and(|n| n.relation == Relation::Nummod && n.head > Some(i));
        (!counts && (led || bracketed || listed)).then_some((i..i + 1, Some(Calendar::Year(year)), true))
    }

    /// `deux ans`, `trois semaines`, `chaque jour`.
    fn duration(&self, i: usize) -> Option<Read> {
        let counted = self.form(i).starts_with(|c: char| c.is_ascii_digit())
            || matches!(self.res.numbers.numeral(self.form(i)), Some(Numeral::Add(_)))
            || self.is(i, Term::Duration)
            || self.form(i).contains('-') && self.upos(i) == Some(Upos::Num);
        let end = (i + 1..i + 3).find(|&end| self.words.unit(self.form(end)).is_some())?;
        counted.then_some((i..end + 1, None, false))
    }

    /// Whether the verb that the words hang on looks into the future.
    fn ahead(&self, words: Range<usize>) -> bool {
        let mut at = outer_word(self.tree, &words);
        let nodes = self.tree.nodes();
        while let Some(head) = nodes.get(at).and_then(|n| n.head) {
            let node = &nodes[head];
            let feats = node.analysis.feats;
            if self.words.is(&node.form, Term::Ahead) || feats.tense == Some(Tense::Fut) {
                return true;
            }
            if matches!(node.analysis.upos, Upos::Verb | Upos::Aux) {
                let auxiliaries: Vec<usize> = self.tree.related(head, Relation::Aux).collect();
                let future = |&a: &usize| {
                    nodes[a].analysis.feats.tense == Some(Tense::Fut)
                        || self.words.is(&nodes[a].form, Term::Ahead)
                };
                if auxiliaries.iter().any(future) {
                    return true;
                }
                if feats.verb_form == Some(VerbForm::Inf) {
                    return auxiliaries.is_empty();
                }
                return false;
            }
            at = head;
        }
        false
    }
}

/// Returns the date that is meant: ahead the first that is not past, else the last that is not more than `slack` days
/// ahead.
fn nearest(dates: impl Iterator<Item = Date>, today: Date, ahead: bool, slack: i64) -> Option<Date> {
    let limit = shift(today, slack.days());
    let dates: Vec<Date> = dates.collect();
    if ahead {
        dates.into_iter().find(|d| *d >= today)
    } else {
        dates.into_iter().rev().find(|d| *d <= limit)
    }
}

fn shift(day: Date, by: Length) -> Date {
    day.checked_add(by).unwrap_or(day)
}

fn day_number(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
    let rest = &word[digits.len()..];
    let day: i8 = digits.parse().ok()?;
    ((1..=31).contains(&day) && (rest.is_empty() || day == 1)).then_some(day)
}

fn year_number(word: &str) -> Option<i16> {
    let year: i16 = word.parse().ok()?;
    (word.len() == 4 && (1000..2100).contains(&year)).then_some(year)
}
