import { z } from 'zod';
import { atFault, type Ending } from './records-at-hand.js';

/** The options that give a message's fields, by the first word of the field's place. */
const optionNames: ReadonlyMap<string, string> = new Map([
  ['reason', '--reason'],
  ['text', '--text'],
  ['collectives', '--collectives'],
  ['individuals', '--individuals'],
  ['document', '--number, --date'],
  ['plans', '--number, --date'],
]);

/** The message of these fields; or how the command ends, each fault with the option that it came by. */
export function messageFrom<M>(schema: z.ZodType<M>, given: object): { message: M } | Ending {
  const parsed = schema.safeParse(given, { error: z.locales.vi().localeError });
  if (parsed.success) return { message: parsed.data };
  const faults = parsed.error.issues.map(({ path, message }) => {
    const option = optionNames.get(String(path[0])) ?? path.join('.');
    return `${option}: ${message}.`;
  });
  return { sentence: [...new Set(faults)].join('\n'), status: atFault };
}
