// What one can do in the views.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { checkAccess, checkWidth, openSite, picture, settled } from "./site.mjs";

let site;
let articles;

before(async () => {
  site = await openSite();
  articles = (await site.ask("/articles")).items;
});

after(() => site.close());

const articleWith = (words) => articles.find((article) => article.start.includes(words));

/** Runs a test in a page of its own, in which nothing may go wrong. */
const inPage = (name, options, run) =>
  test(name, async () => {
    const opened = await site.newPage(options);
    await run(opened);
    opened.check(name);
    await opened.close();
  });

inPage("the articles are searched, and a link opens one without a new page", {}, async ({ page, open }) => {
  await open("/");
  await page.getByRole("searchbox").fill("Sarnie");
  await page.waitForFunction(() => document.querySelectorAll(".article-list li").length === 1);
  assert.match(page.url(), /\?q=Sarnie$/);
  await page.evaluate(() => (window.same = true));
  await page.locator(".article-list a").click();
  await page.waitForSelector(".article-text");
  assert.equal(await page.evaluate(() => window.same), true);
  await page.goBack();
  await page.waitForSelector(".article-list");
  assert.equal(await page.getByRole("searchbox").inputValue(), "Sarnie");
});

inPage("a mark opens its facts, and Escape closes them", {}, async ({ page, open }) => {
  await open(articleWith("Sarnie").path);
  await page.locator(".piece", { hasText: "a félicité" }).click();
  const card = page.locator(".chosen-cards .fact-card");
  await card.first().waitFor();
  const text = await card.first().innerText();
  for (const words of ["Félicitation", "Anders III", "Hélène Marceau", "speech/congratulation:verb"]) {
    assert.ok(text.includes(words), `the card tells ${words}`);
  }
  assert.match(page.url(), /fact=congratulation-/);
  assert.ok((await page.locator(".piece.chosen").count()) >= 3, "trigger and arguments stand out");
  await checkAccess(page, "an open card");
  await page.locator(".chosen-cards summary").first().click();
  assert.match(await page.locator(".chosen-cards pre").first().innerText(), /dp:Congratulation/);
  await picture(page, "article-card");
  await page.keyboard.press("Escape");
  await card.first().waitFor({ state: "detached" });
  await page.goBack();
  await card.first().waitFor();
});

inPage("marks and the list are used by keyboard", {}, async ({ page, open }) => {
  await open(articleWith("Sarnie").path);
  await page.locator(".piece").first().focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.locator(".chosen-cards .fact-card").first().waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement?.hasAttribute("data-mark")), true, "focus returns");
  await page.locator(".fact-list button").first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.locator(".chosen-cards .fact-card").first().waitFor();
});

inPage("facts are filtered by status", {}, async ({ page, open }) => {
  await open(articleWith("Sarnie").path);
  const all = await page.locator(".fact-list li").count();
  await page.getByLabel("Statut").selectOption("Claimed");
  await page.waitForFunction((count) => document.querySelectorAll(".fact-list li").length < count, all);
  assert.equal(await page.locator(".fact-list .status.asserted").count(), 0);
  assert.equal(await page.locator(".article-text .line:not(.claimed)").count(), 0);
});

inPage("a hostile article is only text", {}, async ({ page, open }) => {
  await open(articleWith("Valmont").path);
  const text = await page.locator(".article-text").innerText();
  for (const words of ["<script>window.hacked=1</script>", "javascript:window.hacked=2 🎉", '<img src=x onerror="window.hacked=3">']) {
    assert.ok(text.includes(words), `the text has ${words}`);
  }
  for (const piece of await page.locator(".fact-list button").all()) await piece.click();
  const accused = page.locator(".line.trigger", { hasText: "a félicité" });
  assert.equal(await accused.first().innerText(), "a félicité", "offsets after emoji are right");
  await open("/view/graph");
  await open("/view/timeline");
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.locator("main img, main script, a[href^='javascript']").count(), 0);
});

inPage("a pasted text is read and its RDF saved", {}, async ({ page, open }) => {
  await open("/view/read");
  await page.getByRole("button", { name: "Essayer un exemple" }).click();
  await page.getByRole("button", { name: "Lire", exact: true }).click();
  await page.waitForSelector(".read-result .piece");
  await page.locator(".read-result .piece").first().click();
  await page.locator(".chosen-cards .fact-card").first().waitFor();
  await page.keyboard.press("Escape");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Turtle" }).click(),
  ]);
  assert.match(await readFile(await download.path(), "utf8"), /dp:Accusation/);
  await page.getByLabel("Texte", { exact: true }).fill("Le roi <b onclick=alert(1)>Anders III</b> a félicité Hélène Marceau.");
  await page.getByRole("button", { name: "Lire", exact: true }).click();
  await page.waitForFunction(() => document.querySelector(".article-text")?.textContent.includes("Anders III"));
  await checkAccess(page, "a read text");
  await picture(page, "read-done");
});

