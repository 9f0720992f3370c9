/** One value of a JSON text with the name it stands under and how deep it lies (1 = a field of the outer object). */
export interface Scalar {
  key: string;
  /** The names on the way down, outermost first. */
  path: string[];
  depth: number;
  value: string;
  kind: 'string' | 'number' | 'other';
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|-?\d[\d.eE+-]*|true|false|null/gs;

interface Level {
  key: string;
  array: boolean;
}

interface Reading {
  levels: Level[];
  key: string;
  /** The last string that may turn out to be a name. */
  name: string;
}

/** The values of a JSON text in order. A text that was cut gives the values up to the cut; other text gives none. */
export function scalarsOf(text: string): Scalar[] {
  if (!/^\s*[{[]/.test(text)) return [];
  const found: Scalar[] = [];
  const reading: Reading = { levels: [], key: '', name: '' };
  for (const [part] of text.matchAll(token)) {
    const top = reading.levels.at(-1);
    if (readSign(part, reading)) continue;
    if (reading.key === '' && top?.array === false) reading.name = unquote(part);
    else found.push(scalar(part, reading.key, reading.levels));
  }
  return found;
}

/** Follows brackets, colons and commas; false for a value or a name. */
function readSign(part: string, reading: Reading): boolean {
  const { levels, key } = reading;
  if (part === '{' || part === '[') {
    levels.push({ key, array: part === '[' });
    if (part === '{') reading.key = '';
  } else if (part === '}' || part === ']') reading.key = levels.pop()?.key ?? '';
  else if (part === ':') reading.key = reading.name;
  else if (part === ',') reading.key = keyOfNext(levels.at(-1));
  else return false;
  return true;
}

function keyOfNext(level: Level | undefined): string {
  return level?.array === true ? level.key : '';
}

function scalar(part: string, key: string, levels: Level[]): Scalar {
  const kind = part.startsWith('"') ? 'string' : /^[-\d]/.test(part) ? 'number' : 'other';
  const path = levels.map((level) => level.key).filter((name) => name !== '');
  return { key, path, depth: levels.length, value: unquote(part), kind };
}

function unquote(part: string): string {
  if (!part.startsWith('"')) return part;
  try {
    return String(JSON.parse(part));
  } catch {
    return part.slice(1, -1);
  }
}
