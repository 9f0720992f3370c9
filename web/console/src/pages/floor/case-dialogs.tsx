/** What a supervisor does with a case: give it to an agent, move it to a queue. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { newKey } from '../../api/new-key.ts';
import { useWords } from '../../i18n/language.tsx';
import { FormDialog } from '../../ui/dialog.tsx';
import { SelectField, TextArea } from '../../ui/field.tsx';
import { Loaded } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { useFloorCodes } from './codes.ts';
import { words } from './words.ts';

interface CaseProps {
  conversation: string;
  onClose: () => void;
}

type Agent = Schemas['Agent'];

interface CaseParams {
  path: { id: string };
  header: { 'Idempotency-Key': string };
}

function paramsOf(conversation: string, idempotencyKey: string): CaseParams {
  return { path: { id: conversation }, header: { 'Idempotency-Key': idempotencyKey } };
}

interface Moving {
  mutate: () => void;
  isPending: boolean;
  error: unknown;
}

/** Sends it once, however often the button is pressed for the same target; then the floor is read again. */
function useMoving(
  target: string,
  send: (idempotencyKey: string) => Promise<unknown>,
  done: () => void,
): Moving {
  const queries = useQueryClient();
  const [key] = useState(newKey);
  return useMutation({
    mutationFn: () => send(`${key}-${target}`),
    onSuccess: () => {
      // The pages are read again beside it: what was done is said at once.
      void queries.invalidateQueries({ queryKey: ['floor'] });
      done();
    },
  });
}

/** Who has most room first; who is away comes last, but may be chosen. */
function byRoom(agents: readonly Agent[]): Agent[] {
  const isThere = ({ presence }: Agent) => Number(presence === 'online');
  const room = ({ capacity, units_taken: taken }: Agent) => capacity - taken;
  return agents.toSorted((a, b) => isThere(b) - isThere(a) || room(b) - room(a));
}

/** The case goes to one agent, at once. */
export function GiveDialog({ conversation, onClose }: CaseProps): JSX.Element {
  const t = useWords(words);
  const say = useFloorCodes();
  const [chosen, setChosen] = useState('');
  const agents = useQuery({ queryKey: ['agents'], queryFn: () => ask(api.GET('/v1/agents')) });
  const sorted = byRoom(agents.data?.data ?? []);
  const agent = chosen || (sorted[0]?.id ?? '');
  const give = useMoving(
    agent,
    (idempotencyKey) => claim(conversation, agent, idempotencyKey),
    () => {
      toast(t('giveDone', agent));
      onClose();
    },
  );
  return (
    <FormDialog
      title={t('giveTitle')}
      action={t('giveAction')}
      busy={give.isPending}
      disabled={agent === ''}
      error={give.error}
      onSubmit={() => give.mutate()}
      onClose={onClose}
    >
      <p className="text-quiet">{t('giveHint')}</p>
      <Loaded query={agents} lines={2}>
        {() => (
          <SelectField
            label={t('agent')}
            value={agent}
            onChange={(event) => setChosen(event.target.value)}
            options={sorted.map(({ id, name, presence, capacity, units_taken: taken }) => ({
              value: id,
              label: `${name}: ${say(presence)}, ${t('free', Math.max(0, capacity - taken))}`,
            }))}
          />
        )}
      </Loaded>
    </FormDialog>
  );
}

function claim(conversation: string, agent: string, idempotencyKey: string): Promise<unknown> {
  return ask(
    api.POST('/v1/conversations/{id}/claim', {
      params: paramsOf(conversation, idempotencyKey),
      body: { agent },
    }),
  );
}

/** The case goes back to waiting, in another queue. */
export function MoveDialog({ conversation, onClose }: CaseProps): JSX.Element {
  const t = useWords(words);
  const [chosen, setChosen] = useState('');
  const [note, setNote] = useState('');
  const queues = useQuery({ queryKey: ['queues'], queryFn: () => ask(api.GET('/v1/queues')) });
  const queue = chosen || (queues.data?.data[0]?.id ?? '');
  const move = useMoving(
    queue,
    (idempotencyKey) =>
      ask(
        api.POST('/v1/conversations/{id}/transfer', {
          params: paramsOf(conversation, idempotencyKey),
          body: { to_queue: queue, ...(note !== '' && { note }) },
        }),
      ),
    () => {
      toast(t('moveDone', queue));
      onClose();
    },
  );
  return (
    <FormDialog
      title={t('moveTitle')}
      action={t('moveAction')}
      busy={move.isPending}
      disabled={queue === ''}
      error={move.error}
      onSubmit={() => move.mutate()}
      onClose={onClose}
    >
      <p className="text-quiet">{t('moveHint')}</p>
      <Loaded query={queues} lines={2}>
        {({ data }) => (
          <SelectField
            label={t('queue')}
            value={queue}
            onChange={(event) => setChosen(event.target.value)}
            options={data.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </Loaded>
      <TextArea
        label={t('noteOptional')}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
    </FormDialog>
  );
}
