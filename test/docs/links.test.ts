import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const skipped = new Set(['node_modules', 'dist', 'coverage']);

function pagesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      const hidden = entry.name.startsWith('.') && entry.name !== '.github';
      return skipped.has(entry.name) || hidden ? [] : pagesBelow(file);
    }
    return entry.name.endsWith('.md') ? [file] : [];
  });
}

/** The text without code, where brackets mean something else. */
function prose(file: string): string {
  return readFileSync(file, 'utf8')
    .replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, '')
    .replaceAll(/`[^`\n]*`/g, '');
}

/** The anchors GitHub gives to the headings of a page. */
function anchorsOf(file: string): string[] {
  const headings = readFileSync(file, 'utf8').matchAll(/^#{1,6} (.+)$/gm);
  return [...headings].map(([, heading]) =>
    heading!
      .trim()
      .toLowerCase()
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function brokenLinks(page: string): string[] {
  const text = prose(page);
  const inline = [...text.matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)];
  const references = [...text.matchAll(/^\[[^\]]+\]:\s*(\S+)/gm)];
  const targets = [...inline, ...references].map(([, target]) => target!);
  return targets.filter((target) => {
    if (/^[a-z][a-z+.-]*:/i.test(target)) return false;
    const [file = '', anchor] = target.split('#');
    const full = file === '' ? page : path.join(path.dirname(page), decodeURI(file));
    if (!existsSync(full)) return true;
    return anchor !== undefined && statSync(full).isFile() && !anchorsOf(full).includes(anchor);
  });
}

test.each(pagesBelow('.'))('every link in %s leads somewhere', (page) => {
  expect(brokenLinks(page)).toEqual([]);
});
