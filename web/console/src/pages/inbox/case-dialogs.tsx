/** What ends or hands on a case: each dialog is one request. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import { newKey } from '../../api/new-key.ts';
import { useCodes } from '../../i18n/codes.ts';
import { useWords } from '../../i18n/language.tsx';
import { FormDialog } from '../../ui/dialog.tsx';
import { SelectField, TextArea, TextField } from '../../ui/field.tsx';
import { Loaded } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { useAgents, useCase, useQueues } from './data.ts';
import { words } from './words.ts';

export type CaseAction = 'transfer' | 'snooze' | 'returnToAi' | 'resolve';

interface DialogProps {
  id: string;
  onClose: () => void;
}

const pathOf = (id: string, key: string) => ({
  path: { id },
  header: { 'Idempotency-Key': key },
});

/** One request under one key: a second press, or a second try after a lost answer, changes nothing. */
function useStep(done: string, onClose: () => void, send: (key: string) => Promise<unknown>) {
  const [key] = useState(newKey);
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => send(key),
    onSuccess: () => {
      toast(done);
      onClose();
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['case'] }),
        queries.invalidateQueries({ queryKey: ['inbox'] }),
      ]),
  });
}

/** The dialog of an action. */
export function CaseDialog(props: DialogProps & { action: CaseAction }): JSX.Element {
  switch (props.action) {
    case 'transfer':
      return <Transfer {...props} />;
    case 'snooze':
      return <Snooze {...props} />;
    case 'returnToAi':
      return <Return {...props} />;
    case 'resolve':
      return <Resolve {...props} />;
  }
}

function Transfer({ id, onClose }: DialogProps): JSX.Element {
  const t = useWords(words);
  const say = useCodes();
  const agents = useAgents();
  const queues = useQueues();
  const [to, setTo] = useState('');
  const [note, setNote] = useState('');
  const [kind, target] = to.split(/\/(.*)/, 2);
  const step = useStep(t('transferred'), onClose, (key) =>
    ask(
      api.POST('/v1/conversations/{id}/transfer', {
        params: pathOf(id, key),
        body: {
          ...(kind === 'queue' ? { to_queue: target ?? '' } : { to_agent: target ?? '' }),
          ...(note !== '' && { note }),
        },
      }),
    ),
  );
  const options = [
    { value: '', label: t('chooseOne') },
    ...(queues.data ?? []).map((queue) => ({
      value: `queue/${queue.id}`,
      label: `${t('toQueue')}: ${queue.name}`,
    })),
    ...(agents.data ?? []).map((agent) => ({
      value: `agent/${agent.id}`,
      label: `${t('toAgent')}: ${agent.name} (${say(agent.presence)})`,
    })),
  ];
  return (
    <FormDialog
      title={t('transferTitle')}
      action={t('transfer')}
      busy={step.isPending}
      disabled={to === ''}
      error={step.error}
      onClose={onClose}
      onSubmit={() => step.mutate()}
    >
      <SelectField
        label={t('transfer')}
        value={to}
        onChange={(event) => setTo(event.target.value)}
        options={options}
      />
      <TextArea
        label={t('transferNote')}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </FormDialog>
  );
}

