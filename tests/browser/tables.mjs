// Every table is read as a table, and each of its rows has its header's cells.
import { lineOf } from './markdown.mjs';

export function checkTables(pages) {
  const problems = [];
  let count = 0;
  for (const page of pages) {
    const inTables = new Set();
    for (const table of page.nodes.filter((node) => node.type === 'table')) {
      count += 1;
      problems.push(...checkTable(page, table));
      for (let line = lineOf(table); line <= table.position.end.line; line += 1) {
        inTables.add(line);
      }
    }
    problems.push(...rowsOutside(page, inTables));
  }
  return { problems, count };
}

function checkTable(page, table) {
  const width = table.children[0].children.length;
  return table.children.flatMap((row) => {
    const line = lineOf(row);
    const at = (message) => [{ file: page.file, line, message: `${message}: ${page.lines[line - 1].trim()}` }];
    const written = rawCells(page.lines[line - 1]);
    if (!written) {
      return at('text that is no row is glued to a table');
    }
    if (written.length !== width || row.children.length !== width) {
      return at(`${written.length} cells written and ${row.children.length} read in a table of ${width} columns`);
    }
    return [];
  });
}

/** The cells as the source line has them, or nothing for a line that is not framed by pipes. */
function rawCells(line) {
  const trimmed = line.trim();
  if (!/^\|.*[^\\]\|$/s.test(trimmed)) {
    return null;
  }
  return trimmed.slice(1, -1).split(/(?<=(?:^|[^\\])(?:\\\\)*)\|/);
}

function rowsOutside(page, inTables) {
  const problems = [];
  for (const node of page.nodes.filter(({ type }) => type === 'paragraph' || type === 'heading')) {
    for (let line = lineOf(node); line <= node.position.end.line; line += 1) {
      const text = page.lines[line - 1].trim();
      if (text.startsWith('|') && !inTables.has(line)) {
        problems.push({ file: page.file, line, message: `a row outside any table: ${text}` });
      }
    }
  }
  return problems;
}
