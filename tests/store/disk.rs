//! Full disks and damage where the store is a folder.

use std::fs;
use std::process::Command;

use tempfile::TempDir;

use super::{articles, command, folder, load, run, told};

#[test]
fn a_full_disk_is_told_and_the_store_is_whole_when_there_is_room() {
    let folder = TempDir::new().unwrap();
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=24m", "tmpfs"])
        .arg(folder.path())
        .output()
        .is_ok_and(|output| output.status.success());
    if !mounted {
        eprintln!("SKIPPED: a small disk can only be mounted by root");
        return;
    }
    let one = "Le président russe Vladimir Poutine a félicité lundi Nicolas Maduro pour sa victoire.";
    fs::write(folder.path().join("one.txt"), one).unwrap();
    load(&folder, "kg", &["one.txt"]);
    let article = articles(&folder.path().join("kg")).pop_first().unwrap().into_string();
    let one_article =
        || run(&folder, &["export", "--store", "kg", "--article", &article, "--format", "nquads"], 0).0;
    let before = one_article();
    let mut lines = String::new();
    for number in 0..60_000 {
        let graph = format!("https://example.org/{number}");
        lines.push_str(&format!(
            "<{graph}/s> <https://example.org/p> \"{number} and some more words\" <{graph}> .\n"
        ));
    }
    let elsewhere = TempDir::new().unwrap();
    let data = elsewhere.path().join("data.nq");
    fs::write(&data, lines).unwrap();
    let output = command(folder.path(), &["load", data.to_str().unwrap(), "--store", "kg"]).output().unwrap();
    let outcome = std::panic::catch_unwind(|| {
        let (_, remarks) = told(&output, 2);
        assert!(remarks.contains("kg") && remarks.contains("No space left on device"), "{remarks}");
    });
    let room = Command::new("mount").args(["-o", "remount,size=200m"]).arg(folder.path()).output();
    let after = room.is_ok_and(|output| output.status.success()).then(one_article);
    let unmounted = Command::new("umount").arg(folder.path()).output();
    outcome.unwrap();
    assert_eq!(after.as_deref(), Some(before.as_str()));
    assert!(unmounted.is_ok_and(|output| output.status.success()));
}

#[test]
fn a_damaged_folder_is_told() {
    let folder = folder();
    load(&folder, "kg", &["one.txt", "two.txt", "both.txt"]);
    let mut broken = 0;
    for entry in fs::read_dir(folder.path().join("kg")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "sst") {
            let mut bytes = fs::read(&path).unwrap();
            // The first block, which holds data.
            bytes.iter_mut().take(60).for_each(|byte| *byte ^= 0x55);
            fs::write(&path, bytes).unwrap();
            broken += 1;
        }
    }
    assert!(broken > 0, "nothing was written to the disk");
    let (_, remarks) = run(&folder, &["export", "--store", "kg"], 2);
    assert!(remarks.contains("orrupt") || remarks.contains("checksum"), "{remarks}");
    run(&folder, &["validate", "--store", "kg"], 2);
}
