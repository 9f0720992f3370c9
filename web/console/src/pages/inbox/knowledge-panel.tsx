/** Passages of the knowledge base: first what the customer asks about, then what the agent looks for. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { JSX } from 'react';
import { api, ask, type Schemas } from '../../api/client.ts';
import { useWords } from '../../i18n/language.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Loaded } from '../../ui/states.tsx';
import type { Case } from './data.ts';
import { words } from './words.ts';

interface KnowledgeProps {
  found: Case;
  insert: (text: string) => void;
}

function firstQuestion({ brief, turns }: Case): string {
  const wants = brief?.document.fields.intent?.value;
  const last = turns.findLast(({ role }) => role === 'customer')?.content;
  return (wants ?? last ?? '').slice(0, 300);
}

/** The knowledge base beside a case. */
export function KnowledgePanel({ found, insert }: KnowledgeProps): JSX.Element {
  const t = useWords(words);
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim() === '' ? firstQuestion(found) : typed.trim());
  const knowledge = useQuery({
    queryKey: ['knowledge', q],
    queryFn: async () =>
      (await ask(api.GET('/v1/knowledge', { params: { query: { q, limit: '6' } } }))).data,
    enabled: q !== '',
    staleTime: 300_000,
    placeholderData: keepPreviousData,
  });
  return (
    <div className="grid gap-3">
      <TextField
        label={t('search')}
        hint={t('searchHint')}
        type="search"
        value={typed}
        maxLength={300}
        onChange={(event) => setTyped(event.target.value)}
      />
      {q !== '' && (
        <Loaded query={knowledge}>
          {(passages) =>
            passages.length === 0 ? (
              <p className="text-quiet">{t('noKnowledge')}</p>
            ) : (
              <ul className="grid gap-3">
                {passages.map((passage) => (
                  <Passage
                    key={`${passage.document_id}/${passage.passage}`}
                    passage={passage}
                    insert={insert}
                  />
                ))}
              </ul>
            )
          }
        </Loaded>
      )}
    </div>
  );
}

function Passage(props: {
  passage: Schemas['KnowledgePassage'];
  insert: (text: string) => void;
}): JSX.Element {
  const { passage, insert } = props;
  const t = useWords(words);
  const isSafe = passage.url?.startsWith('https://') === true;
  return (
    <li className="grid gap-1 border-b border-line pb-3 last:border-0">
      <p dir="auto" className="font-medium wrap-anywhere">
        {[passage.title, passage.heading].filter((part) => part !== '').join(' · ')}
      </p>
      <p dir="auto" className="line-clamp-5 text-sm wrap-anywhere">
        {passage.content}
      </p>
      <p className="flex gap-2">
        <Button onClick={() => insert(passage.content)}>{t('insertPassage')}</Button>
        {isSafe && passage.url !== null && (
          <a
            href={passage.url}
            target="_blank"
            rel="noreferrer"
            className="self-center text-sm text-accent underline"
          >
            {t('open')}
          </a>
        )}
      </p>
    </li>
  );
}
