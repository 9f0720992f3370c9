/**
 * The inbox of the console with a thousand waiting cases beside twenty, in a real Chromium: a supervisor scrolls through
 * all of them and back while customers write. Printed per size: time in long tasks of the page (over 50 ms on its main
 * thread, https://www.w3.org/TR/longtasks/), the longest one, frames, what was asked of the API, and how long a message
 * takes from its commit to the row that shows it. Turns are committed as the worker's activity does, without workflows
 * (`bench -- turns` measures those). API, servers and browser share the machine. `INBOX_CASES` is the large number (1,000).
 */
import { setTimeout as pause } from 'node:timers/promises';
import { commitCommand } from '../dist/adapters/postgres/commit.js';
import { createNotifier } from '../dist/adapters/postgres/notify.js';
import { createLoginToken } from '../dist/adapters/postgres/sign-in.js';
import { openBrowser } from '../scripts/browser.js';
import { openApi, openGround } from './ground.js';
import { median, percentile, round } from './measure.js';

const sizes = { few: 20, many: Number(process.env['INBOX_CASES'] ?? 1_000), seconds: 20 };
const tenant = 'demo';
const list = 'section [role=region]';

/** @typedef {Awaited<ReturnType<typeof openGround>>} Ground */
/** @typedef {import('../dist/domain/commands.js').Command} Command */
/** @typedef {{ commit: (n: number, command: Command) => Promise<void>, close: () => Promise<void> }} Floor */
/** @typedef {import('playwright-core').Page} Page */

const caseId = (/** @type {number} */ n) => `case-${String(n).padStart(4, '0')}`;
const actor = /** @type {const} */ ({ kind: 'backend', id: 'bench' });

/** Commits, and tells those who listen. @type {(ground: Ground) => Floor} */
function openFloor({ pool }) {
  const notifier = createNotifier(pool);
  return {
    commit: async (n, command) => {
      const ref = { tenant, conversation: caseId(n) };
      const { result } = await commitCommand(pool, {
        ref,
        knownVersion: null,
        command,
        at: Date.now(),
      });
      if (result.kind === 'refused') throw new Error(`${command.type}: ${result.detail}`);
      notifier.touched(ref);
    },
    close: () => notifier.close(),
  };
}

/** @type {(floor: Floor, n: number, id: string, content: string) => Promise<void>} */
const say = (floor, n, id, content) =>
  floor.commit(n, {
    type: 'turn',
    id,
    actor,
    turns: [{ id, role: 'customer', content }],
    customer: { id: `customer-${n}`, name: `Customer ${n}`, language: 'en' },
  });

/** Cases that wait. @type {(floor: Floor, from: number, to: number) => Promise<void>} */
async function openCases(floor, from, to) {
  for (let n = from; n < to; n += 1) {
    await say(floor, n, `first-${n}`, `Where is my order 4471-${n}?`);
    await floor.commit(n, { type: 'requestHuman', id: `ask-${n}`, actor });
  }
}

/** Counts in the page until `stop` is called there. */
const meter = `(() => {
  const seen = { tasks: [], frames: [], on: true };
  const observer = new PerformanceObserver((entries) => {
    for (const { duration } of entries.getEntries()) seen.tasks.push(duration);
  });
  observer.observe({ type: 'longtask' });
  let last = performance.now();
  const frame = (now) => {
    seen.frames.push(now - last);
    last = now;
    if (seen.on) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  window.stopMeter = () => {
    seen.on = false;
    observer.disconnect();
    return { tasks: seen.tasks, frames: seen.frames };
  };
})()`;

/** Ten messages a second into cases by turns. @type {(floor: Floor, cases: number, until: number) => Promise<number>} */
async function write(floor, cases, until) {
  let sent = 0;
  const running = [];
  while (performance.now() < until) {
    const n = (sent * 37) % cases;
    running.push(say(floor, n, `m-${cases}-${sent}`, `Is somebody there? (${sent})`));
    sent += 1;
    await pause(100);
  }
  await Promise.all(running);
  return sent;
}

