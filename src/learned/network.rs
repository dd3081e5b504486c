//! Runs the network over sentences.

use std::cell::RefCell;
use std::sync::Arc;

use rten::{Model, ModelOptions, NodeId, RunOptions, ThreadPool};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, Tensor};

use super::scores::Scores;
use super::tables::Tables;
use super::{NETWORK, TABLES};
use crate::data::{DataError, Files};
use crate::segment::Sentence;

/// What the network gives, in the order of [`Scores`].
const OUTPUTS: [&str; 6] = ["types", "firmness", "names", "trigger", "first", "last"];
const INPUTS: [&str; 3] = ["embedded", "first", "last"];
/// The share of a window that the next one goes back over.
const OVERLAP: usize = 4;

thread_local! {
    /// The program shares its work out itself, so that each of its threads runs a network on one core.
    static POOL: RefCell<Option<Arc<ThreadPool>>> = const { RefCell::new(None) };
}

/// The second reader.
pub struct Network {
    tables: Arc<Tables>,
    model: Model,
    inputs: [NodeId; 3],
    outputs: [NodeId; 6],
}

/// A word as the network sees it: its pieces.
struct Window {
    /// Words of which it gives the scores.
    own: std::ops::Range<usize>,
    /// Words that it looks at.
    words: std::ops::Range<usize>,
}

impl Network {
    /// Loads the files of the network.
    ///
    /// # Errors
    /// Where one is missing or broken.
    pub fn load(files: &Files) -> Result<Self, DataError> {
        let tables = Tables::read(files.bytes(TABLES)?)?;
        let fault = |message: String| DataError::new(NETWORK, 0, message);
        let mut options = ModelOptions::with_all_ops();
        options.prepack_weights(true);
        let model = match files.shared(NETWORK)? {
            std::borrow::Cow::Borrowed(bytes) => options.load_static_slice(bytes),
            std::borrow::Cow::Owned(bytes) => options.load(bytes),
        };
        let model = model.map_err(|e| fault(format!("is no network: {e}")))?;
        let node = |name: &str| model.node_id(name).map_err(|_| fault(format!("has no \"{name}\"")));
        let (mut inputs, mut outputs) = (Vec::new(), Vec::new());
        for name in INPUTS {
            inputs.push(node(name)?);
        }
        // Some heads are called as inputs are.
        for name in OUTPUTS {
            let named = if INPUTS.contains(&name) { format!("{name}_word") } else { name.to_owned() };
            outputs.push(node(&named)?);
        }
        let inputs = inputs.try_into().map_err(|_| fault("has other inputs".to_owned()))?;
        let outputs = outputs.try_into().map_err(|_| fault("has other outputs".to_owned()))?;
        let network = Self { tables: Arc::new(tables), model, inputs, outputs };
        // A network that does not fit its tables is told now and not at the first article.
        network.run(&[vec![0], vec![0]]).ok_or_else(|| fault("does not fit its tables".to_owned()))?;
        Ok(network)
    }

    /// Returns what the network tells of `sentence` of `text`; nothing of a sentence without words.
    pub fn read(&self, text: &str, sentence: &Sentence) -> Scores {
        let mut surface = Vec::with_capacity(sentence.words.len());
        let mut pieces: Vec<Vec<u32>> = Vec::new();
        for word in &sentence.words {
            if !word.continues || pieces.is_empty() {
                let before = text[..word.span.start()].chars().next_back();
                let spaced = pieces.is_empty() || before.is_none_or(char::is_whitespace);
                pieces.push(self.tables.pieces.cut(word.span.of(text), spaced));
            }
            surface.push(pieces.len() - 1);
        }
        let mut lists: [Vec<f32>; 6] = Default::default();
        for window in self.windows(&pieces) {
            let found = self.run(&pieces[window.words.clone()]);
            let count = window.words.len();
            let skip = window.own.start - window.words.start;
            for (at, list) in lists.iter_mut().enumerate() {
                let width = self.width(at);
                match &found {
                    Some(found) if found[at].len() == count * width => {
                        list.extend(&found[at][skip * width..(skip + window.own.len()) * width]);
                    }
                    // The network runs on all it is given; should it not, it tells nothing.
                    _ => list.extend(std::iter::repeat_n(f32::MIN / 4.0, window.own.len() * width)),
                }
            }
        }
        let [types, firmness, names, trigger, first, last] = lists;
        let tables = Arc::clone(&self.tables);
        Scores { tables, types, firmness, names, trigger, first, last, surface }
    }

    /// Returns the numbers that the output with index `output` has for each word.
    fn width(&self, output: usize) -> usize {
        match output {
            0 => self.tables.types.len(),
            1 => 4,
            2 => self.tables.names,
            _ => self.tables.pair + self.tables.matched,
        }
    }

    /// Shares the words out to windows that overlap, so that a sentence of any length is read.
    fn windows(&self, pieces: &[Vec<u32>]) -> Vec<Window> {
        let room = self.tables.window - 2;
        let mut windows: Vec<Window> = Vec::new();
        let mut start = 0;
        while start < pieces.len() {
            let mut taken = 0;
            let fits = |word: &&Vec<u32>| {
                taken += word.len().min(room);
                taken <= room
            };
            let end = start + pieces[start..].iter().take_while(fits).count().max(1);
            let back = (end - start) / OVERLAP;
            // Words near the edge are told by the window in which they stand further inside.
            let own = windows.last_mut().map_or(start, |before| {
                let middle = usize::midpoint(start, before.words.end).max(before.own.start);
                before.own.end = middle;
                middle
            });
            windows.push(Window { own: own..end, words: start..end });
            if end == pieces.len() {
                break;
            }
            start = (end - back).max(start + 1);
        }
        windows
    }

    /// Runs the network over words that fit into one window.
    fn run(&self, words: &[Vec<u32>]) -> Option<[Vec<f32>; 6]> {
        let room = self.tables.window - 2;
        let mut pieces = vec![self.tables.marks[0]];
        let (mut first, mut last) = (Vec::new(), Vec::new());
        for word in words {
            first.push(i32::try_from(pieces.len()).ok()?);
            pieces.extend(word.iter().take(room));
            last.push(i32::try_from(pieces.len() - 1).ok()?);
        }
        pieces.push(self.tables.marks[1]);
        let embedded = self.tables.embedded(&pieces);
        let count = words.len();
        let embedded = NdTensor::from_data([1, pieces.len(), self.tables.hidden], embedded);
        let first = NdTensor::from_data([1, count], first);
        let last = NdTensor::from_data([1, count], last);
        let inputs = vec![
            (self.inputs[0], embedded.into_dyn().into()),
            (self.inputs[1], first.into_dyn().into()),
            (self.inputs[2], last.into_dyn().into()),
        ];
        let pool = POOL.with_borrow_mut(|pool| {
            Arc::clone(pool.get_or_insert_with(|| Arc::new(ThreadPool::with_num_threads(1))))
        });
        let options = RunOptions::default().with_thread_pool(Some(pool));
        let found = self.model.run(inputs, &self.outputs, Some(options)).ok()?;
        let mut lists: [Vec<f32>; 6] = Default::default();
        for (list, value) in lists.iter_mut().zip(found) {
            let tensor: Tensor<f32> = value.try_into().ok()?;
            *list = tensor.to_vec();
        }
        (0..6).all(|at| lists[at].len() == count * self.width(at)).then_some(lists)
    }
}
