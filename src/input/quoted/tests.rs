//! Pages and fragments through their readers, since the main text is found between signing and rendering.

use super::*;
use crate::input::{Item, Options, Piece, html};

/// What stands around a quotation in a page, so that it is no large part of it.
const BEFORE: &str = "La maire de Brest a présenté hier soir le budget de la ville devant le conseil municipal, réuni au \
    grand complet, et annoncé des travaux dans les écoles, les gymnases et les ports.";
const AFTER: &str = "L'opposition, qui demandait un débat depuis le printemps, a voté contre le texte et réclamé que les \
    comptes des trois dernières années soient publiés avant la fin du mois.";

fn text(piece: Piece) -> String {
    let options = Options { kind: None, fields: Default::default(), longest: 10_000_000 };
    let item = Item { name: String::new(), path: Default::default(), found: false, piece };
    item.article(&options).unwrap().article.text
}

fn whole_page(body: &str) -> String {
    let page = format!(
        "<!DOCTYPE html><html lang=fr><head><title>Séance du budget</title></head><body>{body}</body></html>"
    );
    text(Piece::Html { bytes: page.into_bytes(), charset: None, url: None, fetched: None })
}

/// Checks what becomes of `quotation` between paragraphs, in a page and in a fragment.
#[track_caller]
fn check(quotation: &str, expected: &[&str]) {
    let body = format!("<p>{BEFORE}</p>{quotation}<p>{AFTER}</p>");
    let expected = [&[BEFORE], expected, &[AFTER]].concat().join("\n\n");
    assert_eq!(html::fragment(&body).unwrap(), expected, "fragment: {quotation}");
    assert_eq!(
        whole_page(&format!("<article><h1>Séance du budget</h1>{body}</article>")),
        format!("Séance du budget\n\n{expected}"),
        "{quotation}"
    );
}

#[track_caller]
fn check_markdown(quotation: &str, expected: &[&str]) {
    let body = format!("{BEFORE}\n\n{quotation}\n\n{AFTER}\n");
    let expected = [&[BEFORE], expected, &[AFTER]].concat().join("\n\n");
    assert_eq!(text(Piece::Markdown(body.into_bytes())), expected, "{quotation}");
}

#[test]
fn each_paragraph_opens_and_the_last_closes() {
    check("<blockquote>Le port ferme.</blockquote>", &["« Le port ferme. »"]);
    check(
        "<blockquote><p>Le port ferme.</p><p>La gare reste.</p><p>Le pont attend.</p></blockquote>",
        &["« Le port ferme.", "« La gare reste.", "« Le pont attend. »"],
    );
    check(
        "<blockquote><p>Le port ferme.<br><br>La gare reste.</p><ul><li>Un</li><li>Deux</li></ul></blockquote>",
        &["« Le port ferme.", "« La gare reste.", "« Un\nDeux »"],
    );
}

#[test]
fn inner_quotations_have_inner_marks() {
    check(
        "<blockquote><p>Le préfet m'a écrit.</p><blockquote><p>Partez.</p><p>Vite.</p></blockquote><p>Je reste.</p></blockquote>",
        &["« Le préfet m'a écrit.", "« “Partez.", "« “Vite.”", "« Je reste. »"],
    );
    check(
        "<blockquote>Le préfet m'a écrit.<blockquote>Partez.<cite>Luc Petit</cite></blockquote><cite>Anne Roy</cite></blockquote>",
        &["« Le préfet m'a écrit.", "« “Partez.” »", "— Luc Petit", "— Anne Roy"],
    );
    // A block that only holds another is none of its own.
    check("<blockquote><blockquote>Partez.</blockquote></blockquote>", &["« Partez. »"]);
}

