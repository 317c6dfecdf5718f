// Headless Chromium with one page for each Mermaid version, none of which reaches a network.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const PACKAGES = path.join(path.dirname(fileURLToPath(import.meta.url)), 'node_modules');

// Each stands for readers who have it: the newest; the last 11; the time when Markdown in a label became an error text;
// the strictest grammar still in use.
const VERSIONS = ['12.3', '11.17', '11.9', '10.7'];

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
];

/** Draws each text in each version: calls `tell(index of the text, version, drawing)` in no particular order. */
export async function drawAll(texts, tell) {
  const browser = await chromium.launch({ executablePath: findChromium(), headless: true, args: FLAGS });
  try {
    const waiting = [...VERSIONS];
    const work = async () => {
      for (let version = waiting.shift(); version; version = waiting.shift()) {
        await drawWith(browser, version, texts, tell);
      }
    };
    await Promise.all([work(), work()]);
  } finally {
    await browser.close();
  }
}

function findChromium() {
  const known = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  const found = known.find((file) => file && fs.existsSync(file));
  if (!found) {
    throw new Error("no Chromium found: run 'apt-get install chromium', or name one in the variable CHROMIUM");
  }
  return found;
}

async function drawWith(browser, version, texts, tell) {
  const page = await browser.newPage();
  await page.route('**/*', (route) => route.abort());
  await page.setContent('<!doctype html><body><div id="stage"></div></body>');
  await page.addScriptTag({ path: path.join(PACKAGES, `mermaid-${version}`, 'dist', 'mermaid.min.js') });
  for (const [index, text] of texts.entries()) {
    tell(index, version, await page.evaluate(draw, text));
  }
  await page.close();
}

/** Runs in the page: parses and draws one text and reports what is to be seen. */
async function draw(text) {
  const { mermaid } = globalThis;
  const stage = document.getElementById('stage');
  const words = (error) => String(error?.message ?? error?.str ?? error);
  mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' });
  document.body.replaceChildren(stage);
  try {
    await mermaid.parse(text);
    stage.innerHTML = (await mermaid.render('drawing', text)).svg;
  } catch (error) {
    return { failure: words(error) };
  }
  const count = (selector) => stage.querySelectorAll(selector).length;
  const texts = [...stage.querySelectorAll('text, foreignObject')].map((element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll('br').forEach((br) => br.replaceWith(' '));
    return copy.textContent.replace(/\s+/g, ' ').trim();
  });
  return {
    kind: stage.querySelector('svg').getAttribute('aria-roledescription'),
    texts,
    // 11.5 and later call an entity a node; before, it has only an id.
    boxes: count('g.node') || count('g[id^="entity-"]'),
    // A relation of an entity with itself is drawn in three pieces, of which one counts.
    edges: count(':is(path.relationshipLine, path.flowchart-link):not([id$="-cyclic-special-1"], [id$="-cyclic-special-2"])'),
    foreign: count('script, iframe, img, a'),
  };
}
