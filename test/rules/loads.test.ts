import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

const folder = new URL('../../workflows/rules/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);

/** What fails while a file loads would else fail no test, but leave a run without tests. */
test.each(files)('%s loads', async (file) => {
  expect(await import(new URL(file, folder).href)).toBeDefined();
});
