/** A secret that is shown once. */
import { Copy } from 'lucide-react';
import type { JSX } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { access } from './words-access.ts';

/** A text with a button that copies it. */
export function Copyable({ label, text }: { label: string; text: string }): JSX.Element {
  const t = useWords(access);
  return (
    <div className="flex items-center gap-2">
      <code
        aria-label={label}
        className="min-w-0 flex-1 rounded-md border border-line bg-surface-quiet px-2.5 py-1.5 text-sm wrap-anywhere"
      >
        {text}
      </code>
      <Button
        onClick={() => void navigator.clipboard.writeText(text).then(() => toast(t('copied')))}
      >
        <Copy aria-hidden className="size-4" />
        {t('copy')}
      </Button>
    </div>
  );
}

/** Closed by who has copied it. */
export function SecretDialog({
  secret,
  onClose,
}: {
  secret: string;
  onClose: () => void;
}): JSX.Element {
  const t = useWords(access);
  return (
    <Dialog wide title={t('secretTitle')} onClose={onClose}>
      <p className="text-quiet">{t('secretHint')}</p>
      <Copyable label={t('secret')} text={secret} />
      <Button kind="primary" className="justify-self-end" onClick={onClose}>
        {t('done')}
      </Button>
    </Dialog>
  );
}
