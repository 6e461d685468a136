import { Bloc, CampaignKey } from '../../plan/schema.js';

/** What a question of the selection is about: a seat, the bloc's leading units, or a unit's predecessors. */
export interface QuestionPlace {
  campaign: CampaignKey;
  bloc: Bloc;
  /** A seat's code, `top-three` or `predecessors`. */
  subject: string;
  /** Why it arose; for `predecessors` the unit. */
  about: string;
}

/** `2023/districts/highest-rank/tie`, `summary/communes/predecessors/xa-moi` */
export const questionKey = ({ campaign, bloc, subject, about }: QuestionPlace): string =>
  `${campaign}/${bloc}/${subject}/${about}`;

/** Takes such a key apart; null: it is none of the selection's. */
export function readQuestionKey(key: string): QuestionPlace | null {
  const [campaign, bloc, subject, about, ...more] = key.split('/');
  const read = { campaign: CampaignKey.safeParse(campaign).data, bloc: Bloc.safeParse(bloc).data };
  if (read.campaign === undefined || read.bloc === undefined || more.length > 0) return null;
  if (subject === undefined || about === undefined) return null;
  return { campaign: read.campaign, bloc: read.bloc, subject, about };
}