inPage("the language and the theme are switched and remembered", {}, async ({ page, open }) => {
  await open("/view/about");
  await page.getByRole("button", { name: /English/ }).click();
  assert.equal(await page.locator("h1").innerText(), "About");
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.getByRole("button", { name: "Switch to the dark theme" }).click();
  await page.reload();
  await settled(page);
  assert.equal(await page.locator("h1").innerText(), "About");
  assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
});

inPage("the graph is picked, expanded, read as a table and saved", {}, async ({ page, open }) => {
  await open("/view/graph");
  const canvas = page.locator(".canvas");
  await canvas.focus();
  await page.keyboard.press("ArrowRight");
  await page.locator(".graph-panel h2").waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.locator(".link-list button").first().click();
  await page.locator(".graph-panel .story").first().waitFor();
  for (const [name, start] of [["SVG", "<svg"], ["PNG", "\u0089PNG"]]) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
    assert.ok((await readFile(await download.path(), "latin1")).startsWith(start), `${name} is one`);
  }
  await picture(page, "graph-link");
  await page.getByRole("button", { name: "Liens en tableau" }).click();
  assert.ok((await page.locator("tbody tr").count()) > 10);
  await checkAccess(page, "the table of links");
  await picture(page, "graph-table");
});

inPage("a graph of 2,000 nodes is drawn and expanded in good time", {}, async ({ page, open }) => {
  const { base } = await site.ask("/about");
  const entity = (index) => ({
    iri: `${base}person/p${index}`, path: `/person/p${index}`, name: `Personne ${index}`, kind: "person", mentions: [],
  });
  const article = { iri: `${base}article/x`, path: "/article/x", title: null, date: null, url: null, site: null };
  const fact = (index, from, to) => ({
    iri: `${base}fact/x/${index}`, path: `/fact/x/${index}`, type: "Meeting", family: "Event",
    agent: [entity(from)], target: [entity(to)], place: [], source: [], via: [], theme: null, content: [],
    time: null, timeText: null, day: null, polarity: "Positive", factuality: "Actual",
    status: index % 3 ? "Asserted" : "Claimed", confidence: 0.9, rule: "r", sameEventAs: [], article,
    evidence: { start: 0, end: 4, text: "Mots" }, trigger: { start: 0, end: 4, text: "Mots" },
  });
  const facts = Array.from({ length: 3000 }, (_, index) => fact(index, index % 2000, (index * 7 + 1) % 2000));
  await page.route(/\/facts\?/, (route) => {
    const params = new URL(route.request().url()).searchParams;
    const items = params.has("entity")
      ? Array.from({ length: 30 }, (_, index) => fact(9000 + index, 7, 3000 + index))
      : facts.slice(Number(params.get("offset")), Number(params.get("offset")) + 1000);
    return route.fulfill({ json: { total: params.has("entity") ? 30 : 3000, limit: 1000, offset: 0, items } });
  });
  const start = Date.now();
  await open("/view/graph?size=2000");
  await page.waitForFunction(() => Number(document.querySelector(".canvas")?.dataset.nodes) >= 1990);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const drawn = Date.now() - start;
  await page.locator(".canvas").focus();
  await page.keyboard.press("ArrowRight");
  const begin = Date.now();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => /ajoutés/.test(document.querySelector(".graph-bar").textContent));
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const expanded = Date.now() - begin;
  await picture(page, "graph-2000");
  console.log(`# 2,000 nodes: drawn in ${drawn} ms, expanded in ${expanded} ms`);
  assert.ok(drawn < 15000 && expanded < 6000, `drawn in ${drawn} ms, expanded in ${expanded} ms`);
});

inPage("a named question is filled in and answered, and its SPARQL shown", {}, async ({ page, open }) => {
  await open("/view/query");
  await page.getByPlaceholder("Filtrer les questions").fill("accuse nie");
  await page.locator(".question", { hasText: "Qui accuse" }).first().click();
  await page.waitForSelector(".results table");
  await page.getByRole("combobox", { name: "L'accusateur" }).fill("Jeanne");
  await page.getByRole("option", { name: /Jeanne Karoubi/ }).click();
  await page.getByRole("button", { name: "Lancer" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".results tbody tr").length === 1);
  assert.match(page.url(), /p-who=/);
  assert.match(await page.locator(".results tbody").innerText(), /Hydrelia/);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "CSV" }).click()]);
  assert.match(await readFile(await download.path(), "utf8"), /^accuser,/);
  await checkAccess(page, "an answer");
  await picture(page, "query-answer");
  await page.getByRole("button", { name: "Voir le SPARQL" }).click();
  await page.waitForSelector(".CodeMirror");
  assert.match(await page.locator(".CodeMirror").innerText(), /SELECT DISTINCT/);
});

