//! Reads a sentence without its insertions first, then each insertion by itself.
//!
//! News sentences set relative clauses, appositions, adverbials, speakers and quotations between commas. A
//! transition parser that reads across them loses the subject before them; without them the rest is a plain
//! sentence, and so is mostly each of them. Where the shorter sentence does not read as expected, the whole is
//! parsed as it stands.

mod clauses;
mod find;
mod join;
mod words;

use super::repair::repair;
use super::{Parser, Relation, Tree, parse};
use crate::morph::{Analysis, Lexicon, Tagger, Upos, tag};
use find::{Island, Kind};
pub(super) use words::Words;

/// Insertions within insertions that are followed.
const DEEPEST: usize = 3;
/// Sentences with more words are read as they stand: they are lists rather than sentences.
const LONGEST: usize = 400;

/// What reading a sentence needs.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// Parts of speech.
    pub tagger: &'a Tagger,
    /// Forms and their analyses.
    pub lexicon: &'a Lexicon,
    /// Trees.
    pub parser: &'a Parser,
}

impl Reader<'_> {
    /// Returns the tree of the sentence with the words `forms`; a tree always comes.
    pub fn read(self, forms: &[&str]) -> Tree {
        repair(self.read_within(forms, DEEPEST, false))
    }

    /// Returns the tree of `forms`, which are a relative clause or not.
    fn read_within(self, forms: &[&str], depth: usize, relative: bool) -> Tree {
        let mut analyses = self.analyses(forms);
        if relative && let Some(pronoun) = forms.first().and_then(|f| clauses::relative(self.lexicon, f)) {
            analyses[0] = pronoun;
        }
        if depth > 0 && forms.len() <= LONGEST {
            let mut islands = find::islands(forms, &analyses, self.lexicon, &self.parser.words);
            // Once more without those that the shorter sentence does not bear out.
            for _ in 0..2 {
                if islands.is_empty() {
                    break;
                }
                match self.around(forms, &analyses, &islands, depth) {
                    Ok(tree) => return tree,
                    Err(failed) => islands.retain(|i| !failed.contains(&i.removed.start)),
                }
            }
        }
        parse(self.parser, forms, &analyses)
    }

    fn analyses(self, forms: &[&str]) -> Vec<Analysis> {
        let mut analyses = tag(self.tagger, self.lexicon, forms);
        clauses::mend(forms, &mut analyses, self.lexicon);
        analyses
    }

    /// The analyses of the words around `islands`; behind a quotation the first may be a verb of saying.
    fn outer_analyses(self, forms: &[&str], islands: &[Island]) -> Vec<Analysis> {
        let mut analyses = self.analyses(forms);
        if islands.first().is_some_and(|i| i.kind == Kind::Quote && i.removed.start == 0) {
            clauses::verb_behind_quotation(forms, &mut analyses, self.lexicon, 0);
        }
        analyses
    }

    /// Reads the sentence around `islands` and joins them in, or returns where those begin that do not fit.
    fn around(
        self,
        forms: &[&str],
        analyses: &[Analysis],
        islands: &[Island],
        depth: usize,
    ) -> Result<Tree, Vec<usize>> {
        let outer: Vec<usize> =
            (0..forms.len()).filter(|w| !islands.iter().any(|i| i.removed.contains(w))).collect();
        let outer_forms: Vec<&str> = outer.iter().map(|&w| forms[w]).collect();
        let outer_tree = parse(self.parser, &outer_forms, &self.outer_analyses(&outer_forms, islands));
        let failed: Vec<usize> =
            islands.iter().filter(|i| !fits(&outer_tree, &outer, i)).map(|i| i.removed.start).collect();
        if !failed.is_empty() {
            return Err(failed);
        }
        let inner: Vec<Tree> = islands
            .iter()
            .map(|i| self.read_within(&forms[i.words.clone()], depth - 1, i.kind == Kind::Relative))
            .collect();
        Ok(join::join(forms, analyses, &outer_tree, &outer, islands, &inner))
    }
}

/// Whether the sentence around the insertion reads as the insertion supposes: the verb behind it has a subject before
/// it.
fn fits(tree: &Tree, outer: &[usize], island: &Island) -> bool {
    if !matches!(island.kind, Kind::Relative | Kind::Beside) || !island.before_verb {
        return !tree.is_empty();
    }
    let gap = outer.partition_point(|&w| w < island.removed.start);
    let Some(verb) = verb_at(tree, gap) else { return false };
    let subject = |v: usize| tree.related(v, Relation::Nsubj).any(|s| s < gap);
    let joined = |v: usize| tree[v].relation == Relation::Conj && tree[v].head.is_some_and(|h| h < gap);
    subject(verb) || joined(verb)
}

/// Returns the verb whose group the word `at` begins.
fn verb_at(tree: &Tree, at: usize) -> Option<usize> {
    let verbal = |w: usize| matches!(tree[w].analysis.upos, Upos::Verb);
    let predicate = |w: usize| verbal(w) || tree.related(w, Relation::Cop).next().is_some();
    (at..tree.len().min(at + 4)).find_map(|w| {
        if predicate(w) {
            return Some(w);
        }
        let head = tree[w].head?;
        (head > w && predicate(head)).then_some(head)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Files;

    fn read(text: &str) -> Tree {
        let files = Files::embedded();
        let (tagger, lexicon) = (Tagger::load(&files).unwrap(), Lexicon::load(&files).unwrap());
        let parser = Parser::load(&files).unwrap();
        let forms: Vec<&str> = text.split(' ').collect();
        Reader { tagger: &tagger, lexicon: &lexicon, parser: &parser }.read(&forms)
    }

    fn head<'a>(tree: &'a Tree, form: &str) -> (&'a str, Relation) {
        let at = tree.nodes().iter().position(|n| n.form == form).unwrap();
        (tree[at].head.map_or("", |h| tree[h].form.as_str()), tree[at].relation)
    }

    #[test]
    fn a_relative_clause_does_not_part_subject_and_verb() {
        let tree = read("La maire , que soutiennent trois partis , a refusé le budget .");
        assert_eq!(head(&tree, "maire"), ("refusé", Relation::Nsubj));
        assert_eq!(head(&tree, "soutiennent"), ("maire", Relation::AclRelcl));
    }

    #[test]
    fn an_adverbial_does_not_part_auxiliary_and_participle() {
        let tree = read("Lyon et Lille ont , à l' inverse , apporté leur aide .");
        assert_eq!(head(&tree, "ont"), ("apporté", Relation::AuxTense));
        assert_eq!(head(&tree, "Lyon"), ("apporté", Relation::Nsubj));
    }

    #[test]
    fn an_inserted_speaker_leaves_the_clause_whole() {
        let tree = read("La ville , a -t-elle rappelé , avait déjà fourni des lits .");
        assert_eq!(head(&tree, "ville"), ("fourni", Relation::Nsubj));
        assert_eq!(head(&tree, "rappelé"), ("fourni", Relation::Parataxis));
    }

    #[test]
    fn every_list_of_words_gives_a_tree() {
        for text in
            ["", ",", ", ,", "« »", "« , »", "a , b , c , d", "qui , qui , qui", "( ) ( a )", "\" \" \""]
        {
            let forms = text.split(' ').filter(|f| !f.is_empty()).count();
            let tree = read(text);
            assert!(tree.len() >= forms);
        }
    }
}
