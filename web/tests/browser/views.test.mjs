// Every view: what is there, in both themes and languages and on a phone, without an error or a barrier.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkAccess, checkWidth, openSite, picture } from "./site.mjs";

let site;
let views;

before(async () => {
  site = await openSite();
  const { items: articles } = await site.ask("/articles");
  const sarnie = articles.find((article) => article.start.includes("Sarnie"));
  const { items: entities } = await site.ask("/entities?limit=1");
  const { items: facts } = await site.ask("/facts?limit=1");
  const [entity] = entities;
  const iri = encodeURIComponent(entity.iri);
  views = {
    articles: { path: "/", shows: "Port-Trévezel" },
    article: { path: sarnie.path, shows: "Anders III" },
    read: { path: "/view/read", shows: "" },
    graph: { path: "/view/graph", shows: "" },
    "graph-of-one": { path: `/view/graph?entity=${iri}`, shows: entity.name },
    query: { path: "/view/query", shows: "SELECT" },
    "query-named": { path: "/view/query?name=entities-by-facts", shows: "" },
    timeline: { path: "/view/timeline", shows: "2024" },
    "timeline-of-one": { path: `/view/timeline?entity=${iri}`, shows: entity.name },
    entity: { path: entity.path, shows: entity.name },
    fact: { path: facts[0].path, shows: facts[0].trigger.text },
    about: { path: "/view/about", shows: "depeche" },
  };
});

after(() => site.close());

const modes = {
  light: {},
  dark: { dark: true, english: true },
  phone: { phone: true },
  "phone-dark": { phone: true, dark: true, english: true },
};

for (const [mode, options] of Object.entries(modes)) {
  test(`all views, ${mode}`, async () => {
    const { page, open, check, close } = await site.newPage(options);
    const titles = new Set();
    const failures = [];
    for (const [name, { path, shows }] of Object.entries(views)) {
      const where = `${name}, ${mode}`;
      await open(path);
      await picture(page, `${name}-${mode}`);
      // All views are looked at before the test fails.
      try {
        assert.ok((await page.locator("main").innerText()).includes(shows), `${where} shows ${shows}`);
        assert.equal(await page.locator("html").getAttribute("lang"), options.english ? "en" : "fr");
        titles.add(await page.title());
        await checkWidth(page, where);
        await checkAccess(page, where);
        check(where);
      } catch (failure) {
        failures.push(failure.message);
      }
    }
    assert.deepEqual(failures, []);
    assert.ok(titles.size >= 9, "views have titles of their own");
    await close();
  });
}

test("an unknown address is told to be one", async () => {
  const { page, open, close } = await site.newPage();
  await open("/view/nowhere");
  assert.match(await page.locator("h1").innerText(), /introuvable/);
  await open("/person/nobody-of-that-name");
  assert.match(await page.locator("h1").innerText(), /introuvable/);
  await close();
});
