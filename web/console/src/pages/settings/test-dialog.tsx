/** Sends a test to where events go, and says how it went. */
import { useMutation } from '@tanstack/react-query';
import type { JSX } from 'react';
import type { Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Problem } from '../../ui/states.tsx';
import { access } from './words-access.ts';

type Delivery = Schemas['DeliveryDetail'];

interface TestDialogProps {
  title: string;
  send: () => Promise<Delivery>;
  onClose: () => void;
}

/** As often as one likes; each is one delivery of the ledger. */
export function TestDialog({ title, send, onClose }: TestDialogProps): JSX.Element {
  const t = useWords(access);
  const test = useMutation({ mutationFn: send });
  return (
    <Dialog title={title} onClose={onClose}>
      <p className="text-quiet">{t('testHint')}</p>
      {test.isError && <Problem error={test.error} />}
      {test.data !== undefined && <TestOutcome delivery={test.data} />}
      <Button
        kind="primary"
        className="justify-self-end"
        busy={test.isPending}
        onClick={() => test.mutate()}
      >
        {t('test')}
      </Button>
    </Dialog>
  );
}

function TestOutcome({ delivery }: { delivery: Delivery }): JSX.Element {
  const t = useWords(access);
  const last = delivery.attempt_log.at(-1);
  if (delivery.state === 'pending' || last === undefined) return <p>{t('testPending')}</p>;
  const isDelivered = delivery.state === 'delivered';
  const answered = last.status === null ? t('taken') : t('answered', last.status);
  return (
    <p role="status" className={isDelivered ? 'text-person' : 'wrap-anywhere text-danger'}>
      {isDelivered
        ? t('testDelivered', answered, String(last.duration_ms))
        : t('testFailed', last.error ?? String(last.status))}
    </p>
  );
}