#[test]
fn marks_are_not_doubled() {
    for marked in [
        "« Le port ferme. »",
        "“Le port ferme”",
        "\"Le port ferme.\"",
        "« Le port ferme », a dit Anne Roy.",
        "« Le port ferme. » (Anne Roy)",
    ] {
        check(&format!("<blockquote><p>{marked}</p></blockquote>"), &[marked]);
    }
    check(
        "<blockquote><p>« Le port ferme. »</p><p>Anne Roy</p></blockquote>",
        &["« Le port ferme. »", "— Anne Roy"],
    );
    check(
        "<blockquote><p>«&nbsp;Le port ferme.</p><p>«&nbsp;La gare reste.&nbsp;»</p></blockquote>",
        &["« Le port ferme.", "« La gare reste. »"],
    );
    check("<blockquote><q>Le port ferme.</q></blockquote>", &["« Le port ferme. »"]);
    check(
        "<blockquote><p>\"Le port ferme.</p><p>La gare reste.</p><p>Le pont attend.\"</p></blockquote>",
        &["« Le port ferme.", "« La gare reste.", "« Le pont attend. »"],
    );
    // Pictures of marks.
    check("<blockquote><span>“</span><p>Le port ferme.</p></blockquote>", &["« Le port ferme. »"]);
    check("<blockquote><p>« Le port ferme.</p></blockquote>", &["« Le port ferme. »"]);
    // Marks within are no marks around.
    check(
        "<blockquote><p>Il dit : « Le port ferme. » Je reste.</p><p>« Partez. »</p></blockquote>",
        &["« Il dit : “Le port ferme.” Je reste.", "« “Partez.” »"],
    );
}

#[test]
fn sources_follow_the_quotation() {
    let expected = ["« Le port ferme. »", "— Anne Roy, maire de Brest"];
    for quotation in [
        "<blockquote><p>Le port ferme.</p><cite>Anne Roy, maire de Brest</cite></blockquote>",
        "<blockquote><p>Le port ferme.</p><footer>— Anne Roy, <cite>maire de Brest</cite></footer></blockquote>",
        "<blockquote><p>Le port ferme.</p><footer class=\"blockquote-footer\">Anne Roy,<br>maire de Brest</footer></blockquote>",
        "<blockquote><p>Le port ferme.</p><p>— <cite class=author>Anne Roy, maire de Brest</cite></p></blockquote>",
        "<blockquote>Le port ferme.<br><cite>&mdash;&nbsp;Anne Roy, maire de Brest</cite></blockquote>",
        "<blockquote><p>Le port ferme. <cite>Anne Roy, maire de Brest</cite></p></blockquote>",
        "<blockquote><p>Le port ferme.</p><p>– Anne Roy, maire de Brest</p></blockquote>",
        "<blockquote>Le port ferme.<br>-- Anne Roy, maire de Brest</blockquote>",
        "<blockquote>Le port ferme. — Anne Roy, maire de Brest</blockquote>",
        "<blockquote><cite>Anne Roy, maire de Brest</cite><p>Le port ferme.</p></blockquote>",
        "<blockquote><p>Le port ferme.</p><p class=\"quote__author\">Anne Roy, maire de Brest</p></blockquote>",
        "<blockquote><p>« Le port ferme. »</p><footer>Anne Roy, maire de Brest</footer></blockquote>",
        "<figure><blockquote><p>Le port ferme.</p></blockquote><figcaption>Anne Roy, maire de Brest</figcaption></figure>",
        "<figure><figcaption>Anne Roy, maire de Brest</figcaption><blockquote><p>Le port ferme.</p></blockquote></figure>",
        "<figure><img src=\"a.jpg\"><div><blockquote>Le port ferme.</blockquote></div><figcaption>— Anne Roy, <cite>maire de Brest</cite></figcaption></figure>",
        "<blockquote>Le port ferme.</blockquote><cite>Anne Roy, maire de Brest</cite>",
        "<blockquote>Le port ferme.</blockquote><p>— <cite>Anne Roy, maire de Brest</cite></p>",
        "<div><blockquote>Le port ferme.</blockquote> <div class=\"Quote-attribution\">Anne Roy, maire de Brest</div></div>",
    ] {
        check(quotation, &expected);
    }
}

