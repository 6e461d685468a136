import type { Task } from '../officials/tasks.js';
import { addresses } from './addresses.js';

/** The page where a task is done. */
export function placeOfTask({
  campaign,
  what,
  which,
  unit,
}: Pick<Task, 'campaign' | 'what' | 'which' | 'unit'>): string {
  const [first = '', ...others] = which;
  const isOne = first !== '' && others.length === 0;
  switch (what) {
    case 'launch-plans':
      return unit === null ? addresses.campaign(campaign) : `${addresses.dossier(campaign, unit)}#ke-hoach`;
    case 'dossiers':
      return isOne ? addresses.dossier(campaign, first) : addresses.campaign(campaign);
    case 'reviews':
      return isOne
        ? addresses.review(campaign, first)
        : `${addresses.dossiers(campaign)}?trang-thai=submitted`;
    case 'ranking':
      return isOne
        ? addresses.rankingDraft(campaign, { bloc: first, period: 'current' })
        : addresses.rankings(campaign);
    case 'question':
      return isOne ? addresses.question(campaign, first) : addresses.questions(campaign);
    case 'shortlist':
      return addresses.shortlists(campaign);
    case 'forwarding':
    case 'appraisal':
    case 'sign-off':
      return addresses.list(campaign);
    case 'decision-number':
    case 'ceremony':
      return addresses.announce(campaign);
  }
}
