/** The tag with which a page shows the chat. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { JSX } from 'react';
import { api, ask } from '../../../api/client.ts';
import { useLanguage, useWords } from '../../../i18n/language.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { Copyable } from '../secret-dialog.tsx';
import { words } from './words.ts';

/** The languages the widget speaks (web/widget/src/words.ts). */
const spoken = ['en', 'de', 'es', 'fr', 'it', 'nl', 'pt', 'zh'];

function tagOf(base: string, site: string, language: string): string {
  const more = language === '' ? '' : ` data-language="${language}"`;
  return `<script src="${base}/widget.js" data-site="${site}"${more} async></script>`;
}

/** To be copied; the language may be fixed in it. */
export function TagDialog({ site, onClose }: { site: string; onClose: () => void }): JSX.Element {
  const t = useWords(words);
  const { language: own } = useLanguage();
  const [language, setLanguage] = useState('');
  const names = new Intl.DisplayNames(own, { type: 'language' });
  const installation = useQuery({
    queryKey: ['installation'],
    queryFn: () => ask(api.GET('/v1/installation')),
  });
  return (
    <Dialog wide title={t('codeTitle')} onClose={onClose}>
      <p className="text-quiet">{t('codeHint')}</p>
      <SelectField
        label={t('language')}
        value={language}
        onChange={({ target }) => setLanguage(target.value)}
        options={[
          { value: '', label: t('pageLanguage') },
          ...spoken.map((value) => ({ value, label: names.of(value) ?? value })),
        ]}
      />
      <Loaded query={installation} lines={1}>
        {({ public_url: base }) => (
          <Copyable label={t('codeTitle')} text={tagOf(base, site, language)} />
        )}
      </Loaded>
    </Dialog>
  );
}
