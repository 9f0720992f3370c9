/** Keys of the inbox. Single ones work outside text fields only; Alt with an arrow works everywhere. */
import { useEffect, useRef, useState } from 'react';

const storageKey = 'baton.single-keys';

/** Whether keys are text there. */
export function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}

/** The name under which a press is looked up: `mod+k`, `alt+ArrowDown`, `r`. */
function nameOf(event: KeyboardEvent): string {
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : '';
  return `${mod}${event.altKey ? 'alt+' : ''}${event.key.length === 1 ? event.key.toLowerCase() : event.key}`;
}

/** Whether single keys are on (some people's speech input presses them by accident), and what changes it. */
export function useSingleKeys(): [boolean, (on: boolean) => void] {
  const [isOn, setIsOn] = useState(() => localStorage.getItem(storageKey) !== 'off');
  return [
    isOn,
    (on) => {
      localStorage.setItem(storageKey, on ? 'on' : 'off');
      setIsOn(on);
    },
  ];
}

/** Runs what a key stands for. While a dialog is open, keys belong to it. */
export function useKeys(keys: Record<string, () => void>, singles: boolean): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const name = nameOf(event);
      const run = latest.current[name];
      if (run === undefined || document.querySelector('dialog[open]') !== null) return;
      if (!name.includes('+') && (!singles || isWriting(event.target))) return;
      event.preventDefault();
      run();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, [singles]);
}
