/** What the knowledge answers to a question, as suggestions and agents find it. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../../api/client.ts';
import type { Schemas } from '../../../api/client.ts';
import { useWords } from '../../../i18n/language.tsx';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Card } from '../../../ui/page.tsx';
import { Problem } from '../../../ui/states.tsx';
import { words } from './words.ts';

type Passage = Schemas['KnowledgePassage'];

/** A question and its passages, the best first. */
export function TrySearch(): JSX.Element {
  const t = useWords(words);
  const [question, setQuestion] = useState('');
  const search = useMutation({
    mutationFn: () => ask(api.GET('/v1/knowledge', { params: { query: { q: question } } })),
  });
  return (
    <Card title={t('tryTitle')}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (question.trim() !== '') search.mutate();
        }}
      >
        <div className="flex items-end gap-2">
          <div className="min-w-0 flex-1">
            <TextField
              label={t('question')}
              value={question}
              maxLength={1000}
              onChange={({ target }) => setQuestion(target.value)}
            />
          </div>
          <Button type="submit" busy={search.isPending}>
            {t('search')}
          </Button>
        </div>
        {search.isError && <Problem error={search.error} />}
        {search.data !== undefined && <Passages passages={search.data.data} />}
      </form>
    </Card>
  );
}

function Passages({ passages }: { passages: readonly Passage[] }): JSX.Element {
  const t = useWords(words);
  return (
    <div role="status" className="grid gap-3">
      <p className="text-quiet">
        {passages.length === 0 ? t('foundNone') : t('found', passages.length)}
      </p>
      {passages.map((passage) => (
        <article key={`${passage.document_id} ${passage.passage}`} className="grid gap-0.5">
          <h3 dir="auto" className="text-base wrap-anywhere">
            {passage.title}
            {passage.heading !== '' && passage.heading !== passage.title && `: ${passage.heading}`}
            <span className="ml-2 text-sm font-normal text-quiet">
              {t('score', passage.score.toFixed(2))}
            </span>
          </h3>
          <p dir="auto" className="line-clamp-3 max-w-prose wrap-anywhere text-quiet">
            {passage.content}
          </p>
        </article>
      ))}
    </div>
  );
}