#[test]
fn titles_of_works_stay_in_place() {
    check("<p>Elle relit <cite>Germinal</cite> à Brest.</p>", &["Elle relit Germinal à Brest."]);
    check(
        "<blockquote><p>J'ai relu <cite>Germinal</cite> à Brest.</p></blockquote>",
        &["« J'ai relu Germinal à Brest. »"],
    );
    check(
        "<div><blockquote>Le port ferme.</blockquote><cite>Le Temps</cite> l'annonçait hier.</div>",
        &["« Le port ferme. »", "Le Temps l'annonçait hier."],
    );
    // Some put the quotation itself there.
    check("<blockquote><cite>Le port ferme.</cite></blockquote>", &["« Le port ferme. »"]);
}

#[test]
fn lines_of_dialogue_are_no_sources() {
    check("<blockquote>— Le port ferme ?<br>— Oui.</blockquote>", &["« — Le port ferme ?\n— Oui. »"]);
    check("<blockquote>— Le port ferme.</blockquote>", &["« — Le port ferme. »"]);
}

#[test]
fn inline_quotations_have_marks() {
    check("<p>Il a dit <q>le port ferme</q>.</p>", &["Il a dit « le port ferme »."]);
    check(
        "<p>Il a dit <q>on m'a dit <q>partez</q> hier</q>.</p>",
        &["Il a dit « on m'a dit “partez” hier »."],
    );
    check("<blockquote>Il a dit <q>partez</q> hier.</blockquote>", &["« Il a dit “partez” hier. »"]);
    check("<p>Il a dit <q>« partez »</q>.</p>", &["Il a dit « partez »."]);
    check("<p>Il a dit <q></q>rien.</p>", &["Il a dit rien."]);
    check("<q><p>Le port ferme.</p><p>La gare reste.</p></q>", &["« Le port ferme.", "« La gare reste. »"]);
}

#[test]
fn headlines_keep_their_quotations() {
    let page = format!("<article><h1>Roy : <q>le port ferme</q></h1><p>{BEFORE}</p><p>{AFTER}</p></article>");
    let page = format!("<!DOCTYPE html><html><head><title></title></head><body>{page}</body></html>");
    let text = text(Piece::Html { bytes: page.into_bytes(), charset: None, url: None, fetched: None });
    assert!(text.starts_with("Roy : « le port ferme »\n\nLa maire"), "{text}");
}

