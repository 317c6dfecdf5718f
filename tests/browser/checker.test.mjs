// A check that cannot fail is a defect: the pages in fixtures/broken have each fault once.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkTrees } from './trees.mjs';

process.chdir(path.join(path.dirname(fileURLToPath(import.meta.url)), 'fixtures'));

test('reports every fault of broken pages', async () => {
  const { problems } = await checkTrees(['broken'], {});

  assert.deepEqual(problems, fs.readFileSync('broken/expected.txt', 'utf8').trimEnd().split('\n'));
});

test('finds nothing wrong with good pages', async () => {
  const { problems, pages, counts } = await checkTrees(['good'], { diagrams: 2, links: 5, tables: 2 });

  assert.deepEqual(problems, []);
  assert.equal(pages, 2);
  assert.deepEqual(counts, { diagrams: 2, links: 5, tables: 2 });
});

test('refuses to succeed with fewer things to look at than expected', async () => {
  const { problems } = await checkTrees(['good'], { diagrams: 3, links: 5, tables: 9 });

  assert.deepEqual(problems, ['2 diagrams found, at least 3 expected', '2 tables found, at least 9 expected']);
});
