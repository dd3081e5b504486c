//! Articles as they come: formats, folders, packed, many at once, good and bad.

use std::fs;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{folder, run, run_with_input, told};

const TEXT: &str = "Le président Jean Morel a félicité hier la maire de Brécourt, Anne Vasseur, pour sa victoire. \
    La ministre Claire Danton a accusé la société Hydralis d'avoir menti.";

fn page(title: &str, url: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>{title} - Le Quotidien</title>\
         <link rel=\"canonical\" href=\"{url}\"><script type=\"application/ld+json\">{{\"@context\": \"https://schema.org\", \
         \"@type\": \"NewsArticle\", \"headline\": \"{title}\", \"datePublished\": \"2024-07-29T00:10:00+02:00\", \
         \"author\": {{\"name\": \"Anne Roy\"}}, \"publisher\": {{\"name\": \"Le Quotidien\"}}}}</script></head><body>\
         <nav><a href=\"/\">Accueil</a></nav><article><h1>{title}</h1><p>{TEXT}</p><p>{}</p></article>\
         <div class=\"comments\"><p>Luc a insulté Paul.</p></div></body></html>",
        "Les habitants de la vallée attendent depuis des mois une réponse de la préfecture sur la qualité de l'eau. ".repeat(4)
    )
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn warc(pages: &[(&str, &str)]) -> Vec<u8> {
    let mut file = Vec::new();
    for (url, page) in pages {
        let body = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
        let record = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-08-01T10:00:00Z\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
            body.len()
        );
        // Crawlers pack each record for itself.
        file.extend(gzip(record.as_bytes()));
    }
    file
}

/// Returns the number of facts in JSON lines, which must be more than none.
#[track_caller]
fn facts(out: &str) -> usize {
    let lines: Vec<Value> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let count = lines.len();
    assert!(count > 0);
    count
}

#[test]
fn each_kind_is_read_and_told_from_content() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("a.html"), page("La maire élue", "https://example.org/a")).unwrap();
    fs::write(
        at("b.md"),
        format!(
            "---\ndate: 2024-07-29\n---\n# Titre\n\n{}",
            TEXT.replace("Anne Vasseur", "**Anne Vasseur**")
        ),
    )
    .unwrap();
    fs::write(at("c.xml"), format!("<rss version=\"2.0\"><channel><title>Q</title><link>https://example.org/</link><description/><item><title>Titre</title><link>https://example.org/c</link><description>&lt;p&gt;{TEXT}&lt;/p&gt;</description><pubDate>Mon, 29 Jul 2024 08:00:00 +0200</pubDate></item></channel></rss>")).unwrap();
    fs::write(
        at("d.jsonl"),
        json!({"text": TEXT, "date": "2024-07-29", "url": "https://example.org/d"}).to_string(),
    )
    .unwrap();
    fs::write(at("e.warc.gz"), warc(&[("https://example.org/e", &page("Élue", "https://example.org/e"))]))
        .unwrap();
    fs::write(at("f.txt.gz"), gzip(format!("PARIS, 29 juillet 2024 – {TEXT}").as_bytes())).unwrap();
    for name in ["a.html", "b.md", "c.xml", "d.jsonl", "e.warc.gz", "f.txt.gz"] {
        let (out, remarks) = told(&run(&folder, &["convert", name, "--format", "jsonl"]), 0);
        assert!(out.contains("\"Congratulation\"") && out.contains("\"Accusation\""), "{name}: {out}");
        assert!(!out.contains("Luc") && !out.contains('*'), "{name}: {out}");
        assert_eq!(remarks, "", "{name}");
        // "hier" is resolved from the day that is told with the article.
        assert!(out.contains("\"time\":\"2024-07-28\""), "{name}: {out}");
        // The same without its name.
        let bytes = fs::read(at(name)).unwrap();
        let kind: &[&str] = if name == "b.md" { &["--input", "markdown"] } else { &[] };
        let arguments = [&["convert", "-", "--format", "jsonl"], kind].concat();
        let (piped, _) = told(&run_with_input(&folder, &arguments, &bytes), 0);
        assert_eq!(piped, out, "{name}");
    }
    let (graph, _) = told(&run(&folder, &["convert", "a.html", "--format", "turtle"]), 0);
    for part in [
        "schema:headline \"La maire élue\"@fr",
        "dc:creator \"Anne Roy\"",
        "dc:publisher \"Le Quotidien\"",
        "schema:datePublished \"2024-07-29\"^^xsd:date",
        "<https://example.org/a> a nif:Context",
    ] {
        assert!(graph.contains(part), "{part} in {graph}");
    }
}

