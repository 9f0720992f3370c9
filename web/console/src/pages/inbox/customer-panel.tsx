/** Who the customer is, what was promised to them, and what they had before. */
import { Link } from '@tanstack/react-router';
import type { JSX } from 'react';
import { useCodes } from '../../i18n/codes.ts';
import { useWords } from '../../i18n/language.tsx';
import { useTimes } from '../../i18n/times.ts';
import { Loaded } from '../../ui/states.tsx';
import { useHistory, type Case } from './data.ts';
import { words } from './words.ts';

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

function useFacts({ conversation }: Case): [string, string][] {
  const t = useWords(words);
  const say = useCodes();
  const customer = conversation.customer ?? {};
  const facts: [string, string | null][] = [
    [t('name'), textOf(customer['name'])],
    [t('email'), textOf(customer['email'])],
    [t('phone'), textOf(customer['phone'])],
    [t('tier'), conversation.tier],
    [t('language'), conversation.language],
    [t('channel'), say(conversation.channel)],
  ];
  const attributes = customer['attributes'];
  const more =
    typeof attributes === 'object' && attributes !== null ? Object.entries(attributes) : [];
  return [
    ...facts,
    ...more.map(([name, value]): [string, string | null] => [say(name), textOf(value)]),
  ].filter((fact): fact is [string, string] => fact[1] !== null);
}

/** The customer's side of a case. */
export function CustomerPanel({ found }: { found: Case }): JSX.Element {
  const facts = useFacts(found);
  return (
    <div className="grid gap-4">
      <dl className="grid grid-cols-[6.5rem_1fr] gap-x-2 gap-y-1">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-sm wrap-anywhere text-quiet">{name}</dt>
            <dd dir="auto" className="wrap-anywhere">
              {value}
            </dd>
          </div>
        ))}
      </dl>
      <Promises found={found} />
      <History conversation={found.conversation.id} />
    </div>
  );
}

function Promises({ found }: { found: Case }): JSX.Element | null {
  const t = useWords(words);
  const say = useCodes();
  const times = useTimes();
  const promises = found.conversation.handoff?.promises ?? [];
  if (promises.length === 0) return null;
  return (
    <section className="border-t border-line pt-3">
      <h3 className="mb-1.5 text-sm font-semibold">{t('promised')}</h3>
      <ul className="grid gap-1">
        {promises.map(({ id, kind, due_at: due }) => (
          <li key={id}>
            {say(kind)} <span className="text-quiet">{t('byWhen', times.short(due))}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function History({ conversation }: { conversation: string }): JSX.Element {
  const t = useWords(words);
  const say = useCodes();
  const times = useTimes();
  const history = useHistory(conversation);
  return (
    <section className="border-t border-line pt-3">
      <h3 className="mb-1.5 text-sm font-semibold">{t('history')}</h3>
      <Loaded query={history}>
        {(list) =>
          list.length === 0 ? (
            <p className="text-quiet">{t('noHistory')}</p>
          ) : (
            <ul className="grid gap-2">
              {list.map((one) => {
                const head = one.reason === null ? say(one.status) : say(one.reason);
                const facts = [
                  one.outcome === null ? null : say(one.outcome),
                  one.queue,
                  t('turnsCount', one.turns),
                ];
                return (
                  <li key={one.conversation_id}>
                    <p className="flex items-baseline justify-between gap-2">
                      {one.visible ? (
                        <Link
                          to="/inbox/$conversation"
                          params={{ conversation: one.conversation_id }}
                          className="min-w-0 truncate font-medium text-accent hover:underline"
                        >
                          {head}
                        </Link>
                      ) : (
                        <span className="min-w-0 truncate font-medium">{head}</span>
                      )}
                      <time dateTime={one.updated_at} className="shrink-0 text-xs text-quiet">
                        {times.short(one.updated_at)}
                      </time>
                    </p>
                    <p className="text-sm text-quiet">
                      {facts.filter((fact) => fact !== null).join(' · ')}
                    </p>
                  </li>
                );
              })}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
