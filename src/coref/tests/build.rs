//! Articles written as trees, and what is made of them.
//!
//! A line is a sentence, a word is `form/upos/head/relation/marks/lemma`; the head counts from 1, 0 is the root; lemma
//! and marks may be left out. Marks: gender `m` `f`, number `s` `p`, determiners `d`efinite, `i`ndefinite, `D`emonstrative,
//! `o` possessive, pronouns `R`elative, kinds `P`erson, `O`rganization, `L` place, `T`hing, `E`vent; `1`, `2` persons.

use std::sync::LazyLock;

use crate::coref::{Ranker, Resolution, Scene, Words, resolve};
use crate::data::Files;
use crate::mention::{Form, Gazetteer, Kind, Mention, Mentions, People};
use crate::morph::{Analysis, Definite, Feats, Gender, Number, PronType, Upos};
use crate::parse::{Node, Relation, Tree};
use crate::segment::{Quote, Segmented, Sentence, Word};
use crate::text::Span;

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::load(&Files::embedded()).unwrap());
static PEOPLE: LazyLock<People> = LazyLock::new(|| People::load(&Files::embedded()).unwrap());
static WORDS: LazyLock<Words> = LazyLock::new(|| Words::load(&Files::embedded()).unwrap());
static RANKER: LazyLock<Ranker> = LazyLock::new(|| Ranker::load(&Files::embedded()).unwrap());

/// An article with all that stands before this stage.
pub(super) struct Built {
    pub(super) text: String,
    pub(super) segmented: Segmented,
    pub(super) trees: Vec<Tree>,
    pub(super) mentions: Mentions,
    pub(super) gazetteer: &'static Gazetteer,
    marks: Vec<Vec<String>>,
}

/// Checks for each pair that the mention of the word written so (`il#2` is the second of that form) refers to the
/// entities so named, joined by `+`; nothing for `-`.
pub(super) fn check(article: &str, expected: &[(&str, &str)]) {
    let built = build(article);
    let resolution = run(&built);
    for (word, names) in expected {
        let mention = find(&built, word);
        let found: Vec<_> =
            resolution.referents[mention].iter().map(|&e| resolution.entities[e].name.as_str()).collect();
        let found = if found.is_empty() { "-".to_owned() } else { found.join("+") };
        assert_eq!(&found, names, "{word} in {}", built.text);
    }
}

pub(super) fn run(built: &Built) -> Resolution {
    let scene = Scene {
        text: &built.text,
        segmented: &built.segmented,
        trees: &built.trees,
        mentions: &built.mentions,
        gazetteer: built.gazetteer,
        people: &PEOPLE,
        words: &WORDS,
        day: None,
    };
    resolve(scene, &RANKER)
}

fn find(built: &Built, word: &str) -> usize {
    let (form, count) = word.split_once('#').map_or((word, 1), |(f, n)| (f, n.parse().unwrap()));
    let mut seen = 0;
    for (at, mention) in built.mentions.mentions.iter().enumerate() {
        if built.trees[mention.sentence][mention.head].form == form {
            seen += 1;
            if seen == count {
                return at;
            }
        }
    }
    panic!("no mention {word} in {}", built.text)
}

pub(super) fn build(article: &str) -> Built {
    let mut built = Built {
        text: String::new(),
        segmented: Segmented::default(),
        trees: Vec::new(),
        mentions: Mentions::default(),
        gazetteer: &GAZETTEER,
        marks: Vec::new(),
    };
    for line in article.lines().map(str::trim).filter(|l| !l.is_empty()) {
        sentence(&mut built, line);
    }
    quotes(&mut built);
    for index in 0..built.trees.len() {
        mentions(&mut built, index);
    }
    built
}

fn sentence(built: &mut Built, line: &str) {
    let (mut words, mut nodes, mut marks) = (Vec::new(), Vec::new(), Vec::new());
    for token in line.split_whitespace() {
        let mut parts = token.split('/');
        let form = parts.next().unwrap().replace('_', " ");
        let upos = Upos::parse(parts.next().unwrap()).unwrap();
        let head: usize = parts.next().unwrap().parse().unwrap();
        let relation = Relation::parse(parts.next().unwrap()).unwrap();
        let mark = parts.next().unwrap_or_default().to_owned();
        let lemma = parts.next().map_or_else(|| form.to_lowercase(), str::to_owned);
        let start = built.text.len();
        built.text.push_str(&form);
        words.push(Word { form: form.clone(), span: Span::new(start, built.text.len()), continues: false });
        if form != "(" && form != "«" {
            built.text.push(' ');
        }
        if form == ")" || form == "," {
            // The mark stands beside the word before it.
            let start = start - 1;
            built.text.replace_range(start..=start, "");
            let last = words.len() - 1;
            words[last].span = Span::new(start, start + form.len());
        }
        let analysis = Analysis { upos, feats: feats(&mark), lemma };
        nodes.push(Node { form, analysis, head: head.checked_sub(1), relation });
        marks.push(mark);
    }
    let span = words[0].span.join(words[words.len() - 1].span);
    built.segmented.sentences.push(Sentence { span, words, paragraph: 0 });
    built.trees.push(Tree::new(nodes));
    built.marks.push(marks);
}

