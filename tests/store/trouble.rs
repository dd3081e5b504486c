//! Files that cannot be written, damaged stores, and places that are none.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{ask, folder, load, run, told};

/// Runs the program where files can get no longer than `blocks` of 512 bytes, as on a disk that is full.
fn cramped(folder: &Path, blocks: u32, arguments: &[&str]) -> std::process::Output {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.current_dir(folder).args(["-c", &script, env!("CARGO_BIN_EXE_depeche")]).args(arguments);
    command.output().unwrap()
}

#[test]
#[cfg(unix)]
fn what_cannot_be_written_is_told_and_the_store_is_as_before() {
    for place in ["kg.trig", "kg.nq"] {
        let folder = folder();
        load(&folder, place, &["one.txt"]);
        let before = fs::read(folder.path().join(place)).unwrap();
        let output = cramped(folder.path(), 4, &["load", "two.txt", "--store", place]);
        let (_, remarks) = told(&output, 2);
        assert!(remarks.contains(place) && remarks.contains("File too large"), "{remarks}");
        assert_eq!(fs::read(folder.path().join(place)).unwrap(), before);
        let output = cramped(folder.path(), 1, &["export", "--store", place, "-o", "out.ttl"]);
        assert!(told(&output, 2).1.contains("out.ttl"));
        assert!(!folder.path().join("out.ttl").exists(), "half a file is left");
    }
}

#[test]
fn a_damaged_file_is_told_and_left_alone() {
    for place in ["kg.trig", "kg.nq"] {
        let folder = folder();
        load(&folder, place, &["one.txt"]);
        let path = folder.path().join(place);
        let bytes = fs::read(&path).unwrap();
        let cut = &bytes[..bytes.len() - 20];
        fs::write(&path, cut).unwrap();
        for arguments in [
            &["load", "two.txt", "--store", place][..],
            &["export", "--store", place],
            &["stats", "--store", place],
        ] {
            let (_, remarks) = run(&folder, arguments, 2);
            assert!(remarks.contains(place) && remarks.contains("damaged"), "{remarks}");
        }
        assert_eq!(fs::read(&path).unwrap(), cut);
    }
}

#[test]
fn places_that_are_no_store_are_told() {
    let folder = folder();
    fs::create_dir(folder.path().join("docs")).unwrap();
    fs::write(folder.path().join("docs/a.txt"), "a").unwrap();
    fs::write(folder.path().join("kg"), "a file").unwrap();
    fs::write(folder.path().join("one.ttl"), "@prefix a: <https://example.org/> .\na:b a:c a:d .\n").unwrap();
    let folder_message = if cfg!(feature = "disk") { "no store" } else { "--features disk" };
    for (arguments, mark) in [
        (&["load", "one.txt", "--store", "kg.ttl"][..], "does not keep articles apart"),
        (&["load", "one.ttl", "--store", "kg.trig"], "stands in no named graph"),
        (&["load", "one.txt", "--store", "kg"], "the ending tells no format"),
        (&["load", "one.txt", "--store", "docs"], folder_message),
        (&["query", "roles", "--store", "docs"], folder_message),
        (&["query", "roles", "--store", "none.trig"], "depeche load makes one"),
        (&["stats", "--store", "new/"], folder_message),
        (&["load", "one.txt", "--store", "no/such/folder/kg.trig"], "no/such/folder"),
        (&["load", "one.txt", "--store", "kg.trig", "--same-event", "some"], "number of days"),
        (
            &["load", "one.txt", "two.txt", "--store", "kg.trig", "--url", "https://example.org/a"],
            "--url names one article",
        ),
    ] {
        let (_, remarks) = run(&folder, arguments, 2);
        assert!(remarks.contains(mark), "{arguments:?}: {remarks}");
    }
    assert_eq!(fs::read(folder.path().join("docs/a.txt")).unwrap(), b"a");
}

#[test]
#[cfg(unix)]
fn a_store_behind_a_link_stays_there() {
    let folder = folder();
    fs::create_dir(folder.path().join("far")).unwrap();
    load(&folder, "far/kg.trig", &["one.txt"]);
    std::os::unix::fs::symlink("far/kg.trig", folder.path().join("near.trig")).unwrap();
    load(&folder, "near.trig", &["two.txt"]);
    assert!(folder.path().join("near.trig").is_symlink());
    assert!(ask(&folder, "far/kg.trig", "?a dp:accused ?b"));
}
