//! What went wrong with a request, as its sender is told.

use std::any::Any;
use std::io;

use axum::Json;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use axum::response::IntoResponse;
use oxigraph::sparql::QueryEvaluationError;
use serde::Serialize;

use crate::query::parameter::ParameterError;
use crate::store::StoreError;

/// Why a request is not answered.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    status: StatusCode,
    message: String,
    header: Option<(HeaderName, HeaderValue)>,
}

/// The body of its answer.
#[derive(Serialize)]
struct Told<'a> {
    error: &'a str,
}

impl Fault {
    pub(super) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), header: None }
    }

    /// The request is not one that can be answered.
    pub(super) fn bad(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// There is no such thing.
    pub(super) fn missing(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, message)
    }

    /// SPARQL's protocol calls it QueryRequestRefused: the query is fine, but asks for more than is given.
    pub(super) fn refused(message: impl Into<String>) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, message)
    }

    /// This program failed.
    pub(super) fn own() -> Self {
        Self::refused(
            "a fault of this program (told on its standard error); please report it with the request",
        )
    }

    /// Another method than those `allowed`.
    pub(super) fn method(allowed: &'static str) -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, format!("only these methods are allowed here: {allowed}"))
            .with(header::ALLOW, HeaderValue::from_static(allowed))
    }

    /// Too much is asked at once.
    pub(super) fn busy(message: impl Into<String>) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, message)
            .with(header::RETRY_AFTER, HeaderValue::from_static("5"))
    }

    pub(super) fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.header = Some((name, value));
        self
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> axum::response::Response {
        let mut response = (self.status, Json(Told { error: &self.message })).into_response();
        // Whether there is a fault may depend on the form that was asked for.
        response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept"));
        if let Some((name, value)) = self.header {
            response.headers_mut().insert(name, value);
        }
        response
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Syntax(error) => Self::bad(format!("the query is not SPARQL: {error}")),
            StoreError::Evaluation(QueryEvaluationError::Cancelled) => Self::refused("the query was stopped"),
            StoreError::Evaluation(error) => Self::refused(format!("the query cannot be answered: {error}")),
            error @ (StoreError::Load(_) | StoreError::Endless(_)) => Self::bad(error.to_string()),
            error => Self::refused(error.to_string()),
        }
    }
}

impl From<QueryEvaluationError> for Fault {
    fn from(error: QueryEvaluationError) -> Self {
        StoreError::from(error).into()
    }
}

impl From<ParameterError> for Fault {
    fn from(error: ParameterError) -> Self {
        match error {
            ParameterError::Store(error) => error.into(),
            error => Self::bad(error.to_string()),
        }
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::refused(error.to_string())
    }
}

/// Answers a request whose handler failed by a fault of this program.
pub(super) fn panicked(_: Box<dyn Any + Send + 'static>) -> Response<axum::body::Body> {
    Fault::own().into_response()
}
