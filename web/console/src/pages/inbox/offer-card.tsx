/** A case that is offered: why it comes, what it is about, how long is left to answer. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import { useCodes } from '../../i18n/codes.ts';
import { useWords } from '../../i18n/language.tsx';
import { useTimes } from '../../i18n/times.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { FormDialog } from '../../ui/dialog.tsx';
import { CheckField, SelectField } from '../../ui/field.tsx';
import { toast, toastProblem } from '../../ui/toast.tsx';
import { useCase, type Offer } from './data.ts';
import { useNow } from '../../ui/now.ts';
import { Ring } from './ring.tsx';
import { words } from './words.ts';

/** Accepts an offer; who accepts goes on in the case. */
export function useAccept(onAccepted: (conversation: string) => void) {
  const t = useWords(words);
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (offer: Offer) =>
      ask(api.POST('/v1/offers/{id}/accept', { params: { path: { id: offer.id } }, body: {} })),
    onSuccess: (_answer, offer) => {
      toast(t('accepted'));
      onAccepted(offer.conversation_id);
    },
    onError: (error) => {
      toastProblem(t('accept'), error);
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['offers'] }),
        queries.invalidateQueries({ queryKey: ['inbox'] }),
        queries.invalidateQueries({ queryKey: ['case'] }),
      ]),
  });
}

interface OfferCardProps {
  offer: Offer;
  accept: ReturnType<typeof useAccept>;
  /** Whose it is, when more than one agent's offers are shown. */
  agentName: string | null;
}

/** One offer. */
export function OfferCard({ offer, accept, agentName }: OfferCardProps): JSX.Element | null {
  const t = useWords(words);
  const say = useCodes();
  const times = useTimes();
  const now = useNow();
  const [isDeclining, setIsDeclining] = useState(false);
  const whole = Date.parse(offer.expires_at) - Date.parse(offer.created_at);
  const left = Date.parse(offer.expires_at) - now;
  if (left <= -2_000) return null;
  const seconds = Math.max(0, Math.ceil(left / 1000));
  const isBusy = accept.isPending && accept.variables.id === offer.id;
  return (
    <li className="rounded-lg border border-handoff bg-handoff-quiet p-3">
      <div className="flex items-start gap-3">
        <Ring share={Math.max(0, Math.min(1, left / whole))} seconds={seconds} />
        <div className="min-w-0 flex-1">
          <p className="truncate font-medium">{say(offer.handoff?.reason ?? '')}</p>
          <p className="flex flex-wrap items-center gap-x-1.5 text-sm">
            <span className="wrap-anywhere">{offer.handoff?.queue}</span>
            {offer.handoff !== null && offer.handoff.priority <= 2 && (
              <Badge tone="danger">{t('priority', offer.handoff.priority)}</Badge>
            )}
            {agentName !== null && <span className="text-quiet">{t('offerFor', agentName)}</span>}
          </p>
          <p className="sr-only" role="timer">
            {t('offerLeft', times.clock(left))}
          </p>
        </div>
      </div>
      <Preview conversation={offer.conversation_id} />
      <div className="mt-2.5 flex gap-2">
        <Button
          kind="primary"
          className="flex-1"
          busy={isBusy || left <= 0}
          onClick={() => accept.mutate(offer)}
        >
          {t('accept')}
        </Button>
        <Button kind="plain" disabled={isBusy} onClick={() => setIsDeclining(true)}>
          {t('decline')}
        </Button>
      </div>
      {isDeclining && <Decline offer={offer} onClose={() => setIsDeclining(false)} />}
    </li>
  );
}

/** What the customer wants, in two lines. */
function Preview({ conversation }: { conversation: string }): JSX.Element | null {
  const { data } = useCase(conversation);
  const wants =
    data?.brief?.document.lines.find(({ section }) => section === 'what_the_customer_wants')
      ?.text ?? data?.turns.findLast(({ role }) => role === 'customer')?.content;
  if (wants === undefined) return null;
  return (
    <p dir="auto" className="mt-2 line-clamp-2 text-sm wrap-anywhere">
      {wants}
    </p>
  );
}

const reasons = [
  'declineBusy',
  'declineSkill',
  'declineLanguage',
  'declineConflict',
  'declineOther',
] as const;
const reasonCodes: Record<(typeof reasons)[number], string> = {
  declineBusy: 'busy',
  declineSkill: 'not_my_field',
  declineLanguage: 'not_my_language',
  declineConflict: 'knows_customer',
  declineOther: 'other',
};

function Decline({ offer, onClose }: { offer: Offer; onClose: () => void }): JSX.Element {
  const t = useWords(words);
  const queries = useQueryClient();
  const [reason, setReason] = useState<(typeof reasons)[number]>('declineBusy');
  const [again, setAgain] = useState(true);
  const decline = useMutation({
    mutationFn: () =>
      ask(
        api.POST('/v1/offers/{id}/reject', {
          params: { path: { id: offer.id } },
          body: { reason: reasonCodes[reason], reoffer: again },
        }),
      ),
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries({ queryKey: ['offers'] }),
  });
  return (
    <FormDialog
      title={t('declineTitle')}
      action={t('decline')}
      busy={decline.isPending}
      error={decline.error}
      onClose={onClose}
      onSubmit={() => decline.mutate()}
    >
      <SelectField
        label={t('declineWhy')}
        value={reason}
        onChange={(event) => setReason(event.target.value as typeof reason)}
        options={reasons.map((value) => ({ value, label: t(value) }))}
      />
      <CheckField
        label={t('declineAgain')}
        checked={again}
        onChange={(event) => setAgain(event.target.checked)}
      />
    </FormDialog>
  );
}
