/** One site of the widget: new, or changed. */
import type { JSX } from 'react';
import { api, ask } from '../../../api/client.ts';
import type { Schemas } from '../../../api/client.ts';
import { useWords } from '../../../i18n/language.tsx';
import { CheckField, SelectField, TextArea, TextField } from '../../../ui/field.tsx';
import { listOf } from '../forms.ts';
import type { Form } from '../form.ts';
import { RecordDialog } from '../record-dialogs.tsx';
import { words } from './words.ts';

type Site = Schemas['WidgetSite'];

interface Draft {
  name: string;
  origins: string;
  identity: boolean;
  bot: boolean;
  on: boolean;
  title: string;
  greeting: string;
  colour: string;
  onColour: string;
  side: 'left' | 'right';
  privacy: string;
}

/** What the widget takes where nothing is set (web/widget/src/styles.ts). */
const usual = { colour: '#2556c4', onColour: '#ffffff' };

const fresh: Draft = {
  name: '',
  origins: '',
  identity: false,
  bot: true,
  on: true,
  title: '',
  greeting: '',
  ...usual,
  side: 'right',
  privacy: '',
};

function draftOf({ appearance, ...site }: Site): Draft {
  return {
    name: site.name,
    origins: site.origins.join(', '),
    identity: site.require_identity,
    bot: site.has_bot,
    on: site.enabled,
    title: appearance.title ?? '',
    greeting: appearance.greeting ?? '',
    colour: appearance.colour ?? usual.colour,
    onColour: appearance.on_colour ?? usual.onColour,
    side: appearance.side ?? 'right',
    privacy: appearance.privacy_url ?? '',
  };
}

function bodyOf(draft: Draft): Schemas['WidgetSiteCreate'] {
  const { title, greeting, privacy } = draft;
  return {
    name: draft.name,
    origins: listOf(draft.origins),
    require_identity: draft.identity,
    has_bot: draft.bot,
    enabled: draft.on,
    appearance: {
      ...(title !== '' && { title }),
      ...(greeting !== '' && { greeting }),
      ...(privacy !== '' && { privacy_url: privacy }),
      colour: draft.colour,
      on_colour: draft.onColour,
      side: draft.side,
    },
  };
}

async function send(draft: Draft, id: string | undefined): Promise<string | null> {
  const body = bodyOf(draft);
  if (id === undefined) return (await ask(api.POST('/v1/widget-sites', { body }))).identity_secret;
  await ask(api.PATCH('/v1/widget-sites/{id}', { params: { path: { id } }, body }));
  return null;
}

const areOrigins = (text: string): boolean =>
  listOf(text).every((origin) => /^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/.test(origin));

interface SiteDialogProps {
  site?: Site;
  /** Of a new site; null where there is none to show. */
  onSecret: (secret: string | null) => void;
  onClose: () => void;
}

/** Without a site it makes one. */
export function SiteDialog({ site, onSecret, onClose }: SiteDialogProps): JSX.Element {
  const t = useWords(words);
  const isNew = site === undefined;
  return (
    <RecordDialog
      wide
      list="widget-sites"
      title={isNew ? t('add') : t('change')}
      isNew={isNew}
      start={isNew ? fresh : draftOf(site)}
      isComplete={({ name, origins }) => name !== '' && areOrigins(origins)}
      send={(draft) => send(draft, site?.id)}
      onSent={onSecret}
      onClose={onClose}
    >
      {(form) => (
        <>
          <TextField label={t('name')} placeholder="Shop" {...form.text('name')} />
          <TextField
            label={t('origins')}
            hint={t('originsHint')}
            error={areOrigins(form.draft.origins) ? undefined : t('originsWrong')}
            {...form.text('origins')}
          />
          <div className="grid gap-1">
            <CheckField label={t('bot')} {...form.check('bot')} />
            <CheckField label={t('identity')} {...form.check('identity')} />
            <CheckField label={t('on')} {...form.check('on')} />
          </div>
          <Looks form={form} />
        </>
      )}
    </RecordDialog>
  );
}

function Looks({ form }: { form: Form<Draft> }): JSX.Element {
  const t = useWords(words);
  const sides = (['right', 'left'] as const).map((side) => ({ value: side, label: t(side) }));
  return (
    <fieldset className="grid gap-3">
      <legend className="mb-1 text-sm font-medium">{t('looks')}</legend>
      <p className="text-sm text-quiet">{t('looksHint')}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField label={t('title')} maxLength={60} {...form.text('title')} />
        <TextField
          type="url"
          label={t('privacy')}
          hint={t('privacyHint')}
          pattern="https://.*"
          {...form.text('privacy')}
        />
      </div>
      <TextArea rows={2} maxLength={500} label={t('greeting')} {...form.text('greeting')} />
      <div className="grid gap-4 sm:grid-cols-3">
        <TextField type="color" className="p-1" label={t('colour')} {...form.text('colour')} />
        <TextField type="color" className="p-1" label={t('onColour')} {...form.text('onColour')} />
        <SelectField label={t('side')} options={sides} {...form.text('side')} />
      </div>
    </fieldset>
  );
}
