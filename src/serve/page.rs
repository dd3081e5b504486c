//! The page: files embedded in the program, the same for every view.

use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::answer::Answer;
use super::fault::Fault;

mod embedded {
    include!(concat!(env!("OUT_DIR"), "/web.rs"));
}

/// The page into which its script puts the view.
const INDEX: &str = "index.html";

/// Media types by the endings of the files.
const TYPES: [(&str, &str); 6] = [
    ("css", "text/css; charset=utf-8"),
    ("html", "text/html; charset=utf-8"),
    ("ico", "image/x-icon"),
    ("js", "text/javascript; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("webmanifest", "application/manifest+json"),
];

fn file(name: &str) -> Option<Answer> {
    let (_, bytes) = embedded::FILES.iter().find(|(known, _)| *known == name)?;
    let ending = name.rsplit_once('.')?.1;
    let (_, media) = TYPES.iter().find(|(known, _)| *known == ending)?;
    Some(Answer { media, bytes: Bytes::from_static(bytes) })
}

/// Answers with a file that the page needs.
pub(super) async fn asset(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Fault> {
    let found = Some(name.as_str()).filter(|name| *name != INDEX).and_then(file);
    Ok(found.ok_or_else(|| Fault::missing("the page has no such file"))?.to(&headers))
}

/// Answers with the page.
pub(super) async fn view(headers: HeaderMap) -> Response {
    page(&headers, StatusCode::OK)
}

/// Returns the page; `status` tells whether there is what it is asked to show.
pub(super) fn page(headers: &HeaderMap, status: StatusCode) -> Response {
    let Some(answer) = file(INDEX) else {
        return Fault::missing("this program was built without its page").into_response();
    };
    if status == StatusCode::OK {
        return answer.to(headers);
    }
    let mut response = answer.to(&HeaderMap::new());
    *response.status_mut() = status;
    response
}
