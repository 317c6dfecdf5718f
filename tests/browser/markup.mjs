// Nothing that came from a database has become markup, and nothing is escaped twice.
import { lineOf, plainText, sourceOf } from './markdown.mjs';

const OURS = /^(?:<a id="[^"<>]*">|<\/?(?:a|code|details|sub|strong)>|<br\/?>|<(pre|summary)>(?:[^<]|<br\/>)*<\/\1>|<!--.*-->)+$/s;
const KEEP = /^<!-- (\/?)erdmark:keep\b/;

export function checkMarkup(pages) {
  const problems = [];
  for (const page of pages) {
    for (const node of page.nodes.filter(({ position }) => position)) {
      const message = problemOf(page, node);
      if (message) {
        problems.push({ file: page.file, line: lineOf(node), message });
      }
    }
    problems.push(...keepRegions(page));
  }
  return { problems };
}

function problemOf(page, node) {
  if (node.type === 'html' && !OURS.test(node.value.replace(/>\s+</g, '><'))) {
    return `HTML that is not the page's own: ${node.value}`;
  }
  if (['link', 'heading'].includes(node.type) && plainText(node).trim() === '') {
    return `a ${node.type} without words`;
  }
  if (['text', 'inlineCode'].includes(node.type) && /&#x?[0-9a-f]+;/i.test(node.value)) {
    return `escaped twice: ${node.value}`;
  }
  if (node.type === 'code' && !isClosed(sourceOf(page, node))) {
    return 'the fence is never closed';
  }
  return null;
}

function isClosed(block) {
  const [, fence] = /^(`{3,}|~{3,})/.exec(block) ?? [];
  return !fence || new RegExp(`\\n\\s*${fence}[${fence[0]}]*\\s*$`).test(block);
}

function keepRegions(page) {
  const problems = [];
  let open = 0;
  for (const node of page.nodes.filter(({ type, value }) => type === 'html' && KEEP.test(value))) {
    const ends = KEEP.exec(node.value)[1] === '/';
    if (ends === (open === 0)) {
      const message = ends ? 'a kept region ends that never began' : `the kept region of line ${open} is still open`;
      problems.push({ file: page.file, line: lineOf(node), message });
    }
    open = ends ? 0 : lineOf(node);
  }
  if (open) {
    problems.push({ file: page.file, line: open, message: 'the kept region is never closed' });
  }
  return problems;
}
