import type { Records } from '../../activities/records/database/open.js';
import { selectionByInput } from '../../activities/records/selection/kept.js';
import type { CampaignKey, Plan } from '../../workflows/plan/schema.js';
import { FiguresInput, figuresOf } from './figures.js';
import { questionLabel } from './labels.js';

/** What speaks for an entry of a list, beside the rule's own sentence. */
export interface Evidence {
  rank: number | null;
  previousRank: number | null;
  certificates: number;
  /** As the unit ticked them. */
  criteria: Readonly<Record<string, boolean>>;
  personId: string | null;
  /** The question whose answer made him the winner, and why it was so answered. */
  decided: { question: string; reason: string | null } | null;
}

/** The evidence behind a list, by nominee. @param input the digest of what the list was computed from */
export async function evidenceOf(
  { records, plan }: { records: Records; plan: Plan },
  campaign: CampaignKey,
  input: string,
): Promise<ReadonlyMap<string, Evidence>> {
  const kept = await selectionByInput(records.db, { plan: plan.plan, campaign, input });
  if (kept === null) return new Map();
  const facts = FiguresInput.parse(kept.input);
  const nominees = new Map(facts.dossiers.flatMap((it) => it.nominees).map((it) => [it.id, it]));
  return new Map(
    kept.answer.winners.map(({ nominee, personId, decidedBy }) => {
      const { rank, previousRank, certificates } = figuresOf(facts, new Map(), nominee);
      const evidence: Evidence = {
        ...{ rank, previousRank, certificates },
        criteria: nominees.get(nominee)?.criteria ?? {},
        personId: personId ?? null,
        decided:
          decidedBy === undefined
            ? null
            : {
                question: questionLabel(plan, decidedBy),
                reason: facts.decisions.find(({ question }) => question === decidedBy)?.reason ?? null,
              },
      };
      return [nominee, evidence];
    }),
  );
}
