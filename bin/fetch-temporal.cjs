// Run as a child process: lets the Temporal SDK fetch its development server into a folder, with
// the SDK's own code and its own source, then starts and stops it once. A process of its own, so
// that it can be given up: the SDK has no way to cancel a download.
// Usage: node fetch-temporal.cjs FOLDER

const { createRequire } = require('node:module');

const requireFromWorker = createRequire(require.resolve('@temporalio/worker'));
const { native } = requireFromWorker('@temporalio/core-bridge');
const { Runtime } = require('@temporalio/worker');
const { version } = require('@temporalio/worker/package.json');

async function main(downloadDir) {
  const runtime = Runtime.instance();
  const server = await runtime.createEphemeralServer({
    type: 'dev-server',
    exe: {
      type: 'cached-download',
      downloadDir,
      version: 'default',
      ttl: 24 * 60 * 60 * 1000,
      sdkName: 'sdk-typescript',
      sdkVersion: version,
    },
    ip: '127.0.0.1',
    port: null,
    ui: false,
    uiPort: null,
    namespace: 'default',
    dbFilename: null,
    log: { format: 'pretty', level: 'error' },
    extraArgs: [],
  });
  await native.ephemeralServerShutdown(server);
}

main(process.argv[2]).then(
  () => process.exit(0),
  (error) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