#[test]
fn inspect_tells_what_is_known_of_an_article() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("a.html"), page("La maire élue", "https://example.org/a")).unwrap();
    fs::write(folder.path().join("b.txt"), format!("PARIS, 29 juillet 2024 – {TEXT}")).unwrap();
    fs::write(folder.path().join("c.txt"), TEXT).unwrap();
    let inspect = |arguments: &[&str]| told(&run(&folder, &[&["inspect"], arguments].concat()), 0).0;
    let out = inspect(&["a.html", "--date", "2020-01-01"]);
    assert!(out.starts_with("# title: La maire élue\n# by: Anne Roy\n# site: Le Quotidien\n# url: https://example.org/a\n# date: 2024-07-29, told with the article\n"), "{out}");
    assert!(
        inspect(&["b.txt", "--date", "2020-01-01"]).starts_with("# date: 2024-07-29, from the dateline\n")
    );
    assert!(inspect(&["c.txt", "--date", "2020-01-01"]).starts_with("# date: 2020-01-01, from --date\n"));
    assert!(inspect(&["c.txt"]).starts_with("# date: unknown"));
    let text = inspect(&["a.html", "--stage", "text"]);
    assert!(text.starts_with("La maire élue\n\nLe président") && !text.contains("Accueil"), "{text}");
    let (_, remarks) = told(&run(&folder, &["inspect", "c.txt", "--number", "2"]), 2);
    assert!(remarks.contains("not 2 articles"), "{remarks}");
}

/// A folder with good and bad things in it.
fn mixed() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir_all(folder.path().join("in/deep/er")).unwrap();
    let at = |name: &str| folder.path().join("in").join(name);
    for number in 0..20 {
        fs::write(
            at(&format!("deep/{number:02}.txt")),
            format!("{TEXT} Le maire de Lyon a promis {number} écoles."),
        )
        .unwrap();
    }
    fs::write(at("deep/er/page.html"), page("Titre", "https://example.org/p")).unwrap();
    fs::write(at("photo.txt"), b"\x89PNG\r\n\x1a\n\0\0").unwrap();
    fs::write(
        at("english.txt"),
        "The minister presented her bill to the members of parliament on Tuesday, and the opposition \
        announced that it would not vote for it. The government said it would listen to them.",
    )
    .unwrap();
    fs::write(at("empty.txt"), " \n").unwrap();
    let lines = [
        json!({"text": TEXT}).to_string(),
        "{\"text\": \"a\\ud800b\"}".to_owned(),
        String::new(),
        "{\"title\": \"x\"}".to_owned(),
        json!({"text": format!("{TEXT} Fin."), "date": "99999-01-01"}).to_string(),
    ];
    fs::write(at("lines.jsonl"), lines.join("\n")).unwrap();
    folder
}

