/** All keys, and the switch for single ones. */
import type { JSX } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Key } from '../../ui/badge.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField } from '../../ui/field.tsx';
import { caseActions } from './case-header.tsx';
import { words } from './words.ts';

interface KeysDialogProps {
  singles: [boolean, (on: boolean) => void];
  onClose: () => void;
}

/** The list behind `?`. */
export function KeysDialog({ singles: [isOn, setIsOn], onClose }: KeysDialogProps): JSX.Element {
  const t = useWords(words);
  const rows: [string[], string][] = [
    [['j'], t('keyNext')],
    [['k'], t('keyPrevious')],
    [['Alt', '↓ ↑'], t('keySwitch')],
    [['a'], t('keyAccept')],
    [['r'], t('keyReply')],
    [['n'], t('keyNote')],
    ...caseActions.map(({ action, key }): [string[], string] => [[key], t(action)]),
    [['Ctrl', '↵'], t('keySend')],
    [['Esc'], t('keyLeave')],
    [['Ctrl', 'K'], t('keyPalette')],
    [['?'], t('keyHelp')],
  ];
  return (
    <Dialog title={t('keys')} onClose={onClose}>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1.5">
        {rows.map(([names, does]) => (
          <div key={does} className="contents">
            <dt className="flex gap-1">
              {names.map((name) => (
                <Key key={name}>{name}</Key>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <CheckField
        label={t('keysSingle')}
        checked={isOn}
        onChange={(event) => setIsOn(event.target.checked)}
      />
    </Dialog>
  );
}
