// All checks over trees of generated Markdown.
import { checkDiagrams } from './diagrams.mjs';
import { checkLinks } from './links.mjs';
import { diagramsOf, findFiles, readDiagramFile, readPage } from './markdown.mjs';
import { checkMarkup } from './markup.mjs';
import { checkTables } from './tables.mjs';

async function checkFolder(folder) {
  const pages = findFiles(folder, '.md').map(readPage);
  const diagrams = [...pages.flatMap(diagramsOf), ...findFiles(folder, '.mmd').map(readDiagramFile)];
  const links = checkLinks(pages, folder);
  const tables = checkTables(pages);
  const markup = checkMarkup(pages);
  return { pages, diagrams, links, tables, problems: [...links.problems, ...tables.problems, ...markup.problems] };
}

const compare = (a, b) => (a < b ? -1 : Number(a > b));

/**
 * Checks each folder as a tree of its own. Returns the `problems` as lines `file:line: message` in order, and how many
 * pages, diagrams, links and tables were looked at; fewer than `minimum` says is a problem too.
 */
export async function checkTrees(folders, minimum) {
  const seen = await Promise.all(folders.map(checkFolder));
  const drawn = await checkDiagrams(seen.flatMap(({ diagrams }) => diagrams));
  const sum = (count) => seen.reduce((total, result) => total + count(result), 0);
  const counts = { diagrams: drawn.count, links: sum((r) => r.links.count), tables: sum((r) => r.tables.count) };
  const problems = [...seen.flatMap((result) => result.problems), ...drawn.problems]
    .map(({ file, line, message }) => ({ file, line, message: message.replace(/\s+/g, ' ').slice(0, 300) }))
    .sort((a, b) => compare(a.file, b.file) || a.line - b.line || compare(a.message, b.message))
    .map(({ file, line, message }) => `${file}:${line}: ${message}`);
  for (const [what, count] of Object.entries(counts)) {
    if (count < minimum[what]) {
      problems.push(`${count} ${what} found, at least ${minimum[what]} expected`);
    }
  }
  return { problems, counts, pages: sum((r) => r.pages.length) };
}