fn feats(marks: &str) -> Feats {
    let mut feats = Feats::default();
    for mark in marks.chars() {
        match mark {
            'm' => feats.gender = Some(Gender::Masc),
            'f' => feats.gender = Some(Gender::Fem),
            's' => feats.number = Some(Number::Sing),
            'p' => feats.number = Some(Number::Plur),
            'd' => feats.definite = Some(Definite::Def),
            'i' => feats.definite = Some(Definite::Ind),
            'D' => feats.pron_type = Some(PronType::Dem),
            'R' => feats.pron_type = Some(PronType::Rel),
            'o' => feats.poss = true,
            'n' => feats.negative = true,
            '1' => feats.person = Some(1),
            '2' => feats.person = Some(2),
            _ => {}
        }
    }
    feats
}

fn quotes(built: &mut Built) {
    let starts = built.text.match_indices('«').map(|(i, _)| i);
    let ends = built.text.match_indices('»').map(|(i, m)| i + m.len());
    for (start, end) in starts.zip(ends) {
        let inner = Span::new(start + 2, end - 2);
        built.segmented.quotes.push(Quote {
            span: Span::new(start, end),
            inner,
            closed: true,
            continues: false,
        });
    }
}

fn mentions(built: &mut Built, sentence: usize) {
    let tree = built.trees[sentence].clone();
    for head in 0..tree.len() {
        let node = &tree[head];
        let relation = node.relation.base();
        let nominal = matches!(node.analysis.upos, Upos::Noun | Upos::Propn)
            || (node.analysis.upos == Upos::Adj && tree.related(head, Relation::Det).next().is_some());
        let pronoun = node.analysis.upos == Upos::Pron && relation != Relation::Expl
            || node.analysis.upos == Upos::Det && node.analysis.feats.poss;
        let address = node.form == "M." || node.form == "Mme";
        if relation != Relation::Flat && !address && (nominal || pronoun) {
            let mention = mention(built, sentence, head, pronoun);
            built.mentions.mentions.push(mention);
        }
    }
}

fn mention(built: &Built, sentence: usize, head: usize, pronoun: bool) -> Mention {
    let tree = &built.trees[sentence];
    let node = &tree[head];
    let spans: Vec<_> = built.segmented.sentences[sentence].words.iter().map(|w| w.span).collect();
    let join = |range: &std::ops::Range<usize>| spans[range.start].join(spans[range.end - 1]);
    let words = if pronoun { head..head + 1 } else { phrase(tree, head) };
    let named = node.analysis.upos == Upos::Propn;
    let bare = words.clone().find(|&w| tree[w].analysis.upos != Upos::Det).unwrap_or(words.start);
    let flat = tree.related(head, Relation::Flat).last().map_or(head + 1, |last| last + 1);
    let name = join(&if named { head..flat } else { bare..words.end }).of(&built.text).to_owned();
    let marks = &built.marks[sentence][head];
    let adjective = tree.related(head, Relation::Amod).find_map(|a| built.gazetteer.demonym(&tree[a].form));
    let feats = node.analysis.feats;
    let det = tree.related(head, Relation::Det).next().map(|d| tree[d].analysis.feats);
    Mention {
        sentence,
        head,
        span: join(&words),
        core: words.clone(),
        form: if pronoun {
            Form::Pronoun
        } else if named {
            Form::Name
        } else {
            Form::Description
        },
        kind: marks.chars().find_map(kind),
        titles: words
            .clone()
            .filter(|&w| tree[w].form == "M." || tree[w].form == "Mme")
            .map(|w| tree[w].form.to_lowercase())
            .collect(),
        entry: if named {
            built.gazetteer.by_name(&name)
        } else {
            adjective.or(built.gazetteer.demonym(&node.form))
        },
        gender: feats.gender.or(det.and_then(|d| d.gender)),
        number: feats.number.or(det.and_then(|d| d.number)),
        person: feats.person.unwrap_or(3),
        name,
        words,
    }
}

fn kind(mark: char) -> Option<Kind> {
    Some(match mark {
        'P' => Kind::Person,
        'O' => Kind::Organization,
        'L' => Kind::Place,
        'T' => Kind::Thing,
        'E' => Kind::Event,
        _ => return None,
    })
}

/// The words that hang on `head` on both sides without a break, but prepositions, clauses, appositions and conjuncts.
fn phrase(tree: &Tree, head: usize) -> std::ops::Range<usize> {
    let apart = |n: usize| {
        matches!(
            tree[n].relation.base(),
            Relation::Case
                | Relation::Conj
                | Relation::Appos
                | Relation::Cc
                | Relation::Punct
                | Relation::Cop
                | Relation::Nsubj
        ) || matches!(tree[n].relation, Relation::AclRelcl | Relation::NmodAppos)
    };
    let inside = |w: usize| {
        let mut at = w;
        while at != head {
            if apart(at) && !(tree[at].relation == Relation::Case && tree[at].head != Some(head)) {
                return false;
            }
            match tree[at].head {
                Some(next) => at = next,
                None => return false,
            }
        }
        true
    };
    let mut range = head..head + 1;
    while range.start > 0 && inside(range.start - 1) {
        range.start -= 1;
    }
    while range.end < tree.len() && inside(range.end) {
        range.end += 1;
    }
    range
}
