import { defineConfig } from 'vitest/config';

/** For year.sh alone: it needs Docker and half an hour. */
export default defineConfig({
  test: {
    include: ['test/compose/year.ts'],
    testTimeout: 90 * 60_000,
    hookTimeout: 10 * 60_000,
  },
});
