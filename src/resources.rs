//! Lexicons, gazetteer, rules and weights, loaded and checked once.
