/** Keeps a list at its end, and brings cited turns into sight. */
import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

const nearPx = 160;

/** A ref for the scrolling element: follows new items unless the reader scrolled up; no citation leads back to the end. */
export function useFollow<T extends HTMLElement>(
  items: number,
  cited: number[],
): RefObject<T | null> {
  const ref = useRef<T>(null);
  const height = useRef(0);
  useEffect(() => {
    const list = ref.current;
    if (list === null) return;
    const wasAtEnd = height.current - list.scrollTop - list.clientHeight < nearPx;
    if (wasAtEnd) list.scrollTop = list.scrollHeight;
    height.current = list.scrollHeight;
  }, [items]);
  useEffect(() => {
    const [first] = cited;
    const list = ref.current;
    const target = list?.querySelector<HTMLElement>(`[data-turn="${String(first)}"]`);
    if (first === undefined && list) list.scrollTop = list.scrollHeight;
    if (!list || !target) return;
    list.scrollTop = target.offsetTop - list.offsetTop - list.clientHeight / 3;
  }, [cited]);
  return ref;
}