/** `2026-11-25T14:05` in the reader's zone, as `datetime-local` has it. */
function localText(at: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  const date = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${date}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

function inHours(hours: number): Date {
  return new Date(Date.now() + hours * 3_600_000);
}

function atNine(days: number): Date {
  const at = new Date();
  at.setDate(at.getDate() + days);
  at.setHours(9, 0, 0, 0);
  return at;
}

function Snooze({ id, onClose }: DialogProps): JSX.Element {
  const t = useWords(words);
  const [until, setUntil] = useState(() => localText(inHours(4)));
  // Who never heard from a person is not kept waiting by one.
  const isUnanswered = useCase(id).data?.conversation.handoff?.state === 'accepted';
  const toMonday = (8 - new Date().getDay()) % 7 || 7;
  const choices = [
    { label: t('inHour'), at: inHours(1) },
    { label: t('inFour'), at: inHours(4) },
    { label: t('tomorrow'), at: atNine(1) },
    { label: t('nextWeek'), at: atNine(toMonday) },
  ];
  const step = useStep(t('snoozeDone'), onClose, (key) =>
    ask(
      api.POST('/v1/conversations/{id}/snooze', {
        params: pathOf(id, key),
        body: { until: new Date(until).toISOString() },
      }),
    ),
  );
  return (
    <FormDialog
      title={t('snoozeTitle')}
      action={t('snooze')}
      busy={step.isPending}
      disabled={until === '' || isUnanswered}
      error={step.error}
      onClose={onClose}
      onSubmit={() => step.mutate()}
    >
      {isUnanswered && <p className="text-handoff">{t('snoozeUnanswered')}</p>}
      <div className="grid grid-cols-2 gap-2">
        {choices.map(({ label, at }) => (
          <button
            key={label}
            type="button"
            aria-pressed={until === localText(at)}
            onClick={() => setUntil(localText(at))}
            className="rounded-md border border-line px-3 py-2 text-left hover:bg-surface-quiet aria-pressed:border-accent aria-pressed:bg-accent-quiet"
          >
            {label}
          </button>
        ))}
      </div>
      <TextField
        label={t('snoozeUntil')}
        type="datetime-local"
        value={until}
        min={localText(new Date())}
        onChange={(event) => setUntil(event.target.value)}
      />
    </FormDialog>
  );
}

function Return({ id, onClose }: DialogProps): JSX.Element {
  const t = useWords(words);
  const [summary, setSummary] = useState('');
  const step = useStep(t('returned'), onClose, (key) =>
    ask(
      api.POST('/v1/conversations/{id}/return-to-ai', {
        params: pathOf(id, key),
        body: { ...(summary !== '' && { summary }) },
      }),
    ),
  );
  return (
    <FormDialog
      title={t('returnTitle')}
      action={t('returnToAi')}
      busy={step.isPending}
      error={step.error}
      onClose={onClose}
      onSubmit={() => step.mutate()}
    >
      <TextArea
        label={t('returnSummary')}
        hint={t('returnHint')}
        value={summary}
        onChange={(event) => setSummary(event.target.value)}
      />
    </FormDialog>
  );
}

const outcomes = ['resolved', 'partial', 'unresolved', 'no_issue'] as const;
const verdicts = ['needed', 'avoidable', 'too_late', 'wrong_queue'] as const;

function useWrapUp(id: string) {
  return useQuery({
    queryKey: ['wrap-up', id],
    queryFn: () => ask(api.GET('/v1/conversations/{id}/wrap-up', { params: { path: { id } } })),
    staleTime: 0,
  });
}

/** Opens with what is proposed, so that to resolve is two presses when the proposal is right. */
function Resolve({ id, onClose }: DialogProps): JSX.Element {
  const t = useWords(words);
  const wrapUp = useWrapUp(id);
  if (wrapUp.data !== undefined)
    return <ResolveForm id={id} onClose={onClose} proposed={wrapUp.data} />;
  return (
    <FormDialog
      title={t('resolveTitle')}
      action={t('resolve')}
      disabled
      onClose={onClose}
      onSubmit={onClose}
    >
      <Loaded query={wrapUp} lines={5}>
        {() => null}
      </Loaded>
    </FormDialog>
  );
}

type WrapUp = NonNullable<ReturnType<typeof useWrapUp>['data']>;

function ResolveForm({ id, onClose, proposed }: DialogProps & { proposed: WrapUp }): JSX.Element {
  const t = useWords(words);
  const say = useCodes();
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>(proposed.outcome);
  const [reason, setReason] = useState(proposed.reason_code);
  const [resolution, setResolution] = useState(proposed.resolution_code);
  const [verdict, setVerdict] = useState<(typeof verdicts)[number]>('needed');
  const [summary, setSummary] = useState(() => proposed.summary.map(({ text }) => text).join('\n'));
  const step = useStep(t('resolved'), onClose, (key) =>
    ask(
      api.POST('/v1/conversations/{id}/resolve', {
        params: pathOf(id, key),
        body: {
          outcome,
          verdict,
          reason_code: reason,
          resolution_code: resolution,
          ...(summary !== '' && { summary }),
        },
      }),
    ),
  );
  const optionsOf = (codes: readonly string[], present: string) =>
    [...new Set([present, ...codes])].map((value) => ({ value, label: say(value) }));
  return (
    <FormDialog
      title={t('resolveTitle')}
      action={t('resolve')}
      busy={step.isPending}
      error={step.error}
      onClose={onClose}
      onSubmit={() => step.mutate()}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField
          label={t('outcome')}
          value={outcome}
          onChange={(event) => setOutcome(event.target.value as typeof outcome)}
          options={optionsOf(outcomes, outcome)}
        />
        <SelectField
          label={t('resolutionCode')}
          value={resolution}
          onChange={(event) => setResolution(event.target.value)}
          options={optionsOf(proposed.resolution_codes, resolution)}
        />
        <SelectField
          label={t('reasonCode')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          options={optionsOf(proposed.reason_codes, reason)}
        />
        <SelectField
          label={t('verdict')}
          value={verdict}
          onChange={(event) => setVerdict(event.target.value as typeof verdict)}
          options={optionsOf(verdicts, verdict)}
        />
      </div>
      <TextArea
        label={t('summary')}
        value={summary}
        onChange={(event) => setSummary(event.target.value)}
      />
    </FormDialog>
  );
}
