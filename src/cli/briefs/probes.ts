/**
 * Probes for the checker: claims about a transcript as a model might word them, true ones and planted false ones. What
 * is true is read off the transcript, not off a brief; a false claim is a true one with one thing changed, or invented.
 */
import type { BriefLine, BriefSection, TranscriptTurn } from '../../domain/brief.ts';
import { atomsOf } from '../../domain/prepare-atoms.ts';
import type { Atom } from '../../domain/prepare-atoms.ts';
import { entitiesOf } from '../../domain/prepare-entities.ts';
import { speechOf } from '../../domain/prepare-speech.ts';
import { stepsOf } from '../../domain/prepare-steps.ts';
import type { Step } from '../../domain/prepare-steps.ts';
import { fold, plain, turnText } from '../../domain/prepare-text.ts';
import type { Chance } from '../simulate/random.ts';
import { inventedNames, inventedPromises, otherAtom, otherForm, otherWords } from './variants.ts';

/** The kinds of claims that are planted. */
export const probeKinds = [
  'number',
  'amount',
  'date',
  'email',
  'phone',
  'id',
  'name',
  'quote',
  'promise',
  'tool_result',
  'citation',
] as const;
export type ProbeKind = (typeof probeKinds)[number];

/** One claim with the truth about it. */
export interface Probe {
  kind: ProbeKind;
  holds: boolean;
  line: BriefLine;
}

interface Ground {
  turns: TranscriptTurn[];
  chance: Chance;
  text: Map<number, string>;
}

function probe(
  kind: ProbeKind,
  holds: boolean,
  claim: { section: BriefSection; text: string; turns: number[] },
): Probe {
  return { kind, holds, line: claim };
}

const sentencesOf: Record<Atom['kind'], [string, ...string[]]> = {
  number: ['The figure {} was named.', 'It says {} there.', 'Number given: {}'],
  amount: ['An amount of {} is in question.', 'The price is {}.', 'Amount {} was named'],
  date: ['The date is {}.', 'It concerns {}.', 'Planned for {}'],
  email: ['Reach the customer at {}.', 'Email {}', 'The address on file is {}.'],
  phone: ['Call back on {}.', 'Phone: {}', 'The number {} is affected.'],
  id: ['It is about {}.', 'Order or record {} was named.', 'Reference: {}, status open'],
};

