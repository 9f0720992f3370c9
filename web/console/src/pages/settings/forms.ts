/** What is written into fields, as data, and back. */
/** The parts of a list separated by commas. */
export function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** `refunds:3, tax` as levels, 1 where none is given; null when it is written in another way. */
export function levelsOf(text: string): Record<string, number> | null {
  const levels: Record<string, number> = {};
  for (const part of listOf(text)) {
    const [, name, level = '1'] = /^([A-Za-z0-9_-]{1,64})(?::\s*([1-5]))?$/.exec(part) ?? [];
    if (name === undefined) return null;
    levels[name] = Number(level);
  }
  return levels;
}

/** Levels as one writes them. */
export function levelText(levels: Readonly<Record<string, number>>): string {
  return Object.entries(levels)
    .map(([name, level]) => `${name}:${level}`)
    .join(', ');
}

/** `09:00-12:00, 13:00-17:00` as intervals; null when it is written in another way. */
export function intervalsOf(text: string): [string, string][] | null {
  const intervals: [string, string][] = [];
  for (const part of listOf(text)) {
    const [, from, to] = /^(\d{2}:\d{2})\s*[-–]\s*(\d{2}:\d{2})$/.exec(part) ?? [];
    if (from === undefined || to === undefined) return null;
    intervals.push([from, to]);
  }
  return intervals;
}

/** Intervals as one writes them. */
export function intervalText(intervals: readonly (readonly unknown[])[] | undefined): string {
  return (intervals ?? []).map((interval) => interval.join('-')).join(', ');
}

/** A JSON list; null when the text is none. */
export function jsonListOf(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(text.trim() === '' ? '[]' : text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
