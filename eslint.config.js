import { importX } from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

/** The arrows of the house: what a folder may not import, with the reason in the message. */
const forbid = (files, patterns, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ regex: patterns, message }] }] },
});

export default tseslint.config(
  { ignores: ['.build/**', '.thidua/**', 'node_modules/**'] },
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
      'import-x/resolver-next': [],
      'import-x/extensions': ['.ts'],
    },
  },
  { files: ['*.config.*'], ...tseslint.configs.disableTypeChecked },
  { files: ['*.config.*'], rules: { 'import-x/no-default-export': 'off' } },
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
  forbid(['activities/**'], '\\.\\./(worker|client|test)/', 'activities import workflows only.'),
  forbid(['worker/**'], '\\.\\./(client|test)/', 'worker imports workflows and activities only.'),
);