/** Down to the end and up again. @type {(page: Page, until: number) => Promise<void>} */
async function scroll(page, until) {
  await page.locator(list).hover();
  let by = 450;
  while (performance.now() < until) {
    await page.mouse.wheel(0, by);
    await pause(50);
    const [top, most] = await page.locator(list).evaluate(
      /** @returns {[number, number]} */
      (element) => [element.scrollTop, element.scrollHeight - element.clientHeight],
    );
    if (top >= most) by = -450;
    if (top <= 0) by = 450;
  }
}

/** From the call to the row, with the list at its top. @type {(page: Page, floor: Floor, cases: number) => Promise<number[]>} */
async function messageToRow(page, floor, cases) {
  await page.locator(list).evaluate((element) => (element.scrollTop = 0));
  const times = [];
  for (let n = 0; n < 20; n += 1) {
    const link = page.locator(`${list} a`).nth(n % 5);
    const place = (await link.getAttribute('href')) ?? '';
    const shown = Number(/case-(\d+)/.exec(place)?.[1]);
    const text = `Message ${cases}/${n}`;
    const startedAt = performance.now();
    await say(floor, shown, `seen-${cases}-${n}`, text);
    await page.locator(list).getByText(text).waitFor();
    times.push(performance.now() - startedAt);
  }
  return times;
}

/** @type {(page: Page, floor: Floor, cases: number) => Promise<Record<string, number>>} */
async function measure(page, floor, cases) {
  await page.goto(`${new URL(page.url()).origin}/inbox?view=waiting`);
  await page.locator(`${list} a`).first().waitFor();
  const asked = { lists: 0 };
  const count = (/** @type {import('playwright-core').Request} */ request) => {
    if (request.url().includes('/v1/inbox')) asked.lists += 1;
  };
  page.on('request', count);
  await page.evaluate(meter);
  const startedAt = performance.now();
  const until = startedAt + sizes.seconds * 1_000;
  const [messages] = await Promise.all([write(floor, cases, until), scroll(page, until)]);
  const seconds = (performance.now() - startedAt) / 1_000;
  const { tasks, frames } = /** @type {{ tasks: number[], frames: number[] }} */ (
    await page.evaluate('stopMeter()')
  );
  page.off('request', count);
  const rows = await messageToRow(page, floor, cases);
  return {
    cases,
    messages,
    long_tasks: tasks.length,
    long_ms_per_s: round(tasks.reduce((sum, ms) => sum + ms, 0) / seconds, 1),
    longest_task_ms: round(Math.max(0, ...tasks), 0),
    frame_p50_ms: round(median(frames), 1),
    frame_p95_ms: round(percentile(frames, 0.95), 1),
    lists_per_s: round(asked.lists / seconds, 1),
    message_to_row_p50_ms: round(median(rows), 0),
    message_to_row_p95_ms: round(percentile(rows, 0.95), 0),
  };
}

/** Runs the bench and gives one object. */
export async function benchInbox() {
  const ground = await openGround();
  const floor = openFloor(ground);
  const api = await openApi(ground);
  const browser = await openBrowser();
  try {
    await ground.pool.query(`update agents set presence = 'offline' where tenant = $1`, [tenant]);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const token = await createLoginToken(ground.pool, { tenant, role: 'supervisor' });
    await page.request.post(`${api.url}/auth/login`, { data: { token } });
    await page.goto(api.url);
    await openCases(floor, 0, sizes.few);
    const few = await measure(page, floor, sizes.few);
    await openCases(floor, sizes.few, sizes.many);
    const many = await measure(page, floor, sizes.many);
    const ratio = (/** @type {string} */ name) => round((many[name] ?? 0) / (few[name] ?? 0));
    return {
      bench: 'inbox',
      few,
      many,
      frame_p95_ratio: ratio('frame_p95_ms'),
      message_to_row_ratio: ratio('message_to_row_p50_ms'),
    };
  } finally {
    await browser.close();
    api.stop();
    await floor.close();
    await ground.close();
  }
}