#[test]
fn bad_ones_do_not_stop_the_rest_and_are_reported() {
    let folder = mixed();
    let arguments = ["convert", "in", "--format", "jsonl", "--report", "report.json"];
    let (out, remarks) = told(&run(&folder, &arguments), 2);
    facts(&out);
    let report: Value =
        serde_json::from_slice(&fs::read(folder.path().join("report.json")).unwrap()).unwrap();
    let summary = &report["summary"];
    assert_eq!(summary["read"], 23, "{summary}");
    assert_eq!(summary["skipped"], json!({"no article": 2, "other language": 1}), "{summary}");
    assert_eq!(summary["failed"], json!({"malformed": 2}), "{summary}");
    assert_eq!(summary["facts"], facts(&out));
    let problems = report["problems"].as_array().unwrap();
    let find = |part: &str| problems.iter().find(|p| p["name"].as_str().unwrap().contains(part)).unwrap();
    assert_eq!(find("lines.jsonl: line 2")["outcome"], "failed");
    assert!(find("lines.jsonl: line 2")["message"].as_str().unwrap().contains("surrogate"));
    assert!(find("lines.jsonl: line 5")["message"].as_str().unwrap().contains("99999-01-01"));
    assert_eq!(find("english.txt")["outcome"], "skipped");
    assert!(
        remarks.contains(
            "23 articles read, 3 skipped (2 no article, 1 other language), 2 failed (2 malformed); "
        ),
        "{remarks}"
    );
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let folder = mixed();
    for format in ["jsonl", "nquads", "trig", "turtle", "jsonld", "rdfxml"] {
        let all = ["1", "2", "7"].map(|jobs| {
            let output = run(&folder, &["convert", "in", "--format", format, "--jobs", jobs]);
            let (out, remarks) = told(&output, 2);
            let told: Vec<_> =
                remarks.lines().filter(|line| !line.contains("words/s")).map(str::to_owned).collect();
            (out, told)
        });
        assert_eq!(all[0], all[1], "{format}");
        assert_eq!(all[0], all[2], "{format}");
    }
}

#[test]
fn the_first_failure_can_stop_it() {
    let folder = mixed();
    let (out, remarks) = told(&run(&folder, &["convert", "in", "--format", "jsonl", "--fail-fast"]), 2);
    assert!(
        remarks.contains("1 failed (1 malformed)") && remarks.contains("stopped at the first failure"),
        "{remarks}"
    );
    facts(&out);
    assert!(remarks.contains("lines.jsonl: line 2") && !remarks.contains("line 4"), "{remarks}");
}

#[test]
fn fields_of_lines_can_be_named() {
    let folder = TempDir::new().unwrap();
    let line =
        json!({"content": {"body": TEXT}, "day": "29/07/2024", "link": "https://example.org/z"}).to_string();
    let fields = "text=/content/body,url=link,date=day";
    let arguments = ["convert", "--input", "jsonl", "--fields", fields, "--format", "nquads", "-"];
    let (out, remarks) = told(&run_with_input(&folder, &arguments, line.as_bytes()), 0);
    assert!(out.contains("<https://example.org/z>"), "{out}");
    assert!(remarks.contains("\"29/07/2024\" is no day"), "{remarks}");
    let (_, remarks) = told(&run(&folder, &["convert", "--fields", "body", "x"]), 2);
    assert!(remarks.contains("expected FIELD=NAME"), "{remarks}");
}

