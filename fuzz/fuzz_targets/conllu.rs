//! Any text as CoNLL-U; what is read is written and read again the same.

#![no_main]

use depeche::parse::conllu;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(sentences) = conllu::read(text) else { return };
    for sentence in &sentences {
        let _ = sentence.tree();
        let _ = sentence.surface();
    }
    let again = conllu::read(&conllu::write(&sentences)).expect("what was written can be read");
    assert_eq!(again, sentences);
});
