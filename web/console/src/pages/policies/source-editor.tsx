/** A text with line numbers. The browser's own text area: undo, selection, spelling and screen readers work as everywhere. */
import { useEffect, useRef } from 'react';
import type { JSX } from 'react';

interface SourceEditorProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Lines with something wrong, from 1, and whether it is a mistake. */
  marks: ReadonlyMap<number, 'mistake' | 'warning'>;
  readOnly?: boolean;
  /** A line to go to; a new object goes there again. */
  goTo: { line: number } | null;
}

const lineHeight = 20;
const padding = 10;

/** The offset at which a line begins. */
function offsetOf(value: string, line: number): number {
  let offset = 0;
  for (let at = 1; at < line; at += 1) {
    const end = value.indexOf('\n', offset);
    if (end === -1) return value.length;
    offset = end + 1;
  }
  return offset;
}

const tones = {
  mistake: 'bg-danger-quiet font-semibold text-danger',
  warning: 'bg-handoff-quiet text-handoff',
};

/** Numbers at the left scroll with the text. */
export function SourceEditor(props: SourceEditorProps): JSX.Element {
  const { label, value, onChange, marks, readOnly = false, goTo } = props;
  const text = useRef<HTMLTextAreaElement>(null);
  const numbers = useRef<HTMLDivElement>(null);
  const current = useRef(value);
  current.current = value;

  useEffect(() => {
    const area = text.current;
    if (area === null || goTo === null) return;
    const offset = offsetOf(current.current, goTo.line);
    area.focus();
    area.setSelectionRange(offset, offset);
    area.scrollTop = Math.max(0, (goTo.line - 4) * lineHeight);
  }, [goTo]);

  return (
    <div className="flex h-[max(22rem,calc(100dvh-19rem))] lg:h-[calc(100dvh-8.5rem)] overflow-hidden rounded-lg border border-line-strong bg-surface font-mono text-[0.8125rem] leading-5 focus-within:outline-2 focus-within:outline-accent">
      <div
        ref={numbers}
        aria-hidden
        className="shrink-0 overflow-hidden border-r border-line bg-surface-quiet py-2.5 text-right text-quiet select-none"
      >
        {value.split('\n').map((_, index) => {
          const mark = marks.get(index + 1);
          return (
            <div key={index} className={`h-5 px-2.5 ${mark === undefined ? '' : tones[mark]}`}>
              {index + 1}
            </div>
          );
        })}
        <div style={{ height: padding * 4 }} />
      </div>
      <textarea
        ref={text}
        aria-label={label}
        value={value}
        readOnly={readOnly}
        wrap="off"
        spellCheck={false}
        autoCapitalize="off"
        autoCorrect="off"
        onChange={(event) => onChange(event.target.value)}
        onScroll={(event) => {
          if (numbers.current !== null) numbers.current.scrollTop = event.currentTarget.scrollTop;
        }}
        className="min-w-0 flex-1 resize-none overflow-auto bg-transparent px-3 py-2.5 whitespace-pre outline-none"
      />
    </div>
  );
}
