// Markdown as GitHub reads it, as a tree whose nodes know where they stand in the source.
import fs from 'node:fs';
import path from 'node:path';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

export function readPage(file) {
  const text = fs.readFileSync(file, 'utf8');
  const tree = fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  return { file, text, lines: text.split('\n'), nodes: [...walk(tree)] };
}

function* walk(node) {
  yield node;
  for (const child of node.children ?? []) {
    yield* walk(child);
  }
}

/** What a reader sees of a node, without its markup. */
export function plainText(node) {
  if (node.type === 'text' || node.type === 'inlineCode') {
    return node.value;
  }
  return (node.children ?? []).map(plainText).join('');
}

export const lineOf = (node) => node.position.start.line;

/** The node's own characters in the file. */
export const sourceOf = (page, node) => page.text.slice(node.position.start.offset, node.position.end.offset);

/** The Mermaid diagrams of a page: its ```mermaid blocks, or the whole of a `.mmd` file. */
export function diagramsOf(page) {
  return page.nodes
    .filter((node) => node.type === 'code' && node.lang === 'mermaid')
    .map((node) => ({ file: page.file, line: lineOf(node), text: node.value }));
}

export function readDiagramFile(file) {
  return { file, line: 0, text: fs.readFileSync(file, 'utf8') };
}

/** The files below `folder` whose names end with `suffix`, sorted; none in `node_modules`. */
export function findFiles(folder, suffix) {
  const found = [];
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'node_modules') {
      found.push(...findFiles(file, suffix));
    } else if (entry.isFile() && entry.name.endsWith(suffix)) {
      found.push(file);
    }
  }
  return found.sort();
}
