//! Quotations within a line.

use super::{Q, UNQ};

/// Writes marks for the inline quotations in `text`, which stands `depth` quotations deep.
pub(super) fn inline(text: &str, depth: usize) -> String {
    if !text.contains([Q, UNQ]) {
        return text.to_owned();
    }
    text.split("\n\n").map(|paragraph| of_paragraph(paragraph, depth)).collect::<Vec<_>>().join("\n\n")
}

/// A quotation that the end of the paragraph closes at the latest.
fn of_paragraph(text: &str, depth: usize) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    // The closing marks of what is open; none for a quotation that has marks already.
    let mut open: Vec<&str> = Vec::new();
    // Quotations that are open by marks of the text itself.
    let mut marked = 0_usize;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            Q => {
                while chars.next_if(|c| c.is_whitespace()).is_some() {}
                if out.ends_with(char::is_alphanumeric) {
                    out.push(' ');
                }
                if out.trim_end().ends_with(is_opening) || chars.peek().is_some_and(|&c| is_opening(c)) {
                    open.push("");
                } else {
                    let outer = depth + marked + open.len() == 0;
                    out.push_str(if outer { "\u{AB} " } else { "\u{201C}" });
                    open.push(if outer { " \u{BB}" } else { "\u{201D}" });
                }
            }
            UNQ => {
                if let Some(mark) = open.pop() {
                    close(&mut out, mark);
                    if chars.peek().is_some_and(|c| c.is_alphanumeric()) {
                        out.push(' ');
                    }
                }
            }
            c => {
                match c {
                    '\u{AB}' | '\u{201C}' => marked += 1,
                    '\u{BB}' | '\u{201D}' => marked = marked.saturating_sub(1),
                    _ => {}
                }
                out.push(c);
            }
        }
    }
    while let Some(mark) = open.pop() {
        close(&mut out, mark);
    }
    out
}

fn close(out: &mut String, mark: &str) {
    if !mark.is_empty() {
        out.truncate(out.trim_end().len());
        out.push_str(mark);
    }
}

fn is_opening(c: char) -> bool {
    matches!(c, '\u{AB}' | '\u{201C}' | '\u{201E}' | '"')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, depth: usize, expected: &str) {
        let text = text.replace('[', &Q.to_string()).replace(']', &UNQ.to_string());
        assert_eq!(inline(&text, depth), expected, "{text}");
    }

    #[test]
    fn inner_quotations_have_inner_marks() {
        check("Il a dit [je pars].", 0, "Il a dit « je pars ».");
        check("Il a dit [on m'a dit [pars] hier].", 0, "Il a dit « on m'a dit “pars” hier ».");
        check("Il a dit [je pars].", 1, "Il a dit “je pars”.");
        check("« Il a dit [je pars]. » Puis [non].", 0, "« Il a dit “je pars”. » Puis « non ».");
    }

    #[test]
    fn marks_are_not_doubled() {
        check("Il a dit [« je pars »].", 0, "Il a dit « je pars ».");
        check("Il a dit « [je pars] ».", 0, "Il a dit « je pars ».");
    }

    #[test]
    fn spaces_and_ends_are_made_good() {
        check("Il a dit[ je pars ]hier.", 0, "Il a dit « je pars » hier.");
        check("Il a dit [je pars.\n\nElle reste.", 0, "Il a dit « je pars. »\n\nElle reste.");
        check("Il part].", 0, "Il part.");
    }
}
