import { z } from 'zod';
import type { Bloc, NomineeKind } from '../../workflows/plan/schema.js';
import { type AskedQuestion, keptSelection } from './checks/evidence.js';
import type { Play } from './play.js';

const Answer = z.object({
  questions: z.array(z.object({ key: z.string(), options: z.array(z.string()), explanation: z.string() })),
  order: z.record(
    z.string(),
    z.object({ collectives: z.array(z.string()).optional(), individuals: z.array(z.string()) }),
  ),
});

async function newestAnswer(play: Play): Promise<z.infer<typeof Answer> | null> {
  const input = (await play.state()).selection?.input;
  if (input === undefined) return null;
  const kept = await keptSelection(play.site, input);
  return kept === null ? null : Answer.parse(kept.answer);
}

/** A question of the selection as an official sees it who is about to answer; null where it isn't open. */
export async function questionAsked(play: Play, key: string): Promise<AskedQuestion | null> {
  const found = (await newestAnswer(play))?.questions.find((it) => it.key === key);
  return found ?? null;
}

/** The order that the newest selection proposes in a bloc. */
export async function proposedOrder(play: Play, bloc: Bloc, kind: NomineeKind): Promise<string[]> {
  const order = (await newestAnswer(play))?.order[bloc];
  return (kind === 'individual' ? order?.individuals : order?.collectives) ?? [];
}