#[test]
fn a_filter_writes_as_it_goes() {
    use std::io::{BufRead as _, BufReader};
    use std::process::Stdio;
    let folder = TempDir::new().unwrap();
    let mut child = super::command(&folder, &["convert", "--input", "jsonl", "--format", "nquads", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    for number in 0..3 {
        let url = format!("https://example.org/{number}");
        writeln!(stdin, "{}", json!({"text": TEXT, "url": url})).unwrap();
        // The next is sent only when this one is out.
        assert!(lines.any(|line| line.unwrap().contains(&url)));
    }
    drop(stdin);
    assert!(lines.all(|line| line.is_ok()) && child.wait().unwrap().success());
}

#[test]
fn harmful_input_is_told_and_left() {
    let folder = TempDir::new().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("bomb.gz"), gzip(&gzip(&vec![b' '; 300 << 20]))).unwrap();
    fs::write(at("bomb.jsonl.gz"), gzip(&vec![b'{'; 200 << 20])).unwrap();
    fs::write(at("deep.html"), "<div>".repeat(10_000)).unwrap();
    fs::write(at("deep.jsonl"), format!("{{\"text\": {}", "[".repeat(100_000))).unwrap();
    fs::write(at("laughs.xml"), "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><rss version=\"2.0\"><channel><title>&b;</title><item><title>&b;&b;</title></item></channel></rss>").unwrap();
    fs::write(at("nul.txt"), "Le ministre\0a parlé.").unwrap();
    fs::write(
        at("cut.warc"),
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999999999999\r\n\r\n",
    )
    .unwrap();
    fs::write(at("cut.txt.gz"), &gzip(TEXT.repeat(50).as_bytes())[..60]).unwrap();
    for (name, part) in [
        ("bomb.gz", "more than 4 MB"),
        ("bomb.jsonl.gz", "unpack"),
        ("deep.html", "deep in each other"),
        ("deep.jsonl", "recursion limit"),
        ("nul.txt", "is zero"),
        ("cut.warc", "length"),
        ("cut.txt.gz", ""),
    ] {
        let (out, remarks) = told(&run(&folder, &["convert", name, "--format", "jsonl"]), 2);
        assert!(
            out.is_empty() && remarks.contains(&format!("{name}: ")) && remarks.contains(part),
            "{name}: {remarks}"
        );
    }
    // Entities of a document are not put in; whether that is a fault depends on where they stand.
    let (out, remarks) = told_any(&run(&folder, &["convert", "laughs.xml", "--format", "jsonl"]));
    assert!(out.len() < 1000 && !remarks.contains("aaaaaaaaaaaaaaaaaaaa"), "{out} {remarks}");
}

fn told_any(output: &std::process::Output) -> (String, String) {
    let code = output.status.code().unwrap();
    told(output, code)
}

#[cfg(unix)]
#[test]
fn odd_paths_are_told_on_one_line() {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    fs::write(folder.path().join("in/a\nb.txt"), b"\0").unwrap();
    std::os::unix::fs::symlink("/etc/hostname", folder.path().join("in/out.txt")).unwrap();
    std::os::unix::fs::symlink("..", folder.path().join("in/up")).unwrap();
    let (_, remarks) = told(&run(&folder, &["convert", "in", "--format", "jsonl"]), 0);
    assert!(remarks.contains("in/a\\nb.txt: skipped: not a text"), "{remarks}");
    assert!(remarks.contains("in/out.txt: skipped: a link that leads out of the folder"), "{remarks}");
    assert!(remarks.contains("in/up: skipped: a link to a folder"), "{remarks}");
    let (_, remarks) = told(&run(&folder, &["convert", "no\nwhere", "--format", "jsonl"]), 2);
    assert!(remarks.starts_with("depeche: no\\nwhere: "), "{remarks}");
}

#[test]
fn a_load_that_was_stopped_goes_on() {
    let folder = folder();
    let mut lines: Vec<String> = (0..30)
        .map(|n| {
            json!({"text": format!("{TEXT} Fin {n}."), "url": format!("https://example.org/{n}")}).to_string()
        })
        .collect();
    lines[20] = "{".to_owned();
    let path = folder.path().join("a.jsonl");
    fs::write(&path, lines.join("\n")).unwrap();
    let load = ["load", "a.jsonl", "--store", "kg.nq", "--fail-fast"];
    let (_, remarks) = told(&run(&folder, &load), 2);
    assert!(remarks.contains("20 articles added"), "{remarks}");
    let resume = [&load[..], &["--resume"]].concat();
    let (_, remarks) = told(&run(&folder, &resume), 2);
    assert!(remarks.contains("0 articles read, 20 done before, 1 failed"), "{remarks}");
    // Of the same length, so that it counts as the same file.
    lines[20] = " ".to_owned();
    fs::write(&path, lines.join("\n")).unwrap();
    let (_, remarks) = told(&run(&folder, &resume), 0);
    assert!(
        remarks.contains("9 articles read, 20 done before")
            || remarks.contains("10 articles read, 20 done before"),
        "{remarks}"
    );
    assert!(!folder.path().join("kg.nq.resume").exists());
    let (out, _) = told(&run(&folder, &["stats", "--store", "kg.nq"]), 0);
    assert!(out.contains("29"), "{out}");
    // Of other articles nothing can be resumed.
    fs::write(folder.path().join("kg.nq.resume"), "{\"of\": \"x\", \"items\": 3, \"articles\": 0}").unwrap();
    let (_, remarks) = told(&run(&folder, &resume), 2);
    assert!(remarks.contains("of other articles"), "{remarks}");
    told(&run(&folder, &load), 0);
}