#[test]
fn posts_are_quotations_of_accounts() {
    check(
        "<blockquote class=\"twitter-tweet\"><p lang=\"fr\" dir=\"ltr\">Le port ferme. <a href=\"https://t.co/x\">pic.twitter.com/x</a></p>&mdash; Anne Roy 🏳\u{FE0F} (@anneroy) <a href=\"https://twitter.com/anneroy/status/1\">March 3, 2024</a></blockquote><script async src=\"https://platform.twitter.com/widgets.js\"></script>",
        &["« Le port ferme. »", "— Anne Roy"],
    );
    check(
        "<blockquote class=\"twitter-tweet\"><p>Le port ferme.<br><br>La gare reste.</p><p>— Ville de Brest (@brest) <a href=\"x\">3 mars 2024</a></p></blockquote>",
        &["« Le port ferme.", "« La gare reste. »", "— Ville de Brest"],
    );
    check(
        "<blockquote class=\"twitter-tweet\">Le port ferme. — Anne Roy (@anneroy) <a href=\"x\">3 mars 2024</a></blockquote>",
        &["« Le port ferme. »", "— Anne Roy"],
    );
    check(
        "<blockquote class=\"instagram-media\"><div><a href=\"x\"><div>View this post on Instagram</div></a><p><a href=\"x\">Le port ferme.</a></p><p>Une publication partagée par <a href=\"x\"> Ville de Brest</a> (@brest) le <time>3 mars 2024</time></p></div></blockquote>",
        &["« Le port ferme. »", "— Ville de Brest"],
    );
    check(
        "<blockquote class=\"tiktok-embed\" cite=\"x\"><section><a title=\"@brest\" href=\"x\">@brest</a><p>Le port ferme.</p><a href=\"x\">♬ son original - Brest</a></section></blockquote>",
        &["« Le port ferme. »"],
    );
    check(
        "<div class=\"fb-post\"><blockquote cite=\"x\" class=\"fb-xfbml-parse-ignore\"><p>Le port ferme.</p>Publiée par <a href=\"x\">Ville de Brest</a> sur <a href=\"y\">Mardi 3 mars 2024</a></blockquote></div>",
        &["« Le port ferme. »", "— Ville de Brest"],
    );
    check(
        "<blockquote class=\"bluesky-embed\"><p lang=\"fr\">Le port ferme.<br><br><a href=\"x\">[image or embed]</a></p>&mdash; Anne Roy (<a href=\"x\">@anne.bsky.social</a>) <a href=\"y\">March 3, 2024 at 9:00 AM</a></blockquote>",
        &["« Le port ferme. »", "— Anne Roy"],
    );
    check(
        "<blockquote class=\"mastodon-embed\"><p>Le port ferme.</p>&mdash; Anne Roy (@anne@example.org) <a href=\"x\">3 mars</a></blockquote>",
        &["« Le port ferme. »", "— Anne Roy"],
    );
}

#[test]
fn posts_without_text_go() {
    for post in [
        "<blockquote class=\"twitter-tweet\"><a href=\"x\">https://twitter.com/anneroy/status/1</a></blockquote>",
        "<blockquote class=\"instagram-media\"><a href=\"x\">View this post on Instagram</a><p><a href=\"x\">A post shared by Anne Roy (@anneroy)</a></p></blockquote>",
        "<blockquote class=\"mastodon-embed\"><a href=\"x\"><svg></svg><div>Post by @anne@example.org</div><div>View on Mastodon</div></a></blockquote>",
        "<blockquote class=\"reddit-embed-bq\"><a href=\"x\">Le port de Brest</a><br> by <a href=\"y\">u/anne</a> in <a href=\"z\">brest</a></blockquote>",
    ] {
        check(post, &[]);
    }
}

#[test]
fn styling_is_no_quotation() {
    check("<blockquote></blockquote>", &[]);
    check("<blockquote><p> </p><img src=\"a.jpg\"></blockquote>", &[]);
    let body = format!(
        "<p>{BEFORE}</p>{}<p>{AFTER}</p>",
        "<p>Le port ferme, la gare reste, le pont attend.</p>".repeat(9)
    );
    let plain =
        whole_page(&format!("<h1>Séance du budget</h1><p>Par Anne Roy</p><blockquote>{body}</blockquote>"));
    assert!(plain.contains(BEFORE) && !plain.contains('«'), "{plain}");
    let plain = html::fragment(&format!("<p>Lu hier.</p><blockquote>{body}</blockquote>")).unwrap();
    assert!(plain.contains(BEFORE) && !plain.contains('«'), "{plain}");
    // But not where it is announced or signed, or short beside other words.
    let quoted = html::fragment(&format!("<p>Le texte :</p><blockquote>{body}</blockquote>")).unwrap();
    assert!(quoted.contains(&format!("« {BEFORE}")), "{quoted}");
    let quoted =
        html::fragment(&format!("<blockquote>{body}<footer>Anne Roy</footer></blockquote>")).unwrap();
    assert!(quoted.ends_with("\n\n— Anne Roy"), "{quoted}");
    let quoted =
        html::fragment("<p>Lu hier.</p><blockquote>Le port ferme et la gare reste.</blockquote>").unwrap();
    assert_eq!(quoted, "Lu hier.\n\n« Le port ferme et la gare reste. »");
}