inPage("an own query is run, sorted, drawn as bars and as a graph", {}, async ({ page, open }) => {
  const type = async (query) => {
    await page.locator(".CodeMirror").click();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText(query);
    await page.keyboard.press("Control+Enter");
  };
  await open("/view/query");
  await type("PREFIX dp: <https://w3id.org/depeche/ontology#>\nSELECT ?who (COUNT(?fact) AS ?n) { ?fact dp:agent ?who } GROUP BY ?who");
  await page.waitForSelector(".results tbody tr");
  await page.getByRole("button", { name: "n", exact: true }).click();
  await page.getByRole("button", { name: "n", exact: true }).click();
  assert.equal(await page.locator("th[aria-sort]").getAttribute("aria-sort"), "descending");
  await page.getByRole("button", { name: "Diagramme" }).click();
  assert.ok((await page.locator(".chart .bar").count()) > 5);
  await picture(page, "query-chart");
  await type("PREFIX dp: <https://w3id.org/depeche/ontology#>\nCONSTRUCT { ?a dp:met ?b } { ?fact dp:agent ?a ; dp:target ?b }");
  await page.waitForFunction(() => /triplets/.test(document.querySelector(".results")?.textContent ?? ""));
  await page.getByRole("button", { name: "Graphe", exact: true }).click();
  await page.waitForSelector(".results .canvas");
  await picture(page, "query-graph");
});

inPage("the editor completes classes of the ontology", {}, async ({ page, open }) => {
  await open("/view/query");
  await page.locator(".CodeMirror").click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText("PREFIX dp: <https://w3id.org/depeche/ontology#>\nSELECT * { ?fact a dp:Accus");
  await page.keyboard.press("Control+Space");
  await page.locator(".CodeMirror-hints", { hasText: "dp:Accusation" }).waitFor();
  await picture(page, "query-completion");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector(".CodeMirror")?.textContent.includes("dp:Accusation"));
});

test("an error of a query is shown in the words of the server", async () => {
  const { page, open, close } = await site.newPage();
  await open("/view/query?sparql=SELEKT");
  await page.getByRole("alert").waitFor();
  assert.ok((await page.locator(".said").innerText()).length > 10);
  await checkAccess(page, "an error");
  await close();
});

test("a server that does not answer is told, and can be tried again", async () => {
  const { page, open, close } = await site.newPage();
  await page.route(/\/articles\?/, (route) => route.abort());
  await open("/");
  await page.getByRole("alert").waitFor();
  await page.unroute(/\/articles\?/);
  await page.getByRole("button", { name: "Réessayer" }).click();
  await page.waitForSelector(".article-list li");
  await close();
});

inPage("an entity has what is said of it, and what it says", {}, async ({ page, open }) => {
  await open("/person/thomas-verdier");
  assert.equal(await page.locator("h1").innerText(), "Thomas Verdier");
  assert.ok((await page.locator(".columns section").nth(1).locator(".story").count()) > 1);
  await page.getByRole("link", { name: "Voir la chronologie" }).click();
  await page.waitForSelector(".timeline .story");
  await page.getByLabel("Statut").selectOption("Claimed");
  await page.waitForFunction(() => document.querySelectorAll(".status.asserted").length === 0);
});

inPage("what some hold and others deny stands side by side", {}, async ({ page, open }) => {
  await open("/person/julien-hourtin");
  const pair = page.locator(".pair").first();
  await pair.waitFor();
  const told = await pair.innerText();
  assert.ok(told.includes("a rencontré Claire Dubois lundi à Orbec") && told.includes("n'a pas rencontré"), told);
  await checkAccess(page, "contradictions");
  await pair.scrollIntoViewIfNeeded();
  await picture(page, "contradictions");
});

inPage("a card on a phone comes from below", { phone: true }, async ({ page, open }) => {
  await open(articleWith("Sarnie").path);
  await page.locator(".piece").nth(3).click();
  await page.locator(".chosen-cards .fact-card").first().waitFor();
  await checkWidth(page, "an open card");
  await checkAccess(page, "an open card on a phone");
  await picture(page, "article-card-phone");
});
