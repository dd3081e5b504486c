//! Gold files that hold places in a text instead of its words: they may stand where the text may not.

use serde_json::Value;

use super::GoldSet;

/// Fields whose value is a stretch of the text.
const STRETCHES: [&str; 2] = ["trigger", "theme"];
/// Fields whose value is a list of arguments, each a list of names.
const ARGUMENTS: [&str; 5] = ["agent", "target", "place", "source", "via"];

/// Reads the gold file `json`, in which `[start, end]`, in code points, stands for those words of `text`.
///
/// # Errors
/// Where it is no gold file, or a place is not one of the text's.
pub fn read_offsets(json: &str, text: &str) -> Result<GoldSet, serde_json::Error> {
    let mut value: Value = serde_json::from_str(json)?;
    let places: Vec<usize> = text.char_indices().map(|c| c.0).chain([text.len()]).collect();
    let words = |value: &Value| -> Option<Value> {
        let [start, end] = value.as_array()?.as_slice() else { return None };
        let at = |n: &Value| places.get(usize::try_from(n.as_u64()?).ok()?).copied();
        text.get(at(start)?..at(end)?)
            .map(|words| Value::from(words.split_whitespace().collect::<Vec<_>>().join(" ")))
    };
    for fact in value.get_mut("facts").and_then(Value::as_array_mut).into_iter().flatten() {
        for field in STRETCHES {
            if let Some(stretch) = fact.get_mut(field)
                && let Some(found) = words(stretch)
            {
                *stretch = found;
            }
        }
        for field in ARGUMENTS {
            let arguments = fact.get_mut(field).and_then(Value::as_array_mut).into_iter().flatten();
            for name in arguments.filter_map(Value::as_array_mut).flatten() {
                if let Some(found) = words(name) {
                    *name = found;
                }
            }
        }
    }
    // What is still a place is told as a fault of the form.
    serde_json::from_value(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_become_words() {
        let text = "Éva Roux a félicité Luc\nMaes.";
        let json = r#"{"article": "a", "facts": [{"type": "Congratulation", "start": 0, "end": 29, "trigger": [9, 19],
            "agent": [[[0, 8], "Roux"]], "target": [[[20, 28]]]}]}"#;
        let fact = &read_offsets(json, text).unwrap().facts[0];
        assert_eq!(fact.trigger, "a félicité");
        assert_eq!(fact.agent, [["Éva Roux", "Roux"]]);
        assert_eq!(fact.target, [["Luc Maes"]]);
    }

    #[test]
    fn places_outside_the_text_are_faults() {
        let json = r#"{"article": "a", "facts": [{"type": "T", "start": 0, "end": 1, "trigger": [0, 99]}]}"#;
        assert!(read_offsets(json, "kurz").is_err());
        assert!(read_offsets("{", "").is_err());
    }
}
