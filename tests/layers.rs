//! What a file may hold and use: imports go up the list in `lib.rs`, IRIs stand in one file, words in none.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support;

#[test]
fn imports_only_go_up_the_list() {
    let order = modules();
    let place = |name: &str| order.iter().position(|module| module == name);
    let mut wrong = Vec::new();
    for (file, code) in sources() {
        let Some(own) = place(file.split(['/', '.']).next().unwrap_or_default()) else { continue };
        for used in imports(&code) {
            match place(&used) {
                Some(other) if other > own => {
                    wrong.push(format!("src/{file} uses {used}, which stands below it"))
                }
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn iris_stand_in_the_vocabulary_alone() {
    let mut wrong = Vec::new();
    for (file, code) in sources().into_iter().filter(|(file, _)| file != "graph/vocab.rs") {
        for line in code.lines() {
            // The addresses in help texts are of a domain kept for examples.
            let line = line.replace("https://example.org", "");
            if line.contains("http://") || line.contains("https://") {
                wrong.push(format!("src/{file}: {}", line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn code_holds_no_accented_words() {
    let mut wrong = Vec::new();
    for (file, code) in sources() {
        for line in code.lines().filter(|line| line.chars().any(|c| !c.is_ascii() && c.is_alphabetic())) {
            wrong.push(format!("src/{file}: {}", line.trim()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn remarks_and_tests_are_left_out() {
    let code =
        "let a = \"// no remark\"; // é\n/* é */ let b = 'x';\n#[cfg(test)]\nmod tests { use crate::cli; }\n";
    assert_eq!(shipped(code), "let a = \"// no remark\"; \n let b = 'x';\n");
    let code = "use crate::{coref, mention::{self, Kind}, text::Span};\nlet x = crate::fact::y;";
    assert_eq!(imports(code).into_iter().collect::<Vec<_>>(), ["coref", "fact", "mention", "text"]);
}

/// Returns the modules in the order of `lib.rs`.
fn modules() -> Vec<String> {
    let text = fs::read_to_string(support::path("src/lib.rs")).unwrap();
    let names = text.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let names: Vec<_> = names.map(str::to_owned).collect();
    assert!(names.len() > 10, "{names:?}");
    names
}

/// Returns the files under `src/` that are no tests, with their code alone.
fn sources() -> Vec<(String, String)> {
    let root = support::path("src");
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    files.sort();
    files
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.file_stem().is_some_and(|stem| stem == "tests") {
            continue;
        }
        if path.is_dir() {
            collect(root, &path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            files.push((name, shipped(&fs::read_to_string(&path).unwrap())));
        }
    }
}

/// Returns `source` without remarks and without what follows the first `#[cfg(test)]` of a module.
fn shipped(source: &str) -> String {
    let mut code = String::new();
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else {
            let length = if c == '"' { string(rest) } else { character(rest).unwrap_or(c.len_utf8()) };
            code.push_str(&rest[..length]);
            length
        };
        rest = &rest[length..];
    }
    match code.find("#[cfg(test)]\nmod tests {") {
        Some(end) => code[..end].to_owned(),
        None => code,
    }
}

/// Returns the length of the string literal that `rest` begins with.
fn string(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            '"' if !escaped => return at + 1,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    rest.len()
}

/// Returns the length of the character literal that `rest` begins with, if it does.
fn character(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('\'')?;
    if inner.starts_with('\\') {
        return Some(inner[2..].find('\'')? + 4);
    }
    let length = inner.chars().next()?.len_utf8();
    inner[length..].starts_with('\'').then_some(length + 2)
}

/// Returns the modules of the library that `code` names after `crate::`.
fn imports(code: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => names.extend(group_names(group)),
            None => names.extend(first_name(rest)),
        }
    }
    names
}

/// Returns the first names of the parts of a `use` group, of which `group` is what follows the brace.
fn group_names(group: &str) -> Vec<String> {
    let mut names: Vec<String> = first_name(group).into_iter().collect();
    let mut depth = 0;
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.extend(first_name(group[at + 1..].trim_start())),
            _ => {}
        }
    }
    names
}

fn first_name(text: &str) -> Option<String> {
    let name: String = text.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
    (!name.is_empty()).then_some(name)
}