#[test]
fn nesting_may_be_deep() {
    let deep =
        format!("{}{}", "<blockquote>Le port ferme.".repeat(200), "La gare reste.</blockquote>".repeat(200));
    let text = html::fragment(&format!("<p>Le texte :</p>{deep}<p>{AFTER}</p>")).unwrap();
    let paragraphs: Vec<_> = text.split("\n\n").collect();
    assert_eq!(paragraphs.len(), 401);
    assert_eq!(paragraphs[1..4], ["« Le port ferme.", "« “Le port ferme.", "« “Le port ferme."]);
    assert_eq!(paragraphs[398..], ["« “La gare reste.”", "« La gare reste. »", AFTER]);
    let page =
        whole_page(&format!("<article><p>{BEFORE}</p><p>Le texte :</p>{deep}<p>{AFTER}</p></article>"));
    assert!(page.contains("« “La gare reste.”\n\n« La gare reste. »"), "{page}");
    let deep = format!("{}Le port ferme.{}", "<blockquote><q>".repeat(200), "</q></blockquote>".repeat(200));
    check(&deep, &["« Le port ferme. »"]);
    check_markdown(&format!("{} Le port ferme.", ">".repeat(200)), &["« Le port ferme. »"]);
}

#[test]
fn tags_may_be_left_open_or_closed_twice() {
    let text =
        html::fragment(&format!("<p>{BEFORE}</p><p>{AFTER}</p><blockquote><p>Le port ferme.<cite>Anne Roy"))
            .unwrap();
    assert_eq!(text, format!("{BEFORE}\n\n{AFTER}\n\n« Le port ferme. »\n\n— Anne Roy"));
    check("<p>Il a dit <q>le port ferme.</p>", &["Il a dit « le port ferme. »"]);
    check("</q></cite></blockquote><p>Le port ferme.</p></blockquote>", &["Le port ferme."]);
    check("<blockquote><p>Le port ferme.</blockquote></blockquote>", &["« Le port ferme. »"]);
}

#[test]
fn signs_of_the_page_itself_do_no_harm() {
    let signs: String = (OPEN..=UNQ).collect();
    let text = html::fragment(&format!("<p>{signs}Le port{CLOSE}{CITE} ferme.{signs}{signs}</p>")).unwrap();
    assert!(!text.contains(is_sign) && text.contains("ferme"), "{text}");
    assert_eq!(render(signs.repeat(3)), "");
    assert_eq!(render(String::new()), "");
}

#[test]
fn markdown_quotes_likewise() {
    check_markdown("> Le port ferme.\n> — Anne Roy", &["« Le port ferme. »", "— Anne Roy"]);
    check_markdown(
        "> Le port\n> ferme.\n>\n> La gare reste.\n>\n> -- *Anne Roy*, maire",
        &["« Le port\nferme.", "« La gare reste. »", "— Anne Roy, maire"],
    );
    check_markdown(
        "> Le préfet m'a écrit.\n>\n> > Partez.\n> > – Luc Petit\n>\n> Je reste.",
        &["« Le préfet m'a écrit.", "« “Partez.”", "— Luc Petit", "« Je reste. »"],
    );
    check_markdown("> « Le port ferme. »\n>\n> — Anne Roy", &["« Le port ferme. »", "— Anne Roy"]);
    check_markdown("> Le port ferme.\n> <cite>Anne Roy</cite>", &["« Le port ferme. »", "— Anne Roy"]);
    check_markdown("Il a dit <q>le port ferme</q>.", &["Il a dit « le port ferme »."]);
    check_markdown("<blockquote>\n\nLe port ferme.\n\n</blockquote>", &["« Le port ferme. »"]);
    check_markdown(">\n>", &[]);
    check_markdown("> — Le port ferme ?\n>\n> — Oui.", &["« — Le port ferme ?", "« — Oui. »"]);
}
