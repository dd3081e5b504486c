//! Days of publication, as pages, feeds and lines write them.

use jiff::civil::{Date, DateTime};
use jiff::fmt::rfc2822;

/// Years in which news can have been published; others are slips of a program.
const YEARS: std::ops::RangeInclusive<i16> = 1600..=9998;

/// Returns the day that `text` tells, as it stands there: the zone does not move it.
///
/// Known are ISO 8601 and RFC 3339 (with time and zone or without), RFC 2822, and year, month and day with `/` or `.`
/// or nothing between them.
///
/// ```
/// let day = depeche::input::day("2024-07-29T00:30:00+02:00").unwrap();
/// assert_eq!(day.to_string(), "2024-07-29");
/// assert_eq!(depeche::input::day("Mon, 29 Jul 2024 00:30:00 +0200"), Some(day));
/// assert_eq!(depeche::input::day("99999-01-01"), None);
/// ```
pub fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let found = iso(text).or_else(|| mail(text)).or_else(|| compact(text))?;
    YEARS.contains(&found.year()).then_some(found)
}

fn iso(text: &str) -> Option<Date> {
    // What stands behind the day does not change it, so that odd times and zones do no harm.
    let day = text.get(..10)?;
    let rest = &text[10..];
    if !rest.is_empty() && !rest.starts_with(['T', 't', ' ', '+', 'Z']) {
        return None;
    }
    let shape = day.bytes().enumerate().all(|(i, b)| match i {
        4 | 7 => matches!(b, b'-' | b'/' | b'.'),
        _ => b.is_ascii_digit(),
    });
    shape.then(|| day.replace(['/', '.'], "-").parse().ok()).flatten()
}

fn mail(text: &str) -> Option<Date> {
    let parser = rfc2822::DateTimeParser::new().relaxed_weekday(true);
    if let Ok(zoned) = parser.parse_zoned(text) {
        return Some(zoned.date());
    }
    // Names of zones, and no zone at all.
    let (time, zone) = text.rsplit_once(' ')?;
    let time = if zone.chars().all(|c| c.is_ascii_alphabetic()) { time } else { text };
    parser.parse_zoned(format!("{time} +0000")).ok().map(|zoned| zoned.date())
}

fn compact(text: &str) -> Option<Date> {
    let day = text.get(..8)?;
    let digits = day.bytes().all(|b| b.is_ascii_digit());
    let ends = text[8..].is_empty() || text[8..].starts_with(['T', ' ']);
    if !digits || !ends {
        return None;
    }
    format!("{day}T000000").parse::<DateTime>().ok().map(|time| time.date())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_forms_tell_the_same_day() {
        for text in [
            "2024-07-29",
            " 2024-07-29 ",
            "2024-07-29T23:59:59-11:00",
            "2024-07-29T00:30:00.123Z",
            "2024-07-29 00:30",
            "2024/07/29",
            "2024.07.29 10:00:00",
            "2024-07-29T25:61:00+99:99",
            "Mon, 29 Jul 2024 00:30:00 +0200",
            "29 Jul 2024 00:30:00 GMT",
            "Mon, 29 Jul 2024 00:30:00 CEST",
            "Tue, 29 Jul 2024 00:30:00 +0200",
            "20240729",
            "20240729T103000Z",
        ] {
            assert_eq!(day(text).map(|d| d.to_string()).as_deref(), Some("2024-07-29"), "{text}");
        }
    }

    #[test]
    fn impossible_days_are_none() {
        for text in [
            "",
            "hier",
            "0000-01-01",
            "0000-00-00",
            "99999-12-31",
            "2024-02-30",
            "2024-07-291",
            "9999-12-31",
            "-2024-07-29",
            "20240732",
            "202407291",
            "29",
            "é024-07-29é",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }
}
