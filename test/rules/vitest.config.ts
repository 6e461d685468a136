import { defineConfig } from 'vitest/config';

/**
 * For `npm run mutate`: the rules' tests alone, which need neither build nor server; without those that draw their
 * inputs, so that a mutant is killed in every run or in none.
 */
export default defineConfig({
  test: {
    include: ['test/rules/*.test.ts'],
    exclude: ['test/rules/selection-properties.test.ts'],
    isolate: false,
    testTimeout: 60_000,
  },
});
