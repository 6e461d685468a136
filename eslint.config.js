import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** The arrows of the house: what a folder may not import, with the reason in the message. */
const forbid = (files, patterns, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: patterns, message }] }] },
});

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
        createNodeResolver({ extensions: ['.ts', '.js'], extensionAlias: { '.js': ['.ts', '.js'] } }),
      ],
      'import-x/extensions': ['.ts', '.js'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
    },
  },
  { files: ['**/*.config.*'], ...tseslint.configs.disableTypeChecked },
  { files: ['**/*.config.*'], rules: { 'import-x/no-default-export': 'off' } },
  forbid(
    ['workflows/plan/**', 'workflows/rules/**'],
    '^(?!zod$|canonicalize$|@noble/hashes/|\\./|\\.\\./(plan|rules)/)',
    'plan/ and rules/ import nothing but zod, the digest libraries and each other.',
  ),
  forbid(
    ['workflows/*.ts'],
    '^(node:|\\.\\./(worker|client|test)/)',
    'Workflow code is deterministic: no node: modules, nothing of worker or client.',
  ),
  {
    files: ['workflows/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '\\.\\./activities/',
              allowTypeImports: true,
              message: 'workflows know activities only as types.',
            },
          ],
        },
      ],
    },
  },
  forbid(['activities/**'], '\\.\\./(worker|client|test)/', 'activities import workflows only.'),
  forbid(
    ['client/**'],
    '\\.\\./worker/(?!configuration|embedded/)|\\.\\./activities/(?!records/)|\\.\\./test/',
    'client imports the messages and rules of workflows, the records, and of worker where the servers are.',
  ),
  forbid(['worker/**'], '\\.\\./(client|test)/', 'worker imports workflows and activities only.'),
);
