/** What keys and the palette do: one list for both. */
import {
  ArrowDown,
  ArrowUp,
  CircleCheck,
  Inbox,
  Keyboard,
  MessageSquare,
  StickyNote,
} from 'lucide-react';
import { useWords } from '../../i18n/language.tsx';
import type { CaseAction } from './case-dialogs.tsx';
import { caseActions } from './case-header.tsx';
import type { Item } from './data.ts';
import type { DraftKind } from './drafts.ts';
import type { PaletteCommand } from './palette.tsx';
import { words } from './words.ts';

interface Parts {
  open: string;
  /** Whether the open case is one that can be handed on or ended: somebody holds it. */
  isHeld: boolean;
  items: readonly Item[];
  go: (conversation: string) => void;
  step: (by: number) => void;
  act: (action: CaseAction) => void;
  write: (kind: DraftKind) => void;
  /** Null when nothing is offered. */
  accept: (() => void) | null;
  show: (overlay: 'palette' | 'keys') => void;
}

function useOwnCommands(parts: Parts): PaletteCommand[] {
  const { open, isHeld, step, act, write, accept, show } = parts;
  const t = useWords(words);
  const inCase: PaletteCommand[] = [
    { id: 'reply', label: t('keyReply'), icon: MessageSquare, key: 'r', run: () => write('reply') },
    { id: 'note', label: t('keyNote'), icon: StickyNote, key: 'n', run: () => write('note') },
    ...(isHeld ? caseActions : []).map(({ action, icon, key }) => ({
      id: action,
      label: t(action),
      icon,
      key,
      run: () => act(action),
    })),
  ];
  return [
    ...(accept === null
      ? []
      : [{ id: 'accept', label: t('keyAccept'), icon: CircleCheck, key: 'a', run: accept }]),
    ...(open === '' ? [] : inCase),
    { id: 'next', label: t('keyNext'), icon: ArrowDown, key: 'j', run: () => step(1) },
    { id: 'previous', label: t('keyPrevious'), icon: ArrowUp, key: 'k', run: () => step(-1) },
    { id: 'keys', label: t('keys'), icon: Keyboard, key: '?', run: () => show('keys') },
  ];
}

/** The commands, and the same by key. */
export function useCommands(parts: Parts): {
  commands: PaletteCommand[];
  keys: Record<string, () => void>;
} {
  const t = useWords(words);
  const own = useOwnCommands(parts);
  const cases = parts.items.slice(0, 50).map((item) => ({
    id: item.conversation_id,
    label: `${t('goTo')}: ${item.customer.name ?? item.case_number ?? item.conversation_id}`,
    icon: Inbox,
    run: () => {
      parts.go(item.conversation_id);
    },
  }));
  const keys = Object.fromEntries(
    own.flatMap(({ key, run }) => (key === undefined ? [] : [[key, run]])),
  );
  return {
    commands: [...own, ...cases],
    keys: {
      ...keys,
      'alt+ArrowDown': () => {
        parts.step(1);
      },
      'alt+ArrowUp': () => {
        parts.step(-1);
      },
      'mod+k': () => {
        parts.show('palette');
      },
    },
  };
}
