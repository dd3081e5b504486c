//! Puts whole articles into a store, many at a time and each whole or not at all.

use std::collections::{BTreeSet, HashSet};
use std::time::{Duration, Instant};

use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, Quad};

use super::events::{self, Difference, Joiner, Reports};
use super::seen::Seen;
use super::{Home, Store, StoreError, is_article};
use crate::graph::FactTypes;
use crate::graph::vocab::SAME_EVENTS;

/// Quads that are held back to be written together, unless the user says otherwise.
pub const BATCH: usize = 100_000;

/// The same where quads come ready: more of them are sorted in one go, which takes some 1.5 GB.
pub const READY_BATCH: usize = 1_000_000;

/// A batch with fewer quads is written as a transaction: making files for it would take longer.
const FEWEST_FOR_FILES: usize = 20_000;

/// Threads that sort a batch.
const THREADS: usize = 2;

/// A store in a file is written at most this often while a load goes on, and rarer where writing takes long.
const REST: Duration = Duration::from_secs(10);

/// How many times longer than writing the file the time between two writings is.
const REST_SHARE: u32 = 10;

/// What became of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The store did not have it.
    Added,
    /// It took the place of what the store had.
    Replaced,
    /// The store had the same.
    Unchanged,
}

/// An article that is in the store for good, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The article.
    pub article: NamedNode,
    /// What became of it.
    pub change: Change,
}

/// Loads articles. What [`Loader::put`] and [`Loader::finish`] return is in the store whatever happens then.
pub struct Loader<'a> {
    store: &'a Store,
    joiner: Joiner<'a>,
    batch: usize,
    /// The propositions that this load brought, where the store was empty before.
    seen: Option<Seen>,
    /// Whether quads were written by files.
    by_files: bool,
    pending: Vec<(NamedNode, Vec<Quad>)>,
    size: usize,
    /// What a file does not hold yet.
    unsaved: Vec<Kept>,
    saved: Instant,
    saving: Duration,
}

impl<'a> Loader<'a> {
    pub(super) fn new(store: &'a Store, types: &'a FactTypes, window: Option<u16>) -> Self {
        Self {
            store,
            joiner: Joiner { types, window },
            batch: BATCH,
            // Where this cannot be told, writing will fail as well.
            seen: store.has_articles().is_ok_and(|has| !has).then(Seen::default),
            by_files: false,
            pending: Vec::new(),
            size: 0,
            unsaved: Vec::new(),
            saved: Instant::now(),
            saving: Duration::ZERO,
        }
    }

    /// From now on writes as soon as there are `batch` quads; memory grows with it.
    pub fn set_batch(&mut self, batch: usize) {
        self.batch = batch;
    }

    /// Whether all that was put is in the store for good.
    pub fn holds_nothing(&self) -> bool {
        self.pending.is_empty() && self.unsaved.is_empty()
    }

    /// Takes `quads`, the whole graph of `article`; returns the articles that are in the store for good since the last
    /// call.
    ///
    /// # Errors
    /// Where the store cannot be written; what was not returned may then be missing from it, but nothing is there in part.
    pub fn put(&mut self, article: NamedNode, quads: Vec<Quad>) -> Result<Vec<Kept>, StoreError> {
        let again = self.pending.iter().any(|(other, _)| *other == article);
        let mut kept = if again { self.commit()? } else { Vec::new() };
        self.size += quads.len();
        self.pending.push((article, quads));
        if self.size >= self.batch {
            kept.extend(self.commit()?);
        }
        Ok(kept)
    }

    /// Writes what was held back and returns the rest of the articles.
    ///
    /// # Errors
    /// As [`Loader::put`].
    pub fn finish(mut self) -> Result<Vec<Kept>, StoreError> {
        let mut kept = self.commit()?;
        kept.extend(self.save()?);
        if self.by_files {
            self.store.save()?;
        }
        Ok(kept)
    }

    /// Writes the articles that were put so far.
    ///
    /// # Errors
    /// As [`Loader::put`].
    pub fn commit(&mut self) -> Result<Vec<Kept>, StoreError> {
        let pending = std::mem::take(&mut self.pending);
        self.size = 0;
        let (mut old, mut fresh, mut kept) = (Vec::new(), Vec::new(), Vec::new());
        for (article, quads) in pending {
            if self.store.quads.contains_named_graph(article.as_ref())? { &mut old } else { &mut fresh }
                .push((article, quads));
        }
        for (article, quads) in old {
            kept.push(self.replace(article, &quads)?);
        }
        kept.extend(self.add(fresh)?);
        match self.store.home {
            Some(Home::File(..)) => {
                self.unsaved.extend(kept);
                let rest = REST.max(self.saving * REST_SHARE);
                if self.saved.elapsed() < rest { Ok(Vec::new()) } else { self.save() }
            }
            _ => Ok(kept),
        }
    }

    fn save(&mut self) -> Result<Vec<Kept>, StoreError> {
        let start = Instant::now();
        if self.unsaved.iter().any(|kept| kept.change != Change::Unchanged) {
            self.store.save()?;
        }
        self.saving = start.elapsed();
        self.saved = Instant::now();
        Ok(std::mem::take(&mut self.unsaved))
    }

