//! The API in JSON.

use axum::body::Body;
use axum::http::StatusCode;
use serde_json::Value;

use super::{READ_ONLY, encoded};

fn json(path: &str) -> Value {
    let answer = READ_ONLY.get(path);
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    answer.json()
}

fn items(value: &Value) -> &Vec<Value> {
    value["items"].as_array().unwrap()
}

#[test]
fn articles_are_listed_and_shown() {
    let all = json("/articles");
    let total = all["total"].as_u64().unwrap();
    assert_eq!(items(&all).len() as u64, total);
    let (first, second) = (json("/articles?limit=1"), json("/articles?limit=1&offset=1"));
    assert_eq!(first["items"][0], all["items"][0]);
    assert_eq!(second["items"][0], all["items"][1]);
    let dairy = json("/articles?q=LAITERIE&since=2024-06-04&until=2024-06-04");
    assert_eq!(dairy["items"][0]["iri"], "https://example.org/laiterie");
    assert_eq!(json("/articles?since=2030-01-01")["total"], 0);
    let view = json("/article?iri=https://example.org/laiterie");
    let text: Vec<char> = view["article"]["text"].as_str().unwrap().chars().collect();
    let facts = view["facts"].as_array().unwrap();
    assert!(facts.len() > 5 && view["article"]["title"] == "La laiterie");
    let stretch = |value: &Value| -> String {
        let at = |name: &str| usize::try_from(value[name].as_u64().unwrap()).unwrap();
        text[at("start")..at("end")].iter().collect()
    };
    for fact in facts {
        assert_eq!(stretch(&fact["trigger"]), fact["trigger"]["text"].as_str().unwrap());
        assert_eq!(stretch(&fact["evidence"]), fact["evidence"]["text"].as_str().unwrap());
        assert!(fact["turtle"].as_str().unwrap().contains(fact["iri"].as_str().unwrap()));
    }
    // The page knows it by its path.
    let path = view["article"]["path"].as_str().unwrap();
    let by_path = json(&format!("/article?iri=https://w3id.org/depeche/kg{path}"));
    assert_eq!(by_path, view);
    assert_eq!(READ_ONLY.get("/article?iri=https://example.org/nothing").status, StatusCode::NOT_FOUND);
    assert_eq!(READ_ONLY.get("/article").status, StatusCode::BAD_REQUEST);
}

#[test]
fn facts_are_picked() {
    let all = json("/facts?limit=1000");
    assert_eq!(all["total"].as_u64().unwrap() as usize, items(&all).len());
    let entity = "https://example.org/kg/lenoir";
    let has = |fact: &Value, roles: &[&str]| {
        roles.iter().flat_map(|role| fact[*role].as_array().unwrap()).any(|one| one["iri"] == entity)
    };
    let roles = ["agent", "target", "place", "source", "via"];
    let check = |picked: &str, wanted: &dyn Fn(&Value) -> bool| {
        let found = json(&format!("/facts?limit=1000&{picked}"));
        let expected = items(&all).iter().filter(|fact| wanted(fact)).count();
        assert!(expected > 0, "{picked}");
        assert!(items(&found).iter().all(wanted), "{picked}");
        assert_eq!(found["total"].as_u64().unwrap() as usize, expected, "{picked}");
    };
    check("status=Claimed", &|fact| fact["status"] == "Claimed");
    check("polarity=Negative", &|fact| fact["polarity"] == "Negative");
    check("factuality=Planned", &|fact| fact["factuality"] == "Planned");
    check("type=Statement&type=accusation", &|fact| {
        fact["type"] == "Statement" || fact["type"] == "Accusation"
    });
    check("article=https://example.org/laiterie", &|fact| {
        fact["article"]["iri"] == "https://example.org/laiterie"
    });
    check(&format!("entity={entity}"), &|fact| has(fact, &roles));
    check(&format!("agent={entity}"), &|fact| has(fact, &["agent"]));
    check(&format!("speaker={entity}"), &|fact| {
        has(fact, &["source", "via"]) || fact["family"] == "Communication" && has(fact, &["agent"])
    });
    check(&format!("entity={entity}&article=https://example.org/one"), &|fact| {
        has(fact, &roles) && fact["article"]["iri"] == "https://example.org/one"
    });
    check("since=2024-08-02", &|fact| fact["day"].as_str().is_some_and(|day| day >= "2024-08-02"));
    check("until=2024-08-01", &|fact| fact["day"].as_str().is_some_and(|day| day <= "2024-08-01"));
    check("least=0.7", &|fact| fact["confidence"].as_f64().is_some_and(|share| share >= 0.7));
    let days: Vec<_> = items(&all).iter().map(|fact| fact["day"].as_str().unwrap_or_default()).collect();
    assert!(days.is_sorted_by(|a, b| a >= b), "{days:?}");
    let one = items(&all)[3]["iri"].as_str().unwrap();
    assert_eq!(json(&format!("/facts?iri={}", encoded(one)))["items"][0], all["items"][3]);
    for wrong in [
        "status=maybe",
        "type=Nothing",
        "since=hier",
        "entity=x",
        "limit=100000",
        "colour=red",
        "q=a&q=b",
        "least=2",
    ] {
        let answer = READ_ONLY.get(&format!("/facts?{wrong}"));
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong}");
        assert!(!answer.error().is_empty());
    }
}

