//! What the targets for sources share.

use depeche::input::{Fields, Items, Kind, Options, Source};

/// Reads the articles in `bytes`, which are of `kind` or of whichever kind they look, and checks what came of each.
pub fn read(kind: Option<Kind>, bytes: &[u8]) {
    let options = Options { kind, fields: Fields::default(), longest: 1 << 16 };
    let sources = vec![Source::Memory("fuzz".to_owned(), bytes.to_vec())];
    for item in Items::new(sources, &options, None) {
        assert!(!item.name.contains('\n'));
        match item.article(&options) {
            Ok(taken) => {
                assert!(taken.article.text.len() as u64 <= options.longest);
                assert!(!taken.article.text.contains('\0') || kind.is_none());
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
}
