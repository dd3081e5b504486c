import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "../modules.mjs";

const { routeOf, pathOf, iriOf, outsideAddress } = await load("route.ts");

const BASE = "https://w3id.org/depeche/kg/";

test("addresses lead to views", () => {
  const view = (path) => routeOf(path).view;
  assert.equal(view("/"), "articles");
  assert.equal(view("/view/graph"), "graph");
  assert.equal(view("/view/elsewhere"), "missing");
  assert.equal(view("/view/graph/more"), "missing");
  assert.equal(view("/article/26aa06aee75adaff"), "article");
  assert.equal(view("/article/26aa06aee75adaff/person/electeurs"), "entity");
  assert.equal(view("/person/anders-iii"), "entity");
  assert.equal(view("/fact/26aa06aee75adaff/denial-1-2-1"), "fact");
  assert.equal(view("/person"), "missing");
  assert.equal(view("/person/"), "missing");
  assert.equal(view("//elsewhere.example/person/x"), "missing");
});

test("an IRI of the collection has a path, any other has none", () => {
  assert.equal(pathOf(BASE, `${BASE}person/anders-iii`), "/person/anders-iii");
  assert.equal(pathOf(BASE, `${BASE}article/f00#char=1,2`), null);
  assert.equal(pathOf(BASE, `${BASE}/elsewhere.example/x`), null);
  assert.equal(pathOf(BASE, "https://elsewhere.example/person/x"), null);
  assert.equal(iriOf(BASE, "/person/anders-iii"), `${BASE}person/anders-iii`);
});

test("only addresses of the web are links out of the page", () => {
  assert.equal(outsideAddress("https://example.org/a"), "https://example.org/a");
  assert.equal(outsideAddress("javascript:alert(1)"), null);
  assert.equal(outsideAddress("data:text/html,x"), null);
  assert.equal(outsideAddress("/relative"), null);
  assert.equal(outsideAddress(null), null);
});
