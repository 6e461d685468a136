import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** One arrow of the house that may not be: `target` knows nothing of `from` (but `except`), types included. */
const apart = (target, from, message, except = []) => ({ target, from, message, except });
const workflowFolders = [
  'movement.ts',
  'post.ts',
  'campaign',
  'dossier',
  'engine',
  'api',
  'rules',
  'plan',
].map((name) => `./workflows/${name}`);
/** Inside workflows: each folder knows only those after it. */
const downwards = workflowFolders.flatMap((target, index) =>
  workflowFolders
    .slice(0, index)
    .map((from) => apart(target, from, 'movement → campaign → dossier → engine → api → rules → plan.')),
);

const arrows = [
  ...downwards,
  ...['activities', 'worker', 'client', 'test'].map((from) =>
    apart('./workflows', `./${from}`, 'Workflow code imports nothing from outside, types included.'),
  ),
  ...['activities', 'worker', 'client'].map((target) =>
    apart(`./${target}`, './workflows', 'Outsiders know only api/, rules/ and plan/ of workflows.', [
      './api',
      './rules',
      './plan',
    ]),
  ),
  ...['worker', 'client', 'test'].map((from) =>
    apart('./activities', `./${from}`, 'activities know workflows only.'),
  ),
  ...['letters', 'documents'].map((from) =>
    apart('./activities/records', `./activities/${from}`, 'letters, documents → records → reference.'),
  ),
  apart('./activities/reference', './activities', 'letters, documents → records → reference.', [
    './reference',
  ]),
  ...['client', 'test'].map((from) => apart('./worker', `./${from}`, 'client → worker → activities.')),
  apart('./client', './worker', 'Of worker, client knows where the servers are.', [
    './configuration.ts',
    './embedded',
  ]),
  apart('./client', './test', 'Tests know the program, never the other way.'),
  ...['cli', 'portal', 'rehearsal'].flatMap((from) =>
    ['officials', 'engine'].map((target) =>
      apart(`./client/${target}`, `./client/${from}`, 'portal, cli, rehearsal → officials, engine.'),
    ),
  ),
  apart('./client/cli', './client/portal', 'cli and portal never know each other.'),
  apart('./client/portal', './client/cli', 'cli and portal never know each other.'),
  apart('./client/rehearsal', './client/cli', 'The rehearsal knows nothing of the terminal.'),
];

export default tseslint.config(
  { ignores: ['.build/**', '.thidua/**', '.stryker-tmp/**', 'node_modules/**', '*.json'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'import-x': importX },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      'import-x/no-default-export': 'error',
      'import-x/no-cycle': 'error',
    },
    settings: {
      'import-x/resolver-next': [
        createNodeResolver({
          extensions: ['.ts', '.tsx', '.js'],
          extensionAlias: { '.js': ['.ts', '.tsx', '.js'] },
        }),
      ],
      'import-x/extensions': ['.ts', '.tsx', '.js'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
    },
  },
  { files: ['**/*.config.*'], ...tseslint.configs.disableTypeChecked },
  { files: ['**/*.config.*'], rules: { 'import-x/no-default-export': 'off' } },
  { rules: { 'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: arrows }] } },
  {
    files: ['workflows/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [{ regex: '^node:', message: 'Workflow code is deterministic: no node: modules.' }],
        },
      ],
    },
  },
  {
    files: ['workflows/plan/**', 'workflows/rules/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(?!zod$|canonicalize$|@noble/hashes/|\\.)',
              message: 'plan/ and rules/ import nothing but zod, the digest libraries and each other.',
            },
          ],
        },
      ],
    },
  },
);
