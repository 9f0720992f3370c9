import { builtinModules } from 'node:module';
import { defineConfig, globalIgnores } from 'eslint/config';
import jsdoc from 'eslint-plugin-jsdoc';
import temporal from 'eslint-plugin-temporal';
import tseslint from 'typescript-eslint';

const see = (rule) => `See docs/rules/${rule}.md.`;

const sizes = {
  'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
  // A switch over a union counts as one branch: dispatch tables are flat, whatever their length.
  complexity: ['error', { max: 10, variant: 'modified' }],
  'max-depth': ['error', 3],
  'max-params': ['error', 4],
};

const everywhere = {
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-constant-binary-expression': 'error',
  'no-control-regex': 'error',
  'no-debugger': 'error',
  'no-misleading-character-class': 'error',
  'no-self-compare': 'error',
  'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'anywhere' }],
  'prefer-const': 'error',
};

const typeAware = {
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': [
    'error',
    { considerDefaultExhaustiveForUnions: true },
  ],
  '@typescript-eslint/no-confusing-void-expression': [
    'error',
    { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
  ],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/no-unnecessary-condition': [
    'error',
    { allowConstantLoopConditions: 'only-allowed-literals' },
  ],
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
  ],
};

const environment = {
  object: 'process',
  property: 'env',
  message: `Only src/config.ts reads the environment. ${see('one-reader-of-the-environment')}`,
};
const defaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: `Named exports only. ${see('named-exports')}`,
};

/** What breaks determinism or purity, wherever it is called. */
const ambient = ['Intl', 'Temporal', 'crypto', 'performance', 'process', 'fetch', 'console'];
const localeCalls = {
  selector:
    'CallExpression[callee.property.name=/^(toLocale(Date|Time|Lower|Upper|)(String|Case|)|localeCompare)$/]',
  message: `Locale data changes with Node; compare and format by code. ${see('no-ambient-time')}`,
};
const restrictedGlobals = (names, rule) =>
  names.map((name) => ({ name, message: `Pass it in as a value. ${see(rule)}` }));

const domain = {
  'no-restricted-globals': [
    'error',
    ...restrictedGlobals(
      [
        ...ambient,
        'setTimeout',
        'setInterval',
        'setImmediate',
        'clearTimeout',
        'clearInterval',
        'queueMicrotask',
        'Buffer',
        'globalThis',
      ],
      'pure-domain',
    ),
  ],
  'no-restricted-properties': [
    'error',
    environment,
    {
      object: 'Date',
      property: 'now',
      message: `Instants come in as numbers. ${see('no-ambient-time')}`,
    },
    {
      object: 'Math',
      property: 'random',
      message: `Randomness comes in as a value. ${see('no-ambient-time')}`,
    },
  ],
  'no-restricted-syntax': [
    'error',
    defaultExport,
    localeCalls,
    {
      selector: "NewExpression[callee.name='Date'][arguments.length=0]",
      message: `Instants come in as numbers. ${see('no-ambient-time')}`,
    },
    {
      selector: "CallExpression[callee.name='Date']",
      message: `Instants come in as numbers. ${see('no-ambient-time')}`,
    },
    {
      selector: 'ClassDeclaration, ClassExpression',
      message: `The domain is functions over plain data. ${see('pure-domain')}`,
    },
    {
      selector: ':function[async=true], AwaitExpression',
      message: `The domain never waits. ${see('pure-domain')}`,
    },
  ],
};

/** @param {string[]} more Further kinds of exports that need a doc comment. */
const docComments = (...more) => ({
  'jsdoc/require-jsdoc': [
    'error',
    {
      publicOnly: { esm: true },
      require: { FunctionDeclaration: true, ArrowFunctionExpression: true, ClassDeclaration: true },
      contexts: [
        'ExportNamedDeclaration > TSInterfaceDeclaration',
        // A type inferred from a schema or a list of words is documented there.
        "ExportNamedDeclaration > TSTypeAliasDeclaration:not([typeAnnotation.typeName.type='TSQualifiedName'], [typeAnnotation.type='TSIndexedAccessType'])",
        ...more,
      ],
      enableFixer: false,
    },
  ],
  'jsdoc/no-blank-blocks': 'error',
});
const exportedConstant = 'ExportNamedDeclaration > VariableDeclaration';

