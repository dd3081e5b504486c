//! The whole training: from treebanks and word list to the files under `model/`.

use std::borrow::Cow;

use super::stages::Stages;
use super::{lexicon, names, parser, segment, tagger, word_list};
use crate::data::Files;
use crate::mention::{NameResources, chain};
use crate::morph::Lexicon;
use crate::parse::conllu::Sentence;

/// Folds of the jackknife that gives the parser its tags.
const FOLDS: usize = 5;

/// What is trained from.
#[derive(Debug)]
pub struct Sources {
    /// Treebank sentences.
    pub sentences: Vec<Sentence>,
    /// Those of written text among them, source by source, for the segmenter: transcribed speech has no
    /// marks at sentence ends.
    pub written: Vec<Vec<Sentence>>,
    /// The Hunspell word list.
    pub dic: String,
    /// Its endings.
    pub aff: String,
    /// Texts with names; without any the chain model of names is not trained.
    pub names: names::Sources,
}

/// Returns the data files by name; the word lists for segmentation come from `files`. The same sources and seed give the same bytes. `progress` gets a line
/// for each step done.
///
/// # Errors
/// Where a word list for segmentation is faulty, or the lexicon cannot be built or read back.
pub fn train(
    files: &Files,
    sources: &Sources,
    settings: parser::Settings,
    progress: &(dyn Fn(&str) + Sync),
) -> anyhow::Result<Vec<(&'static str, Vec<u8>)>> {
    let words = word_list::expand(&sources.dic, &sources.aff);
    progress(&format!("word list: {} forms", words.len()));
    let bytes = lexicon::build(&words, &sources.sentences)?;
    progress(&format!("lexicon: {} bytes", bytes.len()));
    let lexicon = Lexicon::read(Cow::Owned(bytes.clone()))?;
    let segmenter = segment::train(files, &lexicon, &sources.written, settings.seed)?;
    progress("segmenter: done");
    let sentences: Vec<_> = sources.sentences.iter().collect();
    let analyses = tagger::jackknife(&lexicon, &sentences, FOLDS, settings.seed);
    progress("tagger: jackknife done");
    let tagger = tagger::train(&lexicon, &sentences, settings.seed);
    progress("tagger: done");
    let parser = parser::train(&sentences, &analyses, settings, progress);
    let mut made = vec![
        (crate::morph::lexicon::FILE, bytes),
        (crate::morph::tag::FILE, tagger.write()),
        (crate::parse::parser::FILE, parser.write()),
        (crate::segment::MODEL, segmenter),
    ];
    if !sources.names.articles.is_empty() {
        let mut files = files.clone();
        made.iter().for_each(|(name, bytes)| files.insert(*name, bytes.clone()));
        made.push(train_names(&files, &sources.names, settings.seed, progress)?);
    }
    Ok(made)
}

/// Returns the data file of the chain model of names, trained with the other models of `files`.
///
/// # Errors
/// Where a word list or a model is missing or faulty.
pub fn train_names(
    files: &Files,
    sources: &names::Sources,
    seed: u64,
    progress: &(dyn Fn(&str) + Sync),
) -> anyhow::Result<(&'static str, Vec<u8>)> {
    let chain = names::train(sources, &Stages::load(files)?, &NameResources::lists(files)?, seed);
    progress("names: done");
    Ok((chain::FILE, chain.write()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::morph::{Tagger, tag};
    use crate::parse::{Parser, conllu, parse};

    const SAMPLE: &str = "\
1\tElle\til\tPRON\t_\tGender=Fem|Number=Sing|Person=3\t2\tnsubj\t_\t_
2\tmange\tmanger\tVERB\t_\tMood=Ind|Number=Sing|VerbForm=Fin\t0\troot\t_\t_
3\tune\tun\tDET\t_\tGender=Fem|Number=Sing\t4\tdet\t_\t_
4\tpoire\tpoire\tNOUN\t_\tGender=Fem|Number=Sing\t2\tobj\t_\t_

1\tUne\tun\tDET\t_\tGender=Fem|Number=Sing\t2\tdet\t_\t_
2\tpoire\tpoire\tNOUN\t_\tGender=Fem|Number=Sing\t4\tnsubj:pass\t_\t_
3\test\têtre\tAUX\t_\tMood=Ind|Number=Sing|VerbForm=Fin\t4\taux:pass\t_\t_
4\tmangée\tmanger\tVERB\t_\tGender=Fem|Number=Sing|VerbForm=Part\t0\troot\t_\t_

";

    fn trained() -> Vec<(&'static str, Vec<u8>)> {
        let sentences = conllu::read(&SAMPLE.repeat(10)).unwrap();
        let sources = Sources {
            written: vec![sentences.clone()],
            sentences,
            dic: "1\nhier/-- po:adv\n".to_owned(),
            aff: String::new(),
            names: names::Sources::default(),
        };
        let settings = parser::Settings { epochs: 3, beam: 4, seed: 7 };
        train(&Files::embedded(), &sources, settings, &|_| ()).unwrap()
    }

    #[test]
    fn the_same_sources_give_the_same_bytes_and_these_the_trees_back() {
        let made = trained();
        assert!(made == trained(), "two runs differ");
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir(root.path().join("model")).unwrap();
        for (name, bytes) in &made {
            std::fs::write(root.path().join(name), bytes).unwrap();
        }
        let files = Files::overlaid(root.path()).unwrap();
        let (lexicon, tagger) = (Lexicon::load(&files).unwrap(), Tagger::load(&files).unwrap());
        let parser = Parser::load(&files).unwrap();
        for gold in conllu::read(SAMPLE).unwrap() {
            let forms = gold.forms();
            let tree = parse(&parser, &forms, &tag(&tagger, &lexicon, &forms));
            assert_eq!(tree, gold.tree());
        }
        assert!(parse(&parser, &[], &[]).is_empty());
    }

    #[test]
    fn a_very_long_sentence_has_a_tree() {
        let files = Files::embedded();
        let (lexicon, tagger) = (Lexicon::load(&files).unwrap(), Tagger::load(&files).unwrap());
        let parser = Parser::load(&files).unwrap();
        let forms = ["poire", ",", "et", "mange"].repeat(500);
        let tree = parse(&parser, &forms, &tag(&tagger, &lexicon, &forms));
        assert_eq!((tree.len(), tree.subtree(tree.root().unwrap()).len()), (2000, 2000));
    }
}
