import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "../modules.mjs";

const { CodePoints } = await load("text/codepoints.ts");
const { cut, paragraphs } = await load("text/cut.ts");
const { shorten } = await load("text/prefixes.ts");
const { formatDate } = await load("text/format.ts");

test("offsets count code points, not UTF-16 units", () => {
  const points = new CodePoints("« 🎉 » dit Zoé 👩‍🚀.");
  assert.equal(points.slice(2, 3), "🎉");
  assert.equal(points.slice(6, 9), "dit");
  assert.equal(points.slice(10, 13), "Zoé");
  assert.equal(points.length, [..."« 🎉 » dit Zoé 👩‍🚀."].length);
});

test("offsets beyond the text stop at its end", () => {
  const points = new CodePoints("abc");
  assert.equal(points.slice(1, 99), "bc");
  assert.equal(points.slice(-5, 2), "ab");
});

test("a text is cut at every bound of its marks", () => {
  const marks = [
    { start: 0, end: 6, name: "a" },
    { start: 4, end: 9, name: "b" },
    { start: 5, end: 6, name: "c" },
  ];
  const pieces = cut(0, 12, marks).map(({ start, end, marks }) => [start, end, marks.map((mark) => mark.name).join("")]);
  assert.deepEqual(pieces, [
    [0, 4, "a"],
    [4, 5, "ab"],
    [5, 6, "abc"],
    [6, 9, "b"],
    [9, 12, ""],
  ]);
});

test("marks that begin before a stretch or end after it are cut to it; empty ones are left out", () => {
  const pieces = cut(10, 20, [{ start: 5, end: 12 }, { start: 18, end: 40 }, { start: 15, end: 15 }, { start: 25, end: 30 }]);
  assert.deepEqual(
    pieces.map(({ start, end, marks }) => [start, end, marks.length]),
    [[10, 12, 1], [12, 18, 0], [18, 20, 1]],
  );
});

test("paragraphs are stretches between line ends, in code points", () => {
  assert.deepEqual(paragraphs("un 🎉\n\ndeux\n"), [
    { start: 0, end: 4 },
    { start: 6, end: 10 },
  ]);
});

test("IRIs are shortened by the longest prefix", () => {
  const base = "https://w3id.org/depeche/kg/";
  assert.equal(shorten("https://w3id.org/depeche/ontology#Denial", base), "dp:Denial");
  assert.equal(shorten(`${base}person/anders-iii`, base), "person:anders-iii");
  assert.equal(shorten(`${base}fact/f00/denial-1-2-1`, base), "fact/f00/denial-1-2-1");
  assert.equal(shorten("https://elsewhere.example/x", base), "https://elsewhere.example/x");
});

test("dates are as exact as they are known", () => {
  assert.equal(formatDate("2024-07-29", "fr"), "29 juillet 2024");
  assert.equal(formatDate("2024-07", "en"), "July 2024");
  assert.equal(formatDate("2024", "fr"), "2024");
  assert.equal(formatDate("hier", "fr"), "hier");
});
