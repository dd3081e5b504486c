//! The form of corpus files: a text, a line `---`, a line for each thing expected; a line `===` between cases.
//! A last line `…` stands for all else.

use super::shown::Shown;

/// A line of the file, from 1, and what is wrong there.
pub(super) type Fault = (usize, String);

/// One case of a corpus file.
#[derive(Debug)]
pub(super) struct Case {
    /// The line of the file where the text begins, from 1.
    line: usize,
    /// What is read.
    pub(super) text: String,
    /// What is expected, each with its line of the file.
    expected: Vec<(usize, String)>,
    /// Whether more may come than what is expected.
    open: bool,
}

/// Reads the cases of a corpus file.
pub(super) fn read(file: &str) -> Vec<Result<Case, Fault>> {
    let lines: Vec<_> = file.lines().enumerate().map(|(i, line)| (i + 1, line.trim_end())).collect();
    lines.split(|(_, line)| *line == "===").map(one).collect()
}

fn one(lines: &[(usize, &str)]) -> Result<Case, Fault> {
    let line = lines.first().map_or(1, |(line, _)| *line);
    let parts: Vec<_> = lines.split(|(_, line)| *line == "---").collect();
    let [text, expected] = parts[..] else {
        return Err((line, format!("a case has one line ---, this one has {}", parts.len() - 1)));
    };
    let text = text.iter().map(|(_, line)| *line).collect::<Vec<_>>().join("\n");
    if text.trim().is_empty() {
        return Err((line, "there is no text before ---".to_owned()));
    }
    let expected = expected.iter().filter(|(_, line)| !line.is_empty());
    let mut expected: Vec<_> = expected.map(|(number, line)| (*number, (*line).to_owned())).collect();
    let open = expected.pop_if(|(_, line)| line == "…").is_some();
    Ok(Case { line, text, expected, open })
}

impl Case {
    /// Checks that `got` has one thing for each expected line, and nothing more but what need not be named.
    pub(super) fn check(&self, got: &[Shown]) -> Result<(), Fault> {
        let mut left: Vec<_> = got.iter().collect();
        for (line, expected) in &self.expected {
            match left.iter().position(|shown| (shown.agrees)(expected)) {
                Some(at) => {
                    left.remove(at);
                }
                None => return Err((*line, self.message(&format!("expected  {expected}"), got, &left))),
            }
        }
        match left.iter().find(|shown| !shown.optional && !self.open) {
            Some(more) => Err((self.line, self.message(&format!("not expected  {}", more.line), got, &left))),
            None => Ok(()),
        }
    }

    /// Shows `got`, those in `left` with a mark: no line expected them.
    fn message(&self, what: &str, got: &[Shown], left: &[&Shown]) -> String {
        let mut message = format!("«{}»\n    {what}", self.text);
        for shown in got {
            let free = left.iter().any(|other| std::ptr::eq(*other, shown));
            message.push_str(if free { "\n    got ?  " } else { "\n    got    " });
            message.push_str(&shown.line);
        }
        if got.is_empty() {
            message.push_str("\n    got nothing");
        }
        message
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &str) -> Shown<'_> {
        Shown::exact(line.to_owned())
    }

    #[test]
    fn mistyped_cases_are_told_with_their_line() {
        let file = "Il dort.\n---\nil\n===\nIl dort.\nil\n===\n---\nil\n===\nIl\n---\nil\n---\nil";
        let told: Vec<_> = read(file).into_iter().map(|case| case.map(|_| ()).map_err(|f| f.0)).collect();
        assert_eq!(told, [Ok(()), Err(5), Err(8), Err(11)]);
    }

    #[test]
    fn what_differs_is_told_with_its_line() {
        let cases = read("Il dort.\n---\na\nb\n");
        let case = cases[0].as_ref().unwrap();
        assert_eq!(case.check(&[shown("b"), shown("a")]), Ok(()));
        let (line, message) = case.check(&[shown("a"), shown("c")]).unwrap_err();
        assert_eq!((line, message.as_str()), (4, "«Il dort.»\n    expected  b\n    got    a\n    got ?  c"));
        let (line, message) = case.check(&[shown("a"), shown("b"), shown("b")]).unwrap_err();
        assert_eq!(line, 1);
        assert!(message.contains("not expected  b"), "{message}");
        let optional = Shown { optional: true, ..shown("d") };
        assert_eq!(case.check(&[shown("a"), shown("b"), optional]), Ok(()));
    }
}
