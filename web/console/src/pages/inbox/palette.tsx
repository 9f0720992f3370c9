/** Everything that can be done here, found by writing a few letters. */
import { Command } from 'cmdk';
import type { LucideIcon } from 'lucide-react';
import type { JSX } from 'react';
import { flushSync } from 'react-dom';
import { useWords } from '../../i18n/language.tsx';
import { Key } from '../../ui/badge.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { words } from './words.ts';

/** One command of the palette. */
export interface PaletteCommand {
  id: string;
  label: string;
  icon: LucideIcon;
  key?: string;
  run: () => void;
}

/** The palette; loaded when it is first asked for. */
export function Palette(props: { commands: PaletteCommand[]; onClose: () => void }): JSX.Element {
  const { commands, onClose } = props;
  const t = useWords(words);
  return (
    <Dialog title={t('palette')} onClose={onClose}>
      <Command label={t('palette')} loop className="grid gap-2">
        <Command.Input
          placeholder={t('paletteSearch')}
          className="h-9 w-full rounded-md border border-line-strong bg-surface px-3 placeholder:text-quiet"
        />
        <Command.List className="max-h-[50vh] overflow-y-auto" label={t('palette')}>
          <Command.Empty className="p-4 text-center text-quiet">{t('paletteNone')}</Command.Empty>
          {commands.map(({ id, label, icon: Icon, key, run }) => (
            <Command.Item
              key={id}
              value={`${label} ${id}`}
              onSelect={() => {
                // Gone before it runs: nothing behind an open dialog can take the focus.
                flushSync(onClose);
                run();
              }}
              className="flex min-h-9 items-center gap-2.5 rounded-md px-2 data-[selected=true]:bg-accent-quiet"
            >
              <Icon aria-hidden className="size-4 shrink-0 text-quiet" />
              <span dir="auto" className="min-w-0 flex-1 truncate">
                {label}
              </span>
              {key !== undefined && <Key>{key}</Key>}
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </Dialog>
  );
}
