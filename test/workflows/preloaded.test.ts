import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const workflows = new URL('../../workflows/', import.meta.url);
const preloaded = readFileSync(new URL('preloaded.ts', workflows), 'utf8');

const modules = readdirSync(workflows, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !['index.ts', 'preloaded.ts'].includes(file))
  .sort();

/** What fills in its parts at its first use, or keeps where it stands: frozen, it can't be used. */
function holdsWhatMustNotFreeze(value: unknown, seen = new Set<unknown>()): boolean {
  if (value instanceof z.ZodType || value instanceof RegExp) return true;
  if (typeof value !== 'object' || value === null || seen.has(value)) return false;
  seen.add(value);
  return Object.values(value).some((part) => holdsWhatMustNotFreeze(part, seen));
}

describe('what all workflows of a worker share', () => {
  test.each(modules)('%s: its schemas, if it has any, are not frozen by the worker', async (file) => {
    const exported: unknown = await import(new URL(file, workflows).href);
    const isExempt = preloaded.includes(`'./${file.replace(/\.ts$/, '.js')}'`);
    expect(isExempt || !holdsWhatMustNotFreeze({ ...Object(exported) })).toBe(true);
  });

  test.each(modules)('%s: keeps nothing of one workflow where another would find it', (file) => {
    const code = readFileSync(new URL(file, workflows), 'utf8');
    expect(code).not.toMatch(/^(export )?(let|var) /m);
  });
});
