//! Speech that no marks set off: turns of an interview, answers to its questions, lines of dialogue.

use crate::mention::{Form, Kind, Mention};
use crate::morph::Upos;
use crate::text::Span;

use super::super::scene::Scene;
use super::{Layout, Quotation};

/// Lines in which an article may say that it is an interview.
const INTRODUCTION: usize = 4;

/// A line of the text with its first sentence.
struct Line {
    span: Span,
    paragraph: usize,
    /// Index of the first sentence that reaches into it, and of the first behind it.
    sentences: std::ops::Range<usize>,
}

/// Returns the stretches of speech of the article that are set off by their layout. `marks` are those in marks.
pub(super) fn find(scene: &Scene<'_>, marks: &[Quotation]) -> Vec<Quotation> {
    let lines = lines(scene);
    let marked = super::places(marks);
    // Which lines ask somebody something.
    let asks: Vec<bool> = lines.iter().map(|l| is_question(scene, l)).collect();
    let mut found = Vec::new();
    let (mut asked, mut spoken) = (false, false);
    let interview = lines.iter().take(INTRODUCTION).any(|l| {
        words_of(scene, l)
            .any(|(s, w)| scene.words.is("interview-word", &scene.trees[s][w].form.to_lowercase()))
    });
    let questions = asks.iter().filter(|&&asks| asks).count();
    for (index, line) in lines.iter().enumerate() {
        let inside = marked.with(line.span);
        if inside.iter().any(|&m| marks[m].span.start() < line.span.start()) {
            asked = false;
            continue;
        }
        let question = asks[index];
        if let Some(start) = marked_answer(scene, line) {
            found.push(Quotation::unmarked(Span::new(start, line.span.end()), Layout::Answer));
            asked = false;
            continue;
        }
        let turn = turn(scene, line);
        if let Some((words, sentence, word)) = turn {
            asked = false;
            let span = Span::new(words, line.span.end());
            found.push(Quotation::unmarked(span, Layout::Turn(sentence, word)));
        } else if let Some(start) = line_of_dialogue(scene, &lines, index) {
            found.push(Quotation::unmarked(Span::new(start, line.span.end()), Layout::Line));
        } else if spoken && !question && speaks_of_self(scene, line) && inside.is_empty() {
            // What is said in a turn goes on in the next paragraph; the first persons of a quotation in it would be others'.
            found.push(Quotation { continues: true, ..Quotation::unmarked(line.span, Layout::Answer) });
        } else if asked && !question && (questions > 1 || interview || speaks_of_self(scene, line)) {
            found.push(Quotation::unmarked(line.span, Layout::Answer));
        }
        asked = question || asked && turn.is_none();
        spoken = (spoken || turn.is_some()) && !question;
    }
    // A turn or answer that is nothing but a quotation adds nothing to it.
    found.retain(|q| {
        let text = q.inner.of(scene.text).trim();
        let same = |m: &Span| m.start() <= q.inner.start() && m.len() + 2 >= text.len();
        !marked.with(q.inner).iter().any(|&m| same(&marks[m].span))
    });
    found
}

fn lines(scene: &Scene<'_>) -> Vec<Line> {
    let mut found = Vec::new();
    let sentences = &scene.segmented.sentences;
    let mut first = 0;
    for (paragraph, span) in scene.segmented.paragraphs.iter().enumerate() {
        let mut start = span.start();
        for piece in span.of(scene.text).split_inclusive(['\n', '\r']) {
            let held = piece.trim();
            let at = start + (piece.len() - piece.trim_start().len());
            start += piece.len();
            if held.is_empty() {
                continue;
            }
            let line = Span::new(at, at + held.len());
            while first < sentences.len() && sentences[first].span.end() <= line.start() {
                first += 1;
            }
            let mut last = first;
            while last < sentences.len() && sentences[last].span.start() < line.end() {
                last += 1;
            }
            found.push(Line { span: line, paragraph, sentences: first..last });
        }
    }
    found
}

/// The dash that a line begins with, and where its words begin.
fn dash(scene: &Scene<'_>, line: &Line) -> Option<(char, usize)> {
    let text = line.span.of(scene.text);
    let mark = text.chars().next().filter(|c| matches!(c, '-' | '\u{2013}' | '\u{2014}'))?;
    let rest = &text[mark.len_utf8()..];
    let words = rest.trim_start();
    (rest.len() > words.len() && !words.is_empty() || mark == '\u{2014}')
        .then(|| (mark, line.span.end() - words.len()))
}

/// Returns where the words of a line of dialogue begin.
fn line_of_dialogue(scene: &Scene<'_>, lines: &[Line], index: usize) -> Option<usize> {
    let line = &lines[index];
    let (mark, start) = dash(scene, line)?;
    if !has_verb(scene, line) {
        return None;
    }
    if is_spoken(scene, line) {
        return Some(start);
    }
    // A line that bears no sign of speech itself follows its neighbours.
    let neighbour = |i: usize| {
        lines.get(i).is_some_and(|l| dash(scene, l).is_some_and(|(m, _)| m == mark) && is_spoken(scene, l))
    };
    let beside = index.checked_sub(1).is_some_and(neighbour) || neighbour(index + 1);
    let listed = index.checked_sub(1).and_then(|i| lines.get(i)).is_some_and(|l| {
        l.span.of(scene.text).ends_with(':')
            || dash(scene, l).is_some() && l.span.of(scene.text).ends_with(';')
    }) || line.span.of(scene.text).ends_with(';');
    (beside || mark == '\u{2014}' && !listed).then_some(start)
}

