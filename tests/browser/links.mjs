// Every relative link and anchor resolves as GitHub would resolve it; links elsewhere are not followed.
import fs from 'node:fs';
import path from 'node:path';
import GithubSlugger from 'github-slugger';
import { lineOf, plainText, sourceOf } from './markdown.mjs';

const ID = /<a\b[^>]*?\s(?:id|name)\s*=\s*"([^"]*)"/g;
const HREF = /<a\b[^>]*?\shref\s*=\s*"([^"]*)"/g;

export function checkLinks(pages, root) {
  const anchors = new Map(pages.map((page) => [path.resolve(page.file), anchorsOf(page)]));
  const problems = [...anchors.values()].flatMap((found) => found.problems);
  let count = 0;
  for (const page of pages) {
    for (const { url, line } of linksOf(page)) {
      count += 1;
      const message = problemOf(url, page, { anchors, root: path.resolve(root) });
      if (message) {
        problems.push({ file: page.file, line, message: `link '${url}': ${message}` });
      }
    }
    problems.push(...unreadLinks(page));
  }
  return { problems, count };
}

function anchorsOf(page) {
  const slugger = new GithubSlugger();
  const found = { lines: new Map(), repeated: new Set(), problems: [] };
  for (const node of page.nodes) {
    if (node.type === 'heading') {
      addHeading(plainText(node).trim(), lineOf(node), slugger, found);
    } else if (node.type === 'html') {
      addIds(node, page, found);
    }
  }
  return found;
}

function addHeading(text, line, slugger, found) {
  const slug = slugger.slug(text);
  const plain = new GithubSlugger().slug(text);
  if (slug !== plain) {
    found.repeated.add(plain);
  }
  if (!found.lines.has(slug)) {
    found.lines.set(slug, line);
  }
}

function addIds(node, page, found) {
  for (const [, id] of node.value.matchAll(ID)) {
    if (found.lines.has(id)) {
      const message = `id '${id}' is already taken in line ${found.lines.get(id)}`;
      found.problems.push({ file: page.file, line: lineOf(node), message });
    }
    found.lines.set(id, lineOf(node));
  }
}

function linksOf(page) {
  const links = [];
  // Addresses that the parser finds in text after undoing its entities have no position; GitHub sees no link there.
  for (const node of page.nodes.filter(({ position }) => position)) {
    if (['link', 'image', 'definition'].includes(node.type)) {
      links.push({ url: node.url, line: lineOf(node) });
    } else if (node.type === 'html') {
      links.push(...[...node.value.matchAll(HREF)].map(([, url]) => ({ url, line: lineOf(node) })));
    }
  }
  return links.filter(({ url }) => !/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url));
}

/** Generated text never shows a bare `](`: where one is left over, a link was not read as a link. */
function unreadLinks(page) {
  return page.nodes
    .filter((node) => node.type === 'text' && node.position && sourceOf(page, node).includes(']('))
    .map((node) => ({ file: page.file, line: lineOf(node), message: `not read as a link: ${node.value}` }));
}

function problemOf(url, page, known) {
  let [file, anchor] = ['', ''];
  try {
    [file, anchor = ''] = url.split('#').map(decodeURIComponent);
  } catch {
    return 'its percent escapes are wrong';
  }
  const target = file ? path.resolve(path.dirname(page.file), file) : path.resolve(page.file);
  return missingFile(target, known.root) ?? (anchor && missingAnchor(anchor, known.anchors.get(target)));
}

// Letter case counts on GitHub even where the local file system ignores it, so names are compared with the listing.
function missingFile(target, root) {
  const parts = path.relative(root, target).split(path.sep).filter(Boolean);
  if (parts[0] === '..') {
    return 'it leads out of the documentation';
  }
  let folder = root;
  for (const part of parts) {
    if (!fs.statSync(folder).isDirectory() || !fs.readdirSync(folder).includes(part)) {
      return 'there is no such file';
    }
    folder = path.join(folder, part);
  }
  return null;
}

function missingAnchor(anchor, target) {
  if (!target?.lines.has(anchor)) {
    return 'there is no such anchor';
  }
  return target.repeated.has(anchor) ? 'several headings make this anchor' : null;
}