#[test]
fn entities_are_listed_and_shown() {
    let all = json("/entities?limit=1000");
    let facts: Vec<_> = items(&all).iter().map(|entity| entity["facts"].as_u64().unwrap()).collect();
    assert!(facts.is_sorted_by(|a, b| a >= b) && facts.len() > 20);
    let found = json("/entities?q=eva%20lenoir&kind=person");
    assert_eq!(found["items"][0]["iri"], "https://example.org/kg/lenoir");
    assert_eq!(json("/entities?q=eva%20lenoir&kind=place")["total"], 0);
    let one = json("/entity?iri=https://example.org/kg/lenoir");
    assert_eq!(one["facts"], found["items"][0]["facts"]);
    assert!(one["said"].as_u64().unwrap() > 0 && !one["roles"].as_array().unwrap().is_empty(), "{one}");
    assert_eq!(READ_ONLY.get("/entity?iri=https://example.org/kg/nobody").status, StatusCode::NOT_FOUND);
}

#[test]
fn contradictions_stand_side_by_side() {
    let all = json("/contradictions");
    assert!(!items(&all).is_empty());
    for pair in items(&all) {
        assert_eq!(pair["denied"]["polarity"], "Negative");
        assert_ne!(pair["held"]["polarity"], "Negative");
        assert_eq!(pair["denied"]["type"], pair["held"]["type"]);
    }
}

#[test]
fn named_queries_are_told_and_answered() {
    let all = json("/queries");
    assert!(
        items(&all).len() >= 25
            && items(&all).iter().all(|query| !query["name"].as_str().unwrap().contains('/'))
    );
    let answer = READ_ONLY.get_as("/queries/who-said-what?speaker=paul%20armand", "text/csv");
    assert!(answer.text().lines().count() > 1, "{}", answer.text());
    assert_eq!(READ_ONLY.get("/queries/nothing").status, StatusCode::NOT_FOUND);
    assert_eq!(READ_ONLY.get("/queries/check%2Fclaims").status, StatusCode::NOT_FOUND);
    assert!(READ_ONLY.get("/queries/timeline").error().contains("\"entity\" is needed"));
    assert!(READ_ONLY.get("/queries/who-said-what?speaker=personne").error().contains("no entity is called"));
    assert_eq!(READ_ONLY.get("/queries/roles?colour=red").status, StatusCode::BAD_REQUEST);
}

#[test]
fn articles_that_are_sent_are_read_and_not_kept() {
    let text = "Jean Moreau a f\u{e9}licit\u{e9} Claire Dubois lundi. \u{1f600} <script>alert(1)</script>";
    let send = |kind: &str, path: &str, body: &str| {
        READ_ONLY.ask("POST", path, &[("content-type", kind)], body.to_owned())
    };
    let before = json("/about");
    let view = send("text/plain; charset=utf-8", "/convert?date=2024-07-31&title=Un%20titre", text).json();
    let fact = &view["facts"][0];
    assert_eq!((fact["type"].as_str(), fact["time"].as_str()), (Some("Congratulation"), Some("2024-07-29")));
    assert_eq!(fact["agent"][0]["mentions"][0], serde_json::json!([0, 11]));
    assert_eq!(
        (&view["article"]["text"], &view["article"]["title"]),
        (&Value::from(text), &Value::from("Un titre"))
    );
    let page = "<html><head><title>Titre</title></head><body><article><h1>Titre</h1><p>Jean Moreau a f\u{e9}licit\u{e9} Claire \
                Dubois. Le maire a salu\u{e9} leur travail devant le conseil municipal.</p></article></body></html>";
    let view = send("text/html", "/convert", page).json();
    assert_eq!(view["facts"][0]["type"], "Congratulation", "{view}");
    let turtle = READ_ONLY.ask(
        "POST",
        "/convert",
        &[("content-type", "text/plain"), ("accept", "text/turtle")],
        text.to_owned(),
    );
    assert!(turtle.text().contains("dp:Congratulation"), "{}", turtle.text());
    assert_eq!(
        send("text/plain", "/convert?format=nquads", text).header("content-type"),
        "application/n-quads"
    );
    assert_eq!(send("text/plain", "/convert?format=json", text).header("content-type"), "application/json");
    assert_eq!(json("/about"), before);
    assert_eq!(send("application/pdf", "/convert", "x").status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(send("text/plain", "/convert?date=hier", text).status, StatusCode::BAD_REQUEST);
    assert_eq!(send("text/plain", "/convert", "").status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(READ_ONLY.ask("GET", "/convert", &[], Body::empty()).status, StatusCode::METHOD_NOT_ALLOWED);
    let foreign = "The minister of the interior presented her bill to the members of parliament on Tuesday. The opposition \
                   announced that it would not vote for it, and the government said it would listen to the people.";
    let view = send("text/plain", "/convert", foreign).json();
    assert!(view["problems"][0].as_str().unwrap().contains("another language"), "{view}");
}

#[test]
fn the_description_names_what_there_is() {
    let description = json("/openapi.json");
    let paths = description["paths"].as_object().unwrap();
    for path in paths.keys().filter(|path| !path.contains('{') && *path != "/convert") {
        assert_ne!(READ_ONLY.get(path).status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(description["info"]["version"], env!("CARGO_PKG_VERSION"));
}