    /// Puts `quads` in the place of what the store has of `article`.
    fn replace(&mut self, article: NamedNode, quads: &[Quad]) -> Result<Kept, StoreError> {
        let before = self.store.graph(article.as_ref())?;
        // Numbers come out of a store in their shortest form, whatever they went in as.
        let stored = oxigraph::store::Store::new()?;
        stored.extend(quads.iter().cloned())?;
        let quads = stored.iter().collect::<Result<Vec<_>, _>>()?;
        let now: HashSet<_> = quads.iter().collect();
        if before.len() == now.len() && before.iter().all(|quad| now.contains(quad)) {
            return Ok(Kept { article, change: Change::Unchanged });
        }
        let (gone, new) = (self.joiner.reports(&before), self.joiner.reports(&quads));
        let links = self.joiner.difference(&self.store.quads, &gone, &new)?;
        if let Some(seen) = &mut self.seen {
            for proposition in new.keys() {
                seen.insert(proposition);
            }
        }
        let mut transaction = self.store.quads.start_transaction()?;
        before.iter().filter(|quad| !now.contains(quad)).for_each(|quad| transaction.remove(quad));
        links.remove.iter().for_each(|quad| transaction.remove(quad));
        transaction.extend(&quads);
        transaction.extend(&links.add);
        transaction.commit()?;
        Ok(Kept { article, change: Change::Replaced })
    }

    /// Adds articles that the store does not have.
    fn add(&mut self, fresh: Vec<(NamedNode, Vec<Quad>)>) -> Result<Vec<Kept>, StoreError> {
        if fresh.is_empty() {
            return Ok(Vec::new());
        }
        let mut new = Reports::new();
        for (_, quads) in &fresh {
            for (proposition, reports) in self.joiner.reports(quads) {
                new.entry(proposition).or_default().extend(reports);
            }
        }
        let kept = fresh.iter().map(|(article, _)| Kept { article: article.clone(), change: Change::Added });
        let kept = kept.collect();
        let size: usize = fresh.iter().map(|(_, quads)| quads.len()).sum();
        let quads = fresh.into_iter().flat_map(|(_, quads)| quads);
        if size < FEWEST_FOR_FILES || !matches!(self.store.home, Some(Home::Folder(_))) {
            let links = self.links(&new)?;
            let mut transaction = self.store.quads.start_transaction()?;
            links.remove.iter().for_each(|quad| transaction.remove(quad));
            quads.for_each(|quad| transaction.insert(&quad));
            transaction.extend(&links.add);
            transaction.extend(&events::about(self.joiner.window));
            transaction.commit()?;
            return Ok(kept);
        }
        let mut loader = self.store.quads.bulk_loader().with_num_threads(THREADS);
        // Oxigraph counts a thousand quads for a megabyte, shared among the threads.
        loader = loader.with_max_memory_size_in_megabytes((size / 1000 + 1).max(THREADS));
        // Threads sort the quads while the links are looked for.
        loader.load_quads(quads)?;
        let links = self.links(&new)?;
        // What is added comes together, but only once the links that it makes untrue are gone. Where the process ends in
        // between, the batch was not yet acknowledged, and loading it again makes the links anew.
        if !links.remove.is_empty() {
            let mut transaction = self.store.quads.start_transaction()?;
            links.remove.iter().for_each(|quad| transaction.remove(quad));
            transaction.commit()?;
        }
        loader.load_quads(links.add.into_iter().chain(events::about(self.joiner.window)))?;
        loader.commit()?;
        self.by_files = true;
        Ok(kept)
    }

    /// Returns what becomes of the links where the reports `new` come; the store has none of them yet.
    fn links(&mut self, new: &Reports) -> Result<Difference, StoreError> {
        let seen = self.seen.as_mut().map(|seen| move |proposition: &str| seen.insert(proposition));
        match seen {
            Some(mut seen) => {
                let old: BTreeSet<&str> =
                    new.keys().map(String::as_str).filter(|proposition| seen(proposition)).collect();
                self.joiner.difference_where(&self.store.quads, &Reports::new(), new, |proposition| {
                    old.contains(proposition)
                })
            }
            None => self.joiner.difference(&self.store.quads, &Reports::new(), new),
        }
    }
}

impl Store {
    /// Drops what only `article` supports; returns whether the store had it. A store in a file needs [`Store::save`] then.
    ///
    /// # Errors
    /// Where the store cannot be written; it is then as before.
    pub fn retract(&self, article: NamedNodeRef<'_>, types: &FactTypes) -> Result<bool, StoreError> {
        if !is_article(article) || !self.quads.contains_named_graph(article)? {
            return Ok(false);
        }
        let joiner = Joiner { types, window: events::window(&self.quads)? };
        let gone = joiner.reports(&self.graph(article)?);
        let links = joiner.difference(&self.quads, &gone, &Reports::new())?;
        let mut transaction = self.quads.start_transaction()?;
        transaction.remove_named_graph(article)?;
        links.remove.iter().for_each(|quad| transaction.remove(quad));
        transaction.extend(&links.add);
        transaction.commit()?;
        Ok(true)
    }

    /// Joins all reports of the same event anew, those at most `window` days apart; `None` joins nothing.
    ///
    /// # Errors
    /// Where the store cannot be read or written.
    pub fn join_events(&self, types: &FactTypes, window: Option<u16>) -> Result<(), StoreError> {
        let joiner = Joiner { types, window };
        let mut all = Reports::new();
        for article in self.articles()? {
            for (proposition, reports) in joiner.reports(&self.graph(article.as_ref())?) {
                all.entry(proposition).or_default().extend(reports);
            }
        }
        all.retain(|_, reports| reports.len() > 1);
        let mut transaction = self.quads.start_transaction()?;
        transaction.clear_graph(GraphNameRef::NamedNode(SAME_EVENTS))?;
        if let Some(window) = window {
            transaction.extend(&events::links_among(&all, window));
            transaction.extend(&events::about(Some(window)));
        }
        Ok(transaction.commit()?)
    }
}
