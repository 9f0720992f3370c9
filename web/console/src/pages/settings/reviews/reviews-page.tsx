/** How the weekly review runs: who, when, how much. */
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { JSX, ReactNode } from 'react';
import { api, ask } from '../../../api/client.ts';
import type { Schemas } from '../../../api/client.ts';
import { useMe } from '../../../app/session.tsx';
import { useLanguage, useWords } from '../../../i18n/language.tsx';
import { Button } from '../../../ui/button.tsx';
import { CheckField, TextField } from '../../../ui/field.tsx';
import { Card } from '../../../ui/page.tsx';
import { Loaded, Problem } from '../../../ui/states.tsx';
import { listOf } from '../forms.ts';
import { useForm, type Form } from '../form.ts';
import { SettingsFrame } from '../frame.tsx';
import { useSaving } from '../saving.ts';
import { words as settings } from '../words.ts';
import { words } from './words.ts';

type Settings = Schemas['ReviewSettings'];

/** The page of the review's settings. */
export function ReviewsPage(): JSX.Element {
  const t = useWords(words);
  const query = useQuery({
    queryKey: ['review-settings'],
    queryFn: () => ask(api.GET('/v1/review-settings')),
  });
  return (
    <SettingsFrame
      place="reviews"
      lead={t('lead')}
      actions={
        <Link to="/reviews" className="inline-flex h-8 items-center px-2 text-accent">
          {t('toReviews')}
        </Link>
      }
    >
      <Loaded query={query} lines={9}>
        {(stored) => <SettingsForm stored={stored} />}
      </Loaded>
    </SettingsFrame>
  );
}

function draftOf(stored: Settings) {
  return {
    on: stored.enabled,
    reviewers: stored.reviewers.join(', '),
    reportTo: stored.report_to.join(', '),
    zone: stored.time_zone,
    hour: String(stored.hour),
    due: String(stored.due_hours),
    report: String(stored.report_hours),
    size: String(stored.sample_size),
    double: String(Math.round(stored.double_share * 100)),
  };
}

type Draft = ReturnType<typeof draftOf>;

function send(draft: Draft): Promise<unknown> {
  const body = {
    enabled: draft.on,
    reviewers: listOf(draft.reviewers),
    report_to: listOf(draft.reportTo),
    time_zone: draft.zone,
    hour: Number(draft.hour),
    due_hours: Number(draft.due),
    report_hours: Number(draft.report),
    sample_size: Number(draft.size),
    double_share: Number(draft.double) / 100,
  };
  return ask(api.PATCH('/v1/review-settings', { body }));
}

function SettingsForm({ stored }: { stored: Settings }): JSX.Element {
  const t = useWords(words);
  const say = useWords(settings);
  const mayChange = useMe().role !== 'operator';
  const form = useForm(draftOf(stored));
  const saving = useSaving('review-settings', () => send(form.draft), { text: say('saved') });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate();
      }}
    >
      <fieldset disabled={!mayChange} className="grid max-w-3xl gap-6">
        <CheckField label={t('on')} {...form.check('on')} />
        <Who form={form} />
        <When form={form} />
        <HowMuch form={form} />
        {saving.error !== null && <Problem error={saving.error} />}
        {mayChange ? (
          <Button
            type="submit"
            kind="primary"
            className="justify-self-start"
            busy={saving.isPending}
          >
            {t('save')}
          </Button>
        ) : (
          <p className="text-quiet">{t('readOnly')}</p>
        )}
      </fieldset>
    </form>
  );
}

interface PartProps {
  form: Form<Draft>;
}

function Who({ form }: PartProps): JSX.Element {
  const t = useWords(words);
  const isNobody = form.draft.on && listOf(form.draft.reviewers).length === 0;
  return (
    <Card title={t('who')}>
      <div className="grid gap-4">
        <TextField
          label={t('reviewers')}
          hint={t('reviewersHint')}
          error={isNobody ? t('nobody') : undefined}
          {...form.text('reviewers')}
        />
        <TextField label={t('reportTo')} hint={t('reportToHint')} {...form.text('reportTo')} />
      </div>
    </Card>
  );
}

const hourMs = 3_600_000;
/** A Thursday at 0:00 UTC; only the weekday and the hour of it are said. */
const thursday = Date.UTC(2026, 0, 1);

function useMoment(): (hours: number) => string {
  const { language } = useLanguage();
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
  });
  return (hours) => format.format(thursday + hours * hourMs);
}

/** The week that follows from the figures. */
function Plan({ form: { draft } }: PartProps): ReactNode {
  const t = useWords(words);
  const moment = useMoment();
  const [hour, due, report] = [draft.hour, draft.due, draft.report].map(Number);
  if (hour === undefined || due === undefined || report === undefined) return null;
  return t('plan', moment(hour), moment(hour + due), moment(hour + report));
}

function When({ form }: PartProps): JSX.Element {
  const t = useWords(words);
  const say = useWords(settings);
  const number = (name: 'hour' | 'due' | 'report', min: number, max: number) => (
    <TextField type="number" required label={t(name)} min={min} max={max} {...form.text(name)} />
  );
  return (
    <Card title={t('when')}>
      <div className="grid gap-4">
        <div className="grid items-start gap-4 sm:grid-cols-4">
          <TextField label={t('zone')} hint={say('zoneHint')} {...form.text('zone')} />
          {number('hour', 0, 23)}
          {number('due', 1, 240)}
          {number('report', 1, 336)}
        </div>
        <p className="text-quiet">
          <Plan form={form} />
        </p>
      </div>
    </Card>
  );
}

function HowMuch({ form }: PartProps): JSX.Element {
  const t = useWords(words);
  const { size, double, reviewers } = form.draft;
  const people = listOf(reviewers).length;
  const each = Math.round((Number(size) * (1 + Number(double) / 100)) / Math.max(1, people));
  return (
    <Card title={t('howMuch')}>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField
          type="number"
          required
          min={2}
          max={500}
          label={t('size')}
          {...(people > 0 && { hint: t('each', each) })}
          {...form.text('size')}
        />
        <TextField
          type="number"
          required
          min={0}
          max={100}
          label={t('double')}
          hint={t('doubleHint')}
          {...form.text('double')}
        />
      </div>
    </Card>
  );
}
