// Every diagram parses and is drawn as written, in each version of Mermaid.
import { readDiagram } from './diagram_source.mjs';
import { drawAll } from './drawing.mjs';

const LONGEST = 50_000; // Above, Mermaid draws a picture that says so, and no error.

export async function checkDiagrams(diagrams) {
  const sources = diagrams.map(({ text }) => readDiagram(text));
  const found = new Map(); // A problem, and the versions that have it.
  const add = (index, line, message, version) => {
    const { file, line: start } = diagrams[index];
    const key = JSON.stringify({ file, line: start + line + 1, message });
    found.set(key, [...(found.get(key) ?? []), ...(version ? [version] : [])]);
  };
  diagrams.forEach(({ text }, index) => {
    sources[index].problems.forEach(({ line, message }) => add(index, line, message));
    if (text.length > LONGEST) {
      add(index, 0, `${text.length} characters are more than Mermaid draws (${LONGEST})`);
    }
  });
  await drawAll(diagrams.map(({ text }) => text), (index, version, drawing) => {
    for (const { line, message } of compare(sources[index], drawing)) {
      add(index, line, message, version);
    }
  });
  return { problems: [...found].map(describe), count: diagrams.length };
}

const byNumber = (a, b) => a.localeCompare(b, 'en', { numeric: true });

function describe([key, versions]) {
  const problem = JSON.parse(key);
  const prefix = versions.length > 0 ? `Mermaid ${versions.sort(byNumber).join(', ')}: ` : '';
  return { ...problem, message: prefix + problem.message };
}

function compare(source, drawing) {
  const at = (message) => ({ line: 0, message });
  if (drawing.failure !== undefined) {
    return [at(`not drawn: ${drawing.failure.split('\n').slice(0, 2).join(' ')}`)];
  }
  if (drawing.kind === 'error' || drawing.texts.some((text) => /^Syntax error in/.test(text))) {
    return [at('the error picture is drawn')];
  }
  if (drawing.texts.includes('Maximum text size in diagram exceeded')) {
    return [at('the picture for too much text is drawn')];
  }
  const problems = source.kind ? compareCounts(source, drawing).map(at) : [];
  if (drawing.boxes === 0) {
    problems.push(at('nothing is drawn'));
  }
  if (drawing.foreign > 0) {
    problems.push(at('a text became a script, a picture or a link'));
  }
  return [...problems, ...missingTexts(source, drawing)];
}

function compareCounts(source, drawing) {
  if (drawing.kind !== source.kind) {
    return [`drawn as '${drawing.kind}', not as '${source.kind}'`];
  }
  return [['boxes', source.boxes, drawing.boxes], ['lines', source.edges, drawing.edges]]
    .filter(([, written, drawn]) => written !== drawn)
    .map(([what, written, drawn]) => `${written} ${what} written, ${drawn} drawn`);
}

/**
 * Each text must be seen as often as it is written. Types and names of columns know no escape: of those only letters
 * and digits count, since from 11.5 on underscores and hyphens around a word are taken for Markdown.
 */
function missingTexts(source, drawing) {
  const exact = new Counter(drawing.texts);
  const words = new Counter(drawing.texts.map(lettersOf));
  const isSeen = ({ text, bare }) => {
    const hasWord = words.take(lettersOf(text));
    return bare ? hasWord : exact.take(text);
  };
  return [...source.texts]
    .sort((a, b) => Number(a.bare) - Number(b.bare))
    .filter((text) => !isSeen(text))
    .map(({ line, text }) => ({ line, message: `not drawn as written: ${text}` }));
}

const lettersOf = (text) => text.replace(/[^a-z0-9]+/gi, '');

class Counter {
  #left = new Map();

  constructor(texts) {
    texts.forEach((text) => this.#left.set(text, (this.#left.get(text) ?? 0) + 1));
  }

  take(text) {
    const seen = this.#left.get(text) ?? 0;
    this.#left.set(text, seen - 1);
    return seen > 0;
  }
}
