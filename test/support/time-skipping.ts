/**
 * The Java test server of Temporal, which skips time: a deadline in three days is reached at once.
 * Time is global per server, so tests that share one run one after another.
 */
import { execFile } from 'node:child_process';
import { access, chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '../../scripts/cache-folder.js';

const run = promisify(execFile);

const artifact = { group: 'io.temporal', name: 'temporal-test-server', version: '1.38.0' };

/** Where the start script lies, or why there is none, in words for the skip line of a test. */
export type TimeSkippingServer = { path: string } | { reason: string };

const pom = `<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>baton</groupId>
  <artifactId>test-server</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>${artifact.group}</groupId>
      <artifactId>${artifact.name}</artifactId>
      <version>${artifact.version}</version>
    </dependency>
  </dependencies>
</project>
`;

// The SDK starts the script with the port as its first argument.
const script = `#!/bin/sh
exec java -cp "$(dirname "$0")/lib/*" io.temporal.testserver.TestServer "$1"
`;

async function missingTool(): Promise<string | undefined> {
  for (const [tool, flag] of [
    ['java', '-version'],
    ['mvn', '-version'],
  ] as const) {
    const found = await run(tool, [flag]).then(
      () => true,
      () => false,
    );
    if (!found) return tool;
  }
  return undefined;
}

/** Builds in a folder of its own and renames it, so that two test files may do it at once. */
async function build(target: string): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true });
  const folder = await mkdtemp(`${target}-`);
  try {
    await writeFile(path.join(folder, 'pom.xml'), pom);
    const goal = [
      'dependency:copy-dependencies',
      '-DoutputDirectory=lib',
      '-DincludeScope=runtime',
    ];
    await run('mvn', ['-B', '-q', ...goal], { cwd: folder, timeout: 300_000 });
    await writeFile(path.join(folder, 'start'), script);
    await chmod(path.join(folder, 'start'), 0o755);
    await rename(folder, target);
  } catch (cause) {
    await rm(folder, { recursive: true, force: true });
    if (await exists(target)) return;
    throw cause;
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/**
 * The start script of the time-skipping server, fetched with Maven on first use and cached in
 * `BATON_CACHE` (default `~/.cache/baton`). Never throws: without Java or Maven, or when the
 * download fails, the answer is the reason.
 *
 * Use: `TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path } } })`.
 */
export async function timeSkippingServerPath(): Promise<TimeSkippingServer> {
  const target = path.join(cacheFolder(), `${artifact.name}-${artifact.version}`);
  const start = path.join(target, 'start');
  const missing = await missingTool();
  if (missing === 'java') return { reason: 'java is not installed' };
  if (await exists(start)) return { path: start };
  if (missing !== undefined) return { reason: `${missing} is not installed` };
  try {
    await build(target);
    return { path: start };
  } catch (cause) {
    const first = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    return { reason: `Maven could not fetch ${artifact.name} ${artifact.version}: ${first ?? ''}` };
  }
}
