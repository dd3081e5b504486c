//! The whole way from article to facts.
