/** Colours of decisions. */
import type { Tone } from '../../ui/badge.tsx';

export type Action = 'continue' | 'propose' | 'handoff';

export const actionTones: Record<Action, Tone> = {
  continue: 'quiet',
  propose: 'accent',
  handoff: 'handoff',
};
