// Looks at trees of generated Markdown as a reader's site would. Exit status: 0 well, 1 something is broken, 2 wrong use.
//
//   node check.mjs [--min-diagrams N] [--min-links N] [--min-tables N] FOLDER...
import process from 'node:process';
import { parseArgs } from 'node:util';
import { checkTrees } from './trees.mjs';

// A check that found nothing to look at has not succeeded.
const KINDS = ['diagrams', 'links', 'tables'];
const OPTIONS = Object.fromEntries(KINDS.map((kind) => [`min-${kind}`, { type: 'string', default: '1' }]));

function readCommandLine() {
  try {
    const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
    const minimum = Object.fromEntries(KINDS.map((kind) => [kind, Number(values[`min-${kind}`])]));
    return { folders: positionals, minimum };
  } catch (error) {
    console.error(`check.mjs: ${error.message}`);
    return { folders: [] };
  }
}

const { folders, minimum } = readCommandLine();
if (folders.length === 0) {
  console.error('usage: node check.mjs [--min-diagrams N] [--min-links N] [--min-tables N] FOLDER...');
  process.exit(2);
}
const { problems, counts, pages } = await checkTrees(folders, minimum);
problems.forEach((problem) => console.log(problem));
const seen = KINDS.map((kind) => `${counts[kind]} ${kind}`).join(', ');
console.log(`${pages} pages, ${seen}: ${problems.length} problems`);
process.exitCode = problems.length > 0 ? 1 : 0;
