/** One version of a policy: read, change into the next version, let it decide. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import type { JSX, ReactNode } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { useParam, useQueryState } from '../../app/address.ts';
import { useMe } from '../../app/session.tsx';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded, Problem } from '../../ui/states.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { toast } from '../../ui/toast.tsx';
import { ActivateDialog } from './activate-dialog.tsx';
import { Changes } from './changes.tsx';
import { countProblems, Problems } from './problems.tsx';
import { SourceEditor } from './source-editor.tsx';
import { formatOf, useValidation } from './use-validation.ts';
import type { Checked } from './use-validation.ts';
import { words } from './words.ts';

type Policy = Schemas['Policy'];

function versionQuery(name: string, version: string) {
  const params = { path: { name, version } };
  return {
    queryKey: ['policies', name, version],
    queryFn: () => ask(api.GET('/v1/policies/{name}/versions/{version}', { params })),
  };
}

/** The page of one version. */
export function EditorPage(): JSX.Element {
  const name = useParam('name');
  const version = useParam('version');
  const policy = useQuery(versionQuery(name, version));
  return (
    <Loaded query={policy} lines={9}>
      {(data) => <Editor key={`${data.name} ${data.version}`} policy={data} />}
    </Loaded>
  );
}

/** The version that decides, with its text; undefined when none does. */
function useActive(): Policy | undefined {
  const list = useQuery({
    queryKey: ['policies', 'active'],
    queryFn: () => ask(api.GET('/v1/policies', { params: { query: { status: 'active' } } })),
  });
  const active = list.data?.data[0];
  const found = useQuery({
    ...versionQuery(active?.name ?? '', String(active?.version ?? 0)),
    enabled: active !== undefined,
  });
  return found.data;
}

interface Draft {
  source: string;
  tests: string;
  isChanged: boolean;
}

function Editor({ policy }: { policy: Policy }): JSX.Element {
  const t = useWords(words);
  const mayWrite = useMe().role !== 'supervisor';
  const [source, setSource] = useState(policy.source);
  const [tests, setTests] = useState(policy.tests ?? '');
  const [goTo, setGoTo] = useState<{ line: number } | null>(null);
  const checked = useValidation(source, tests);
  const isChanged = source !== policy.source || tests !== (policy.tests ?? '');
  const draft = { source, tests, isChanged };
  return (
    <Page
      title={`${policy.name} ${policy.version}`}
      lead={mayWrite ? t('editorLead') : t('readOnly')}
      actions={<Actions policy={policy} draft={draft} checked={checked} mayWrite={mayWrite} />}
    >
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <SourceEditor
          label={t('source')}
          value={source}
          onChange={setSource}
          marks={marksOf(checked)}
          readOnly={!mayWrite}
          goTo={goTo}
        />
        <Side
          checked={checked}
          draft={draft}
          onTests={setTests}
          mayWrite={mayWrite}
          onGo={(line) => setGoTo({ line })}
        />
      </div>
    </Page>
  );
}

function marksOf({ validation }: Checked): Map<number, 'mistake' | 'warning'> {
  const marks = new Map<number, 'mistake' | 'warning'>();
  for (const { line } of validation?.warnings ?? []) if (line !== null) marks.set(line, 'warning');
  for (const { line } of validation?.errors ?? []) if (line !== null) marks.set(line, 'mistake');
  return marks;
}

interface SideProps {
  checked: Checked;
  draft: Draft;
  onTests: (tests: string) => void;
  mayWrite: boolean;
  onGo: (line: number) => void;
}

/** Problems, tests, changes. */
function Side({ checked, draft, onTests, mayWrite, onGo }: SideProps): JSX.Element {
  const t = useWords(words);
  const [chosen, choose] = useQueryState('view');
  const active = useActive();
  const problems = countProblems(checked.validation);
  const panels: Record<string, ReactNode> = {
    problems: <Problems checked={checked} hasTests={draft.tests.trim() !== ''} onGo={onGo} />,
    tests: <Tests tests={draft.tests} onTests={onTests} mayWrite={mayWrite} />,
    changes: active && <Changes active={active} source={draft.source} />,
  };
  return (
    <Tabs
      label={t('editorLead')}
      chosen={chosen === '' ? 'problems' : chosen}
      onChoose={choose}
      tabs={[
        { id: 'problems', label: t('problems', problems) },
        { id: 'tests', label: t('tests') },
        { id: 'changes', label: t('changes') },
      ]}
      panels={panels}
    />
  );
}

function Tests(props: {
  tests: string;
  onTests: (tests: string) => void;
  mayWrite: boolean;
}): JSX.Element {
  const { tests, onTests, mayWrite } = props;
  const t = useWords(words);
  return (
    <div className="grid gap-2">
      <p className="text-quiet">{tests === '' ? t('testsEmpty') : t('testsHint')}</p>
      <textarea
        aria-label={t('tests')}
        value={tests}
        readOnly={!mayWrite}
        wrap="off"
        spellCheck={false}
        rows={20}
        onChange={(event) => onTests(event.target.value)}
        className="w-full resize-y rounded-md border border-line-strong bg-surface p-2.5 font-mono text-xs leading-5"
      />
    </div>
  );
}

interface ActionsProps {
  policy: Policy;
  draft: Draft;
  checked: Checked;
  mayWrite: boolean;
}

function Actions({ policy, draft, checked, mayWrite }: ActionsProps): JSX.Element {
  const t = useWords(words);
  const [isActivating, setIsActivating] = useState(false);
  return (
    <>
      <Link
        to="/policies"
        className="inline-flex h-8 items-center gap-1.5 rounded-md px-2 text-accent"
      >
        <ArrowLeft aria-hidden className="size-4" />
        {t('back')}
      </Link>
      <span className="inline-flex items-center">
        <Badge tone={draft.isChanged ? 'note' : policy.status === 'active' ? 'person' : 'quiet'}>
          {draft.isChanged ? t('unsaved') : t(policy.status)}
        </Badge>
      </span>
      {mayWrite && <SaveDraft draft={draft} checked={checked} />}
      {mayWrite && policy.status !== 'active' && (
        <Button
          kind={draft.isChanged ? 'plain' : 'primary'}
          disabled={draft.isChanged}
          onClick={() => setIsActivating(true)}
        >
          {t('activate')}
        </Button>
      )}
      {isActivating && <ActivateDialog policy={policy} onClose={() => setIsActivating(false)} />}
    </>
  );
}

function SaveDraft({ draft, checked }: { draft: Draft; checked: Checked }): JSX.Element {
  const t = useWords(words);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { source, tests } = draft;
  const save = useMutation({
    mutationFn: () => {
      const more = tests.trim() === '' ? {} : { tests };
      return ask(api.POST('/v1/policies', { body: { source, format: formatOf(source), ...more } }));
    },
    onSuccess: async ({ name, version }) => {
      await queries.invalidateQueries({ queryKey: ['policies'] });
      toast(t('savedDraft', version));
      await navigate({
        to: '/policies/$name/$version',
        params: { name, version: String(version) },
      });
    },
  });
  const isWrong = (checked.validation?.errors.length ?? 1) > 0 || !checked.isCurrent;
  return (
    <>
      {save.isError && <Problem error={save.error} />}
      <Button
        kind={draft.isChanged ? 'primary' : 'plain'}
        busy={save.isPending}
        disabled={!draft.isChanged || isWrong}
        onClick={() => save.mutate()}
      >
        {t('saveDraft')}
      </Button>
    </>
  );
}
