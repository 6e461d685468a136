import { z } from 'zod';
import { DossierContent, Nominee } from '../../../workflows/api/messages.js';
import { NomineeKind } from '../../../workflows/plan/schema.js';

/** A nominee as far as he is described: his name and his person may be missing yet. */
const DraftNominee = z.strictObject({
  id: z.string().min(1).max(120),
  kind: NomineeKind,
  name: z.string().max(300),
  personId: z.string().max(64).optional(),
  criteria: z.record(z.string().max(40), z.boolean()),
  evidence: z.record(z.string().max(40), z.string().max(2000)).optional(),
});
export type DraftNominee = z.infer<typeof DraftNominee>;

/** A dossier as far as it is prepared: whatever can be filed is a draft too. */
export const DraftContent = z.strictObject({
  nominees: z.array(DraftNominee).max(50),
  documents: DossierContent.shape.documents,
});
export type DraftContent = z.infer<typeof DraftContent>;

/** The draft as a content to file; null where a nominee's name or person is missing. */
export function filableContent({ nominees, documents }: DraftContent): DossierContent | null {
  const filable: Nominee[] = [];
  for (const { personId, evidence, ...nominee } of nominees) {
    const shown = Object.entries(evidence ?? {}).filter(([, text]) => text.trim() !== '');
    const parsed = Nominee.safeParse({
      ...nominee,
      ...(nominee.kind === 'individual' && { personId }),
      ...(shown.length > 0 && { evidence: Object.fromEntries(shown) }),
    });
    if (!parsed.success || parsed.data.name === '') return null;
    filable.push(parsed.data);
  }
  return DossierContent.safeParse({ nominees: filable, documents }).data ?? null;
}
