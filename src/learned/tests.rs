use std::sync::LazyLock;

use super::pieces::Pieces;
use super::{NETWORK as NETWORK_FILE, Network, TABLES};
use crate::data::Files;
use crate::morph::Lexicon;
use crate::segment::{self, Segmenter, Sentence};

fn pieces() -> Pieces {
    let list = [
        ("<unk>", 0.0),
        ("\u{2581}", -3.0),
        ("a", -2.0),
        ("b", -2.0),
        ("ab", -3.0),
        ("\u{2581}ab", -4.5),
        ("c", -2.0),
    ];
    Pieces::new(list.iter().map(|(p, s)| (Box::from(*p), *s)).collect(), 0)
}

#[test]
fn the_best_way_to_cut_a_word_is_taken() {
    assert_eq!(pieces().cut("ab", true), [5]);
    assert_eq!(pieces().cut("ab", false), [4]);
    assert_eq!(pieces().cut("abc", true), [5, 6]);
    assert_eq!(pieces().cut("ba", false), [3, 2]);
}

#[test]
fn what_is_no_piece_is_unknown_and_long_words_are_cut_off() {
    assert_eq!(pieces().cut("\u{4e2d}a", false), [0, 2]);
    assert_eq!(pieces().cut("", false), [0]);
    assert_eq!(pieces().cut(&"c".repeat(10_000), false).len(), 64);
}

/// `tools/reader/pieces.py` writes the file, and compares it with what the library `tokenizers` gives.
#[test]
#[ignore = "needs a file of words and pieces: DEPECHE_PIECES"]
fn pieces_are_those_of_the_library() {
    let path = std::env::var("DEPECHE_PIECES").expect("DEPECHE_PIECES names the file");
    let tables = super::tables::Tables::read(Files::embedded().bytes(TABLES).unwrap()).unwrap();
    let text = std::fs::read_to_string(path).unwrap();
    let (mut words, mut other) = (0, Vec::new());
    for line in text.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let expected: Vec<u32> = cells[2].split(' ').map(|id| id.parse().unwrap()).collect();
        words += 1;
        if tables.pieces.cut(cells[0], cells[1] == "1") != expected {
            other.push(cells[0]);
        }
    }
    assert!(words > 0 && other.is_empty(), "{} of {words}: {other:?}", other.len());
}

/// The learned reader as it is embedded.
static NETWORK: LazyLock<Network> = LazyLock::new(|| Network::load(&Files::embedded()).unwrap());

/// Returns `text` as sentences.
fn sentences(text: &str) -> Vec<Sentence> {
    let files = Files::embedded();
    let (segmenter, lexicon) = (Segmenter::load(&files).unwrap(), Lexicon::load(&files).unwrap());
    segment::segment(text, &segmenter, &lexicon).sentences
}

/// Returns the probabilities of all types for all words.
fn all(text: &str, sentence: &Sentence) -> Vec<f32> {
    let scores = NETWORK.read(text, sentence);
    (0..scores.len())
        .flat_map(|w| (0..scores.types().len()).map(move |k| (w, k)))
        .map(|(w, k)| scores.states(w, k))
        .collect()
}

#[test]
fn words_state_facts_with_roles() {
    let text = "La police a arrêté deux hommes à Brest.";
    let sentence = &sentences(text)[0];
    let scores = NETWORK.read(text, sentence);
    let arrest = scores.type_index("Arrest").unwrap();
    assert!(scores.states(3, arrest) > 0.8 && scores.states(0, arrest) < 0.1);
    let [agent, target, ..] = scores.roles(3, arrest, 0, 1);
    assert!(agent > target, "la police: {agent} {target}");
    let [agent, target, ..] = scores.roles(3, arrest, 4, 5);
    assert!(target > agent, "deux hommes: {agent} {target}");
}

#[test]
fn other_sentences_and_threads_change_nothing() {
    let text = "Le ministre a démissionné lundi. La grève a été annulée. L'inflation atteint 6 % en mars.";
    let sentences = sentences(text);
    let alone: Vec<Vec<f32>> = sentences.iter().map(|s| all(text, s)).collect();
    let together: Vec<Vec<f32>> = std::thread::scope(|scope| {
        let threads: Vec<_> = sentences.iter().rev().map(|s| scope.spawn(move || all(text, s))).collect();
        threads.into_iter().rev().map(|t| t.join().unwrap()).collect()
    });
    assert_eq!(alone, together);
}

#[test]
fn strange_text_is_read_in_bounded_time() {
    let long = format!("Il a {} hier.", "a".repeat(10_000));
    let many = format!("Le maire {} a démissionné.", "et le préfet ".repeat(1_000));
    for text in [
        long.as_str(),
        many.as_str(),
        "\u{1F600} \u{1F389}\u{1F389} !",
        "中华人民共和国",
        "\u{200B}",
        "...",
        "a\u{0301}\u{0301}",
    ] {
        for sentence in &sentences(text) {
            let scores = NETWORK.read(text, sentence);
            assert_eq!(scores.len(), sentence.words.len());
            assert!(all(text, sentence).iter().all(|p| (0.0..=1.0).contains(p)));
            assert!(scores.roles(0, 0, 0, scores.len().saturating_sub(1)).iter().all(|p| p.is_finite()));
        }
    }
}

#[test]
fn every_word_of_a_long_sentence_has_scores_of_one_window() {
    let text = format!("La police a arrêté {} à Brest.", "Anne Keller, ".repeat(300));
    let sentences = sentences(&text);
    let longest = sentences.iter().max_by_key(|s| s.words.len()).unwrap();
    assert!(longest.words.len() > 600);
    let scores = NETWORK.read(&text, longest);
    let arrest = scores.type_index("Arrest").unwrap();
    assert!(scores.states(3, arrest) > 0.5);
}

#[test]
fn broken_files_are_told_by_name() {
    let mut files = Files::embedded();
    let whole = files.bytes(TABLES).unwrap().to_vec();
    for length in [0, 3, 8, 100, whole.len() / 2, whole.len() - 1] {
        files.insert(TABLES, whole[..length].to_vec());
        assert_eq!(Network::load(&files).err().unwrap().file, TABLES);
    }
    files.insert(TABLES, [whole.as_slice(), b"x"].concat());
    assert_eq!(Network::load(&files).err().unwrap().file, TABLES);
    files.insert(TABLES, whole);
    files.insert(NETWORK_FILE, b"no network".to_vec());
    assert_eq!(Network::load(&files).err().unwrap().file, NETWORK_FILE);
}
