import { describe, expect, it } from 'vitest';
import { packagePage, packagePageHeaders } from '../../src/api/package-page.ts';

const at = '2026-11-25T09:00:00.000Z';
const hostile = '<img src=x onerror=alert(1)><script>alert(1)</script>"\'&\u202Eevil';

type Package = Parameters<typeof packagePage>[0];

const document = {
  format: 1,
  version: 7,
  generated_at: at,
  conversation: {
    id: 'c1',
    status: 'open',
    owner: 'queue',
    owner_id: 'billing',
    customer: { name: hostile },
    handoff: null,
    channel: 'chat',
    language: 'en',
    tier: null,
  },
  turns: [
    {
      id: 't1',
      sequence: 1,
      role: 'customer',
      content: hostile,
      content_ref: null,
      tool_calls: [{ name: hostile, arguments: { x: hostile } }],
      error: false,
      attachments: ['at_1'],
      actor: null,
      epoch: 1,
      at,
    },
  ],
  decisions: [
    {
      action: 'handoff',
      reason: 'customer_request',
      rule: hostile,
      queue: 'billing',
      priority: 3,
      evidence: [{ turn: 1, feature: 'explicit_request' }],
      policy: 'p',
      policy_version: 1,
      nearest: null,
      turn: 1,
      at,
    },
  ],
  handoffs: [],
  brief: { document: { lines: [{ section: 'facts', text: hostile, turns: [1] }] } },
  notes: [{ id: 'n1', actor: 'ana', content: hostile, at }],
  segment_summaries: [{ handoff_id: 'ho_1', summary: hostile, result: { x: hostile }, at }],
  notices: [{ id: 'no_1', key: 'handoff', content: hostile, at }],
  attachments: [
    {
      id: 'at_1',
      name: hostile,
      media_type: 'text/plain',
      bytes: 3,
      sha256: '00',
      url: 'https://x/',
    },
  ],
} as unknown as Package;

describe('the package as a page', () => {
  it('holds what was said, and lets no text of anybody become markup', () => {
    const page = packagePage(document);
    expect(page).toContain('explicit_request (turn 1)');
    expect(page).toContain('&#60;img src=x onerror=alert(1)&#62;');
    expect(page).not.toMatch(/<(img|script|a|iframe|form)\b/);
    expect(page).not.toContain('\u202E');
    expect(page.match(/onerror/g)?.length).toBeGreaterThan(6);
  });

  it('says where a text is cut, and where all of it is', () => {
    const [turn] = document.turns;
    const cut = { ...turn, content: 'Long, lon', content_ref: 'at_whole' };
    const page = packagePage({ ...document, turns: [cut] } as Package);
    expect(page).toContain('Long, lon…\n(cut here; all of it is attachment at_whole)');
    expect(packagePage(document)).not.toContain('cut here');
  });

  it('may load nothing and run nothing but its own style sheet', () => {
    const policy = packagePageHeaders['content-security-policy'];
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain('sandbox');
    expect(policy).not.toMatch(/script-src|unsafe|https?:/);
  });
});
