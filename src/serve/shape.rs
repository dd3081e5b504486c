//! Refuses what is nested or chained so much that its parser would run out of stack, which no program survives.

use super::fault::Fault;

/// Brackets that may be open at the same time.
const DEEPEST: usize = 100;

/// Operators and words that join patterns: chains of them become trees as deep as they are long.
const LONGEST: usize = 2000;

/// Bytes of a query.
const MOST: usize = 1 << 20;

/// Brackets that are opened at all: each may be a step of the tree.
const MOST_BRACKETS: usize = 20_000;

/// Words that join patterns or add to them.
const WORDS: [&str; 10] =
    ["UNION", "OPTIONAL", "MINUS", "FILTER", "LATERAL", "BIND", "AS", "GRAPH", "VALUES", "EXISTS"];

/// Checks the SPARQL text `query` before it is parsed.
pub(super) fn check_query(query: &str) -> Result<(), Fault> {
    if query.len() > MOST {
        return Err(Fault::bad(format!("a query has at most {} kB", MOST >> 10)));
    }
    let (mut depth, mut chain, mut brackets) = (0_usize, 0_usize, 0_usize);
    let mut rest = query;
    while let Some(c) = rest.chars().next() {
        let skipped = match c {
            '"' | '\'' => string(rest),
            '<' => iri(rest),
            '#' => rest.find('\n').unwrap_or(rest.len()),
            c if c.is_alphanumeric() || c == '_' => {
                let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
                let word = rest.get(..end).unwrap_or_default();
                chain += usize::from(WORDS.iter().any(|known| known.eq_ignore_ascii_case(word)));
                end
            }
            c => {
                match c {
                    '{' | '(' | '[' => {
                        depth += 1;
                        brackets += 1;
                        chain += usize::from(c == '{');
                    }
                    '}' | ')' | ']' => depth = depth.saturating_sub(1),
                    '+' | '-' | '*' | '/' | '|' | '&' | '!' | '^' | '=' => chain += 1,
                    _ => {}
                }
                c.len_utf8()
            }
        };
        if depth > DEEPEST || chain > LONGEST || brackets > MOST_BRACKETS {
            let limits =
                format!("{DEEPEST} brackets deep, {LONGEST} operators and {MOST_BRACKETS} brackets long");
            return Err(Fault::bad(format!("the query is nested or chained too much: at most {limits}")));
        }
        rest = rest.get(skipped..).unwrap_or_default();
    }
    Ok(())
}

/// Returns the length of the string that `text` begins with; of its first quotation mark where it does not end.
fn string(text: &str) -> usize {
    let mark = text.get(..1).unwrap_or_default();
    let long = text.get(..3).filter(|three| *three == mark.repeat(3));
    let end = long.unwrap_or(mark);
    let mut at = end.len();
    while let Some(rest) = text.get(at..) {
        if rest.starts_with(end) {
            return at + end.len();
        }
        let Some(c) = rest.chars().next() else { break };
        if c == '\n' && long.is_none() {
            break;
        }
        at += c.len_utf8();
        if c == '\\' {
            at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        }
    }
    1
}

/// Returns the length of the IRI that `text` begins with; 1 where it is a smaller-than sign.
fn iri(text: &str) -> usize {
    let end = text.find(|c: char| c == '>' || c.is_whitespace() || "{}\"|^`".contains(c));
    end.filter(|end| text.get(*end..).is_some_and(|rest| rest.starts_with('>'))).map_or(1, |end| end + 1)
}

/// Checks the document `bytes`, whose format nests by brackets, before it is parsed.
pub(super) fn check_document(bytes: &[u8]) -> Result<(), Fault> {
    let mut depth = 0_usize;
    for byte in bytes {
        match byte {
            b'{' | b'[' | b'(' => depth += 1,
            b'}' | b']' | b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Err(Fault::bad(format!("the document is nested more than {DEEPEST} brackets deep")));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deep_and_long_queries_are_refused() {
        let refused = |query: String| check_query(&query).is_err();
        for part in [
            "{",
            "(",
            "[",
            "!",
            "1+",
            "a/",
            "?x UNION ",
            "OPTIONAL {} ",
            "true && ",
            "FILTER(1) ",
            "{}",
            "VALUES ?a{1}",
            "(1)",
        ] {
            assert!(refused(format!("ASK {{ {} }}", part.repeat(20_000))), "{part}");
        }
        assert!(refused("x".repeat(2 << 20)));
        for good in [
            "SELECT * { ?s ?p \"{{{{ ' \\\" ((((\" FILTER(?a < ?b && ?c > 3) # {{{{\n }".to_owned(),
            format!("SELECT * {{ VALUES ?x {{ {} }} }}", "<https://example.org/a-b/c+d#e> ".repeat(5000)),
            format!("SELECT * {{ ?s ?p '''{}''' }}", "({[".repeat(1000)),
            format!("SELECT * {{ {}{} }}", "{".repeat(90), "}".repeat(90)),
        ] {
            assert!(check_query(&good).is_ok(), "{}", &good[..60]);
        }
        assert!(check_document("[".repeat(200).as_bytes()).is_err() && check_document(b"[{}]").is_ok());
    }
}
