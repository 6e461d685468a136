import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = new URL('../../workflows/rules/', import.meta.url);

/** What fails while a file loads would else fail no test, but leave a run without tests. */
test.each(readdirSync(folder).map((file) => file.replace('.ts', '')))('%s loads', async (name) => {
  expect(await import(`../../workflows/rules/${name}.ts`)).toBeDefined();
});
