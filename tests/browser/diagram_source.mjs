// A small reader of diagrams: what the text plainly says, apart from Mermaid's own grammar, so that a drawing which
// shows something else (a swallowed relation, a stray box, a label eaten as Markdown) can be told.

const NAME = String.raw`"[^"]*"|[\p{L}\p{N}_][\p{L}\p{N}_-]*`;
const CARDINALITY = String.raw`[|}][|o](?:--|\.\.)[|o][|{]`;
const RELATION = new RegExp(String.raw`^(${NAME}) (${CARDINALITY}) (${NAME}) : (".*"|\S+)$`, 'u');
const ENTITY = new RegExp(String.raw`^(${NAME})(?:\[("[^"]*")\])? *(\{ *\}?)?$`, 'u');
const NODE = /^(\w+)[[(]*("[^"]*")[\])]*(?::::\w+)?$/;
const CLASS = /^\s*classDef \w+ [\w-]+: ?[\w #,.:-]+$/;
const EDGE = /^(\w+) (?:-->|---|-\.->|-\.-|==>|===)(?:\|("[^"]*")\|)? ?(\w+)$/;
const ATTRIBUTE = /^(\S+) (\S+)(?: (?:PK|FK|UK)(?:, ?(?:PK|FK|UK))*)?(?: "([^"]*)")?$/;

const unquote = (word) => word.replace(/^"|"$/g, '');

/** Text as it is to be shown: Mermaid's `#NNN;` escapes undone, white space as HTML shows it. */
export function shown(text) {
  return text
    .replace(/<br ?\/?>/g, ' ')
    .replace(/#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * What a diagram says: its `kind` (as Mermaid calls a drawing of it), the number of `boxes` and `edges`, the `texts` that must be on the
 * drawing (each with its line), and `problems` of the text itself.
 */
export function readDiagram(text) {
  const lines = text.split('\n').map((line) => line.trim());
  const start = lines[0] === '---' ? lines.indexOf('---', 1) + 1 : 0;
  const first = lines.findIndex((line, index) => index >= start && line !== '' && !line.startsWith('%%'));
  if (lines[first] === 'erDiagram') {
    return { kind: 'er', ...readEr(lines, first + 1) };
  }
  if (/^flowchart (?:TB|TD|BT|LR|RL)$/.test(lines[first])) {
    return { kind: 'flowchart-v2', ...readFlowchart(lines, first + 1) };
  }
  return { texts: [], problems: [{ line: 0, message: 'neither an erDiagram nor a flowchart' }] };
}

function readEr(lines, first) {
  const state = { names: new Map(), defined: new Set(), edges: 0, texts: [], problems: [], inside: false };
  for (let index = first; index < lines.length; index += 1) {
    if (lines[index] !== '' && !lines[index].startsWith('%%') && !CLASS.test(lines[index])) {
      readErLine(lines[index], index, state);
    }
  }
  for (const { line, title } of state.names.values()) {
    addText(title, line, state);
  }
  return { boxes: state.names.size, edges: state.edges, texts: state.texts, problems: state.problems };
}

function readErLine(line, index, state) {
  if (state.inside) {
    readAttribute(line, index, state);
    return;
  }
  const relation = RELATION.exec(line);
  const entity = ENTITY.exec(line);
  if (relation) {
    addName(relation[1], index, state);
    addName(relation[3], index, state);
    addText(unquote(relation[4]), index, state);
    state.edges += 1;
  } else if (entity) {
    addEntity(entity, index, state);
  } else if (!/^acc(?:Title|Descr):/.test(line)) {
    state.problems.push({ line: index, message: `not a statement of an erDiagram: ${line}` });
  }
}

function addEntity([, name, alias, brace], index, state) {
  if (state.defined.has(name)) {
    state.problems.push({ line: index, message: `the entity ${name} is defined twice` });
  }
  state.defined.add(name);
  addName(name, index, state, alias);
  state.inside = brace !== undefined && !brace.endsWith('}');
}

function readAttribute(line, index, state) {
  const attribute = ATTRIBUTE.exec(line);
  if (line === '}') {
    state.inside = false;
  } else if (!attribute) {
    state.problems.push({ line: index, message: `not a column of an entity: ${line}` });
  } else {
    addText(attribute[1], index, state, true);
    addText(attribute[2], index, state, true);
    addText(attribute[3] ?? '', index, state);
  }
}

function addName(name, index, state, title = undefined) {
  if (title || !state.names.has(name)) {
    state.names.set(name, { line: index, title: unquote(title ?? name) });
  }
  if (shown(unquote(title ?? name)) === '') {
    state.problems.push({ line: index, message: 'an entity without a visible name' });
  }
}

function addText(text, index, state, bare = false) {
  if (shown(text) !== '') {
    state.texts.push({ line: index, text: shown(text), bare });
  }
}

function readFlowchart(lines, first) {
  const state = { names: new Set(), edges: 0, texts: [], problems: [] };
  for (let index = first; index < lines.length; index += 1) {
    const [, node, title] = NODE.exec(lines[index]) ?? [];
    const [, from, label = '', to] = EDGE.exec(lines[index]) ?? [];
    if (node || from) {
      [node, from, to].filter(Boolean).forEach((name) => state.names.add(name));
      addText(unquote(title ?? label), index, state);
      state.edges += from ? 1 : 0;
    } else if (lines[index] !== '' && !lines[index].startsWith('%%') && !CLASS.test(lines[index])) {
      state.problems.push({ line: index, message: `not a statement that an overview needs: ${lines[index]}` });
    }
  }
  return { boxes: state.names.size, edges: state.edges, texts: state.texts, problems: state.problems };
}