fn words_of<'a>(scene: &'a Scene<'_>, line: &'a Line) -> impl Iterator<Item = (usize, usize)> + 'a {
    line.sentences.clone().flat_map(move |s| {
        let words = scene.sentence(s).words.iter().enumerate();
        words.filter(|(_, w)| line.span.contains(w.span)).map(move |(w, _)| (s, w))
    })
}

fn has_verb(scene: &Scene<'_>, line: &Line) -> bool {
    words_of(scene, line).any(|(s, w)| scene.trees[s][w].analysis.feats.is_finite())
}

/// Whether the words speak of `je`, `nous`, `vous`.
fn speaks_of_self(scene: &Scene<'_>, line: &Line) -> bool {
    words_of(scene, line).any(|(s, w)| {
        let analysis = &scene.trees[s][w].analysis;
        matches!(analysis.upos, Upos::Pron | Upos::Det) && matches!(analysis.feats.person, Some(1 | 2))
    })
}

/// Whether a line bears a sign of being said: a first or second person, a question, a call, or an inserted speaker.
fn is_spoken(scene: &Scene<'_>, line: &Line) -> bool {
    let text = line.span.of(scene.text);
    let inserted = || {
        words_of(scene, line).any(|(s, w)| {
            let tree = &scene.trees[s];
            let comma = w > 0 && matches!(tree[w - 1].form.as_str(), "," | "?" | "!");
            let next = tree.nodes().get(w + 1);
            let pronoun = next.is_some_and(|n| n.form.starts_with('-') && n.analysis.upos == Upos::Pron);
            let name = next.is_some_and(|n| {
                matches!(n.analysis.upos, Upos::Propn | Upos::Det)
                    && scene.words.says(&tree[w].analysis.lemma)
            });
            comma && tree[w].analysis.feats.is_finite() && (pronoun || name)
        })
    };
    text.contains(['?', '!']) || speaks_of_self(scene, line) || inserted()
}

/// Whether a paragraph of its own asks somebody something.
fn is_question(scene: &Scene<'_>, line: &Line) -> bool {
    let text = line.span.of(scene.text);
    let paragraph = scene.segmented.paragraphs[line.paragraph];
    let addresses = || words_of(scene, line).any(|(s, w)| scene.trees[s][w].analysis.feats.person == Some(2));
    paragraph == line.span && text.ends_with('?') && line.sentences.len() <= 3 && addresses()
}

/// Returns where the words begin of a line that is marked as an answer (`R : …`).
fn marked_answer(scene: &Scene<'_>, line: &Line) -> Option<usize> {
    let text = line.span.of(scene.text);
    let (mark, rest) = text.split_once([':', '.', '\u{2013}', '\u{2014}'])?;
    let words = rest.trim_start_matches(['\u{2013}', '\u{2014}', '-', ' ', '\u{a0}']);
    let answers = scene.words.is("turn-answer", mark.trim());
    (answers && !words.is_empty()).then(|| line.span.end() - words.len())
}

/// Returns where the words of a turn begin, and sentence and head of the name of who speaks.
fn turn(scene: &Scene<'_>, line: &Line) -> Option<(usize, usize, usize)> {
    let sentence = line.sentences.start;
    let own = scene.segmented.sentences.get(sentence)?;
    let all = &scene.mentions.mentions;
    let from = all.partition_point(|m| m.sentence < sentence);
    let opens =
        |m: &&Mention| m.form != Form::Pronoun && own.words[m.words.start].span.start() == line.span.start();
    let mut mentions = all[from..].iter().take_while(|m| m.sentence == sentence).filter(opens);
    let name = mentions.by_ref().max_by_key(|m| m.span.end())?;
    let entity = scene.referent(sentence, name.head);
    // A phrase that runs over the end of the line names nobody.
    let rest = scene.text.get(name.span.end()..line.span.end())?;
    let (marks, colon) = opening(rest)?;
    // `NOM PRÉNOM. — …`: names in capitals are often unknown.
    let kind = name.kind.or(entity.map(|e| e.kind));
    let text = name.span.of(scene.text);
    let capitals = text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let bare = (capitals || name.form == Form::Name)
        && name.words.len() > 1
        && !colon
        && rest.trim_start().starts_with('.');
    if kind != Some(Kind::Person) && !(bare && name.entry.is_none()) {
        return None;
    }
    let words = name.span.end() + marks;
    let capital = scene.text[words..line.span.end()].chars().next().is_some_and(char::is_uppercase);
    let ends =
        scene.text[words..line.span.end()].ends_with(['.', '!', '?', '\u{2026}', '\u{bb}', '\u{201d}', '"']);
    let clause = ends
        && words_of(scene, line).any(|(s, w)| {
            scene.word_span(s, w).start() >= words && scene.trees[s][w].analysis.feats.is_finite()
        });
    // A headline, which no full stop ends, tells of him: `M. Durand : La justice …`.
    (clause && capital && (colon || bare || name.form == Form::Name)).then_some((words, sentence, name.head))
}

/// The length of what parts the name of who speaks from the words, and whether it has a colon: ` : `, `. — `, ` — `.
fn opening(rest: &str) -> Option<(usize, bool)> {
    let body = rest.trim_start();
    let (sign, colon) = match body.chars().next()? {
        ':' => (body.strip_prefix(':')?, true),
        '.' => (body.strip_prefix('.')?.trim_start().strip_prefix(['\u{2014}', '\u{2013}', '-'])?, false),
        c @ ('\u{2014}' | '\u{2013}') => (body.strip_prefix(c)?, false),
        _ => return None,
    };
    let sign = sign.trim_start();
    let sign = if colon { sign } else { sign.trim_start_matches(['\u{2014}', '\u{2013}']).trim_start() };
    (!sign.is_empty()).then(|| (rest.len() - sign.len(), colon))
}