const builtins = [...builtinModules, 'node:*'];
const workflows = {
  'no-restricted-globals': [
    'error',
    ...restrictedGlobals([...ambient, 'Buffer', 'structuredClone'], 'workflow-determinism'),
  ],
  'no-restricted-syntax': ['error', defaultExport, localeCalls],
  '@typescript-eslint/no-restricted-imports': [
    'error',
    {
      paths: builtins.map((name) => ({
        name,
        message: `The sandbox has no Node built-ins. ${see('workflow-imports')}`,
      })),
      patterns: [
        {
          group: ['node:*', 'zod', 'zod/*', 'pg', 'openai', 'openai/*', 'hono', 'kysely', 'luxon'],
          message: `Workflows stay small and deterministic. ${see('workflow-imports')}`,
        },
        {
          group: ['@temporalio/client', '@temporalio/worker', '@temporalio/activity'],
          message: `Workflows know @temporalio/workflow and common only. ${see('workflow-imports')}`,
        },
        {
          regex: '/activities/',
          allowTypeImports: true,
          message: `Import activities as types and proxy them. ${see('workflow-imports')}`,
        },
      ],
    },
  ],
};

/** The plugin's rules as errors, without those that contradict the design. */
const temporalRules = (name, ...off) => ({
  ...Object.fromEntries(Object.keys(temporal.configs[name].rules).map((rule) => [rule, 'error'])),
  ...Object.fromEntries(off.map((rule) => [`temporal/${rule}`, 'off'])),
});

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', '.baton/', 'web/*/dist/']),
  {
    // Generated. Ignored it would be a warning wherever a list of changed files names it.
    files: ['web/console/src/api/schema.d.ts'],
    processor: { preprocess: () => [], postprocess: () => [] },
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: { ...everywhere, ...sizes, ...typeAware },
  },
  {
    files: ['**/*.js', '**/*.cjs'],
    extends: [tseslint.configs.strict],
    rules: { ...everywhere, ...sizes },
  },
  {
    // Markup is long and flat: a component may show more lines than a rule may think.
    files: ['web/console/**/*.tsx'],
    rules: {
      'max-lines-per-function': ['error', { max: 90, skipBlankLines: true, skipComments: true }],
      complexity: ['error', { max: 14, variant: 'modified' }],
    },
  },
  {
    // A dictionary is a list, once per language.
    files: ['web/console/src/**/words.ts', 'web/console/src/i18n/codes.ts'],
    rules: { 'max-lines': 'off' },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  {
    files: ['src/**/*.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-properties': ['error', environment],
      'no-restricted-syntax': ['error', defaultExport],
    },
  },
  { files: ['src/config.ts'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['src/cli/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['src/domain/**/*.ts', 'src/activities/**/*.ts'],
    plugins: { jsdoc },
    rules: docComments(exportedConstant),
  },
  {
    // A schema is described inside, where OpenAPI takes it from.
    files: ['src/contract/**/*.ts'],
    plugins: { jsdoc },
    rules: docComments(),
  },
  { files: ['src/domain/**/*.ts'], rules: domain },
  {
    files: ['src/workflows/**/*.ts'],
    plugins: { temporal },
    rules: {
      ...temporalRules(
        'workflow',
        // A broken invariant throws a plain error on purpose: the task retries until a fix is out.
        'workflow-no-throw-raw-error',
        // Durations are numbers with the unit in the name (`...Ms`), computed from the state.
        'workflow-condition-timeout-style',
        'workflow-duration-format',
        'workflow-activity-timeout-duration-format',
        // Replay of committed histories is a test, not a comment.
        'workflow-replay-testing-required-comment',
        // Commands carry their id; the key is inside the one argument.
        'workflow-require-idempotency-key-arg',
        // Three that take every exported function for a workflow, and helpers for handlers.
        'workflow-prefer-single-object-args',
        'workflow-require-message-definitions-at-module-scope',
        'workflow-require-explicit-payload-types',
        // setHandler returns nothing; @typescript-eslint/no-floating-promises sees the real promises.
        'workflow-no-floating-promises',
        // The id of a message that came without one must be the same on replay: that is what uuid4 is for here.
        'workflow-no-workflow-prng-for-persisted-ids',
        'workflow-prefer-local-activity-for-nondeterministic-value',
      ),
      ...workflows,
    },
  },
  {
    files: ['src/activities/**/*.ts'],
    plugins: { temporal },
    // Faults are BatonError; one translator turns them into an ApplicationFailure.
    rules: temporalRules('activity', 'activity-prefer-applicationfailure'),
  },
  {
    files: ['src/workers/**/*.ts'],
    plugins: { temporal },
    rules: temporalRules('worker'),
  },
  {
    files: ['src/client/**/*.ts'],
    plugins: { temporal },
    rules: temporalRules('client'),
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Answers of servers are read as they come; a wrong shape fails the assertion beside it.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