function isAbsent(ground: Ground, turn: number, value: string): boolean {
  return !(ground.text.get(turn) ?? '').includes(fold(value).replace(/^#/, ''));
}

/** A value in the same or another form is true; with another digit or letter it is false; under another turn too. */
function atomProbes(ground: Ground, turn: TranscriptTurn, atom: Atom): Probe[] {
  const { chance } = ground;
  const { kind } = atom;
  const say = (value: string, turns: number[]) => ({
    section: 'facts' as const,
    text: chance.pick(sentencesOf[kind]).replace('{}', () => value),
    turns,
  });
  const form = otherForm(atom, chance);
  const wrong = otherAtom(atom, chance);
  const elsewhere = ground.turns.find(
    (other) =>
      other.sequence !== turn.sequence &&
      !atom.keys.some((key) => keysIn(other).has(key)) &&
      isAbsent(ground, other.sequence, atom.value),
  );
  const isNew = !atomsOf(wrong).some(({ keys }) => keys.some((key) => keysIn(turn).has(key)));
  return [
    probe(kind, true, say(form, [turn.sequence])),
    ...(isNew && isAbsent(ground, turn.sequence, wrong)
      ? [probe(kind, false, say(wrong, [turn.sequence]))]
      : []),
    ...(elsewhere === undefined || kind === 'number'
      ? []
      : [probe('citation', false, say(atom.value, [elsewhere.sequence]))]),
  ];
}

const keyCache = new WeakMap<TranscriptTurn, Set<string>>();

function keysIn(turn: TranscriptTurn): Set<string> {
  const known = keyCache.get(turn);
  if (known !== undefined) return known;
  const keys = new Set(atomsOf(plain(turnText(turn))).flatMap((atom) => atom.keys));
  keyCache.set(turn, keys);
  return keys;
}

const mostPerKind = 3;

/** Up to three values of each kind, from what was spoken; numbers of one digit stand anywhere and tell nothing. */
function valueProbes(ground: Ground): Probe[] {
  const taken = new Map<string, number>();
  const probes: Probe[] = [];
  for (const turn of ground.turns) {
    if (turn.role === 'tool') continue;
    for (const atom of atomsOf(plain(turn.content))) {
      const count = taken.get(atom.kind) ?? 0;
      if (count >= mostPerKind || (atom.kind === 'number' && atom.value.length < 2)) continue;
      taken.set(atom.kind, count + 1);
      probes.push(...atomProbes(ground, turn, atom));
    }
  }
  return probes;
}

function nameProbes(ground: Ground): Probe[] {
  const { account } = entitiesOf(ground.turns);
  return account
    .filter(({ type }) => type === 'name')
    .slice(0, 2)
    .flatMap(({ value, turns }) => {
      const say = (name: string) => ({
        section: 'facts' as const,
        text: ground.chance
          .pick(['The customer is {}.', '{} asked for help.', 'Customer: {}, verified'])
          .replace('{}', () => name),
        turns,
      });
      const wrong = ground.chance.pick(inventedNames);
      return [
        probe('name', true, say(value)),
        ...(isAbsent(ground, turns[0] ?? 0, wrong) ? [probe('name', false, say(wrong))] : []),
      ];
    });
}

function quoteProbes(ground: Ground): Probe[] {
  const { ask, outcome, refusal } = speechOf(ground.turns, null);
  return [ask, outcome, refusal]
    .filter((said) => said !== null)
    .flatMap((said) => {
      const section: BriefSection =
        said === refusal ? 'why_you_have_this' : 'what_the_customer_wants';
      const say = (text: string) => ({
        section,
        text: `Said: "${text.replace(/["“”]/g, "'")}"`,
        turns: [said.turn],
      });
      const wrong = otherWords(said.text, ground.chance);
      return [
        probe('quote', true, say(said.text)),
        ...(wrong === null ? [] : [probe('quote', false, say(wrong))]),
      ];
    });
}

function promiseProbes(ground: Ground): Probe[] {
  const { promises } = speechOf(ground.turns, null);
  const service = ground.turns.filter(
    ({ role, content }) => (role === 'assistant' || role === 'agent') && content.trim() !== '',
  );
  const cited = service.at(ground.chance.between(0, Math.max(0, service.length - 1)));
  const kept = promises.slice(-2).map((said) =>
    probe('promise', true, {
      section: 'next_step',
      text: `The assistant promised: ${said.text.replace(/^(?:and|so|then)\s+/i, '')}`,
      turns: [said.turn],
    }),
  );
  const made = ground.chance.pick(inventedPromises);
  const known = cited === undefined ? '' : (ground.text.get(cited.sequence) ?? '');
  if (cited === undefined || made.words.some((word) => known.includes(word))) return kept;
  const planted = { section: 'next_step' as const, text: made.text, turns: [cited.sequence] };
  return [...kept, probe('promise', false, planted)];
}

const resultTexts: Record<'ok' | 'failed', [string, ...string[]]> = {
  ok: ['{} succeeded.', 'Done: {}', 'The assistant completed {} for the customer.'],
  failed: ['{} failed.', 'Failed: {}', 'The assistant tried {}, but it was rejected.'],
};

function stepProbes(ground: Ground): Probe[] {
  const { chance } = ground;
  const steps = stepsOf(ground.turns).filter(({ result }) => result !== 'unknown');
  const acted = steps.filter(({ acts }) => acts);
  return (acted.length > 0 ? acted : steps).slice(-3).flatMap((step) => {
    const told = step.result === 'failed' ? 'failed' : 'ok';
    const flipped = told === 'ok' ? 'failed' : 'ok';
    const bothWays = steps.some(
      (other) => other.tool === step.tool && other.result === flipped && meets(other, step),
    );
    const say = (result: 'ok' | 'failed', tool: string) => ({
      section: 'what_was_tried' as const,
      text: chance.pick(resultTexts[result]).replace('{}', () => tool),
      turns: step.turns,
    });
    return [
      probe('tool_result', true, say(told, step.tool)),
      ...(bothWays ? [] : [probe('tool_result', false, say(flipped, step.tool))]),
      probe('tool_result', false, say('ok', chance.pick(inventedTools))),
    ];
  });
}

const inventedTools: [string, ...string[]] = [
  'grant_store_credit',
  'open_fraud_case',
  'waive_late_fee',
  'ship_replacement',
];

function meets(a: Step, b: Step): boolean {
  return a.turns.some((turn) => b.turns.includes(turn));
}

/** The probes of one transcript, in an order that depends on the seed only. */
export function probesOf(turns: TranscriptTurn[], chance: Chance): Probe[] {
  const text = new Map(turns.map((turn) => [turn.sequence, fold(turnText(turn))]));
  const ground: Ground = { turns, chance, text };
  return [valueProbes, nameProbes, quoteProbes, promiseProbes, stepProbes].flatMap((make) =>
    make(ground),
  );
}
