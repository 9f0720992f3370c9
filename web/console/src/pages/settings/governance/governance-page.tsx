/** Governance: who reads, how long it is kept, what is erased. */
import { useQuery } from '@tanstack/react-query';
import type { JSX } from 'react';
import { api, ask } from '../../../api/client.ts';
import { useWords } from '../../../i18n/language.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { SettingsFrame } from '../frame.tsx';
import { Erasures } from './erasures.tsx';
import { Readers } from './readers.tsx';
import { Retention } from './retention.tsx';
import { words } from './words.ts';

/** The page of governance. */
export function GovernancePage(): JSX.Element {
  const t = useWords(words);
  const governance = useQuery({
    queryKey: ['governance'],
    queryFn: () => ask(api.GET('/v1/governance')),
  });
  return (
    <SettingsFrame place="governance" lead={t('lead')}>
      <Loaded query={governance} lines={9}>
        {(stored) => (
          <div className="grid items-start gap-6 xl:grid-cols-2">
            <Readers stored={stored} />
            <Retention stored={stored} />
          </div>
        )}
      </Loaded>
      <Erasures />
    </SettingsFrame>
  );
}
