// A store of articles, the real server over it, and a browser that tells of everything that goes wrong in a page.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const web = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const repository = join(web, "..");
const built = join(repository, "src", "serve", "web");
const depeche = resolve(process.env.DEPECHE ?? join(repository, "target", "release", "depeche"));
const screenshots = resolve(process.env.SCREENSHOTS ?? join(web, "screenshots"));
/** With PAGE=disk the files just built stand in for those in the program, which need not be compiled anew. */
const fromDisk = process.env.PAGE === "disk";

/** What an article could try; all of it has to come out as words. */
export const HOSTILE = `Le piège de Valmont

Le maire Jean Morvan a accusé <script>window.hacked=1</script> d'avoir menacé le préfet Paul Riou. « Cliquez sur javascript:window.hacked=2 🎉 », a déclaré Paul Riou 👩‍🚀. <img src=x onerror="window.hacked=3"> Jean Morvan a démenti cette accusation. Il a félicité Claire Fontanel.
`;

/** One article says what somebody in another denies. */
const OPPOSED = [
  ["Le maire Julien Hourtin a rencontré Claire Dubois lundi à Orbec.\n", "2024-07-30"],
  ["Paul Armand affirme que Julien Hourtin n'a pas rencontré Claire Dubois lundi.\n", "2024-07-31"],
];

export async function openSite() {
  const folder = mkdtempSync(join(tmpdir(), "depeche-web-"));
  const store = join(folder, "kg.trig");
  const load = (file, date) =>
    execFileSync(depeche, ["load", file, "--date", date, "--store", store], { cwd: repository, stdio: "pipe" });
  load("examples/articles/election-en-sarnie.txt", "2024-03-18");
  load("examples/articles/usine-de-brecourt.txt", "2023-09-14");
  for (const name of readdirSync(join(repository, "tests", "articles"))) {
    load(join("tests", "articles", name, "article.txt"), "2024-04-12");
  }
  const loadText = (name, text, date) => {
    writeFileSync(join(folder, name), text);
    load(join(folder, name), date);
  };
  loadText("hostile.txt", HOSTILE, "2024-05-02");
  OPPOSED.forEach(([text, date], number) => loadText(`opposed-${number}.txt`, text, date));

  const server = spawn(depeche, ["serve", "--store", store, "--bind", "127.0.0.1:0"], { stdio: ["ignore", "ignore", "pipe"] });
  const base = await address(server);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  mkdirSync(screenshots, { recursive: true });

  const ask = async (path) => (await fetch(base + path, { headers: { Accept: "application/json" } })).json();
  return {
    base,
    ask,
    newPage: (options) => newPage(browser, base, options),
    close: async () => {
      await browser.close();
      server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function address(server) {
  return new Promise((found, failed) => {
    let said = "";
    server.stderr.on("data", (data) => {
      said += data;
      const match = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (match) found(match[0]);
    });
    server.on("exit", () => failed(new Error(`The server ended: ${said}`)));
  });
}

const PHONE = { width: 360, height: 740 };
const DESK = { width: 1280, height: 860 };

async function newPage(browser, base, { dark = false, phone = false, english = false } = {}) {
  const context = await browser.newContext({
    viewport: phone ? PHONE : DESK,
    colorScheme: dark ? "dark" : "light",
    locale: english ? "en-GB" : "fr-FR",
    reducedMotion: "reduce",
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const problems = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("dialog", (dialog) => {
    problems.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== base && protocol !== "data:" && protocol !== "blob:") problems.push(`elsewhere: ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    // A view that is left stops what it was loading.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") problems.push(`failed: ${request.url()}`);
  });
  if (fromDisk) await serveFromDisk(page, base);
  return {
    page,
    problems,
    open: async (path) => {
      await page.goto(base + path);
      await settled(page);
    },
    check: (where) => {
      assert.deepEqual(problems, [], `problems of ${where}`);
    },
    close: () => context.close(),
  };
}

/** The view is there when nothing says that it loads any more. */
export async function settled(page) {
  await page.waitForSelector("h1");
  await page.waitForFunction(() => document.querySelector(".loading") === null);
}

async function serveFromDisk(page, base) {
  const policy = (await fetch(`${base}/about`)).headers.get("content-security-policy");
  const types = { js: "text/javascript", css: "text/css", html: "text/html; charset=utf-8" };
  const fulfill = (route, name) =>
    route.fulfill({
      body: readFileSync(join(built, name)),
      headers: { "Content-Type": types[name.split(".").pop()], "Content-Security-Policy": policy },
    });
  await page.route(`${base}/assets/*`, (route) => fulfill(route, route.request().url().split("/").pop()));
  await page.route(
    (url) => url.origin === base && !url.pathname.startsWith("/assets/"),
    (route) => {
      const request = route.request();
      const isPage = request.resourceType() === "document" && !request.url().includes("format=");
      return isPage ? fulfill(route, "index.html") : route.fallback();
    },
  );
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export async function checkAccess(page, where) {
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.html} ${node.failureSummary}`).join(" | ")}`);
  });
  assert.deepEqual(violations, [], `accessibility of ${where}`);
}

export async function checkWidth(page, where) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(over, 0, `${where} is wider than the screen`);
}

export const picture = (page, name) => page.screenshot({ path: join(screenshots, `${name}.png`) });
