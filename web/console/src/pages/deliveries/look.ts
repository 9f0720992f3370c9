/** Colours of a delivery's state. */
import type { Tone } from '../../ui/badge.tsx';

export const stateTones: Record<'pending' | 'delivered' | 'failed' | 'suppressed', Tone> = {
  pending: 'accent',
  delivered: 'person',
  failed: 'danger',
  suppressed: 'note',
};
