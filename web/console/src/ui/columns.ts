/** Columns in one line each. */
import type { ReactNode } from 'react';
import type { Column } from './table.tsx';

/** A column of words. */
export function column<T>(id: string, head: string, cell: (row: T) => ReactNode): Column<T> {
  return { id, head, cell };
}

/** A column of figures, at the right. */
export function figure<T>(id: string, head: string, cell: (row: T) => ReactNode): Column<T> {
  return { id, head, cell, numeric: true };
}
