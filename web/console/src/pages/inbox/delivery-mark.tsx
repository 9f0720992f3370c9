/** Whether a message that leaves by mail or another channel has arrived, and once more where it has not. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Check, CircleAlert, Clock } from 'lucide-react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import { useWords } from '../../i18n/language.tsx';
import { toast, toastProblem } from '../../ui/toast.tsx';
import type { Delivery } from './data.ts';
import { words } from './words.ts';

const states = {
  delivered: { icon: Check, word: 'delivered' },
  pending: { icon: Clock, word: 'onItsWay' },
  failed: { icon: CircleAlert, word: 'gaveUp' },
  suppressed: { icon: CircleAlert, word: 'suppressed' },
} as const;

/** A line below the message. */
export function DeliveryMark({ delivery }: { delivery: Delivery }): JSX.Element {
  const t = useWords(words);
  const queries = useQueryClient();
  const resend = useMutation({
    mutationFn: () =>
      ask(
        api.POST('/v1/deliveries/{id}/resend', { params: { path: { id: delivery.id } }, body: {} }),
      ),
    onSuccess: () => {
      toast(t('resent'));
    },
    onError: (error) => {
      toastProblem(t('resend'), error);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['deliveries'] }),
  });
  const { icon: Icon, word } = states[delivery.state];
  const isLost = word === 'gaveUp' || word === 'suppressed';
  return (
    <p
      className={`mt-1 flex items-center gap-1 text-xs ${isLost ? 'font-medium text-danger' : 'opacity-80'}`}
      title={t('attempts', delivery.attempts)}
    >
      <Icon aria-hidden className="size-3.5 shrink-0" />
      <span className="min-w-0 wrap-anywhere">
        {t(word)}
        {delivery.cause !== null && `: ${delivery.cause}`}
      </span>
      {isLost && (
        <button
          type="button"
          className="ml-1 underline"
          disabled={resend.isPending}
          onClick={() => resend.mutate()}
        >
          {t('resend')}
        </button>
      )}
    </p>
  );
}
