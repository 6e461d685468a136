import { allUnits } from '../../../activities/records/registry/units.js';
import { rankingGround } from '../../officials/ranking-file.js';
import { rankingTemplate } from '../../officials/ranking-template.js';
import { writeNew } from '../../officials/new-file.js';
import { say } from '../../language/language.js';
import { planOfRecords } from '../../plan-of-records.js';
import { ownSurroundings, type Surroundings } from '../asking.js';
import { blocGiven, campaignGiven, orGivenWrong } from '../given.js';
import { atFault, type Ending, withRecords } from '../records-at-hand.js';

interface Options {
  campaign: string;
  bloc: string;
  file: string;
  previous?: boolean | undefined;
  plan?: string | undefined;
}

/** `thidua ranking template`: a workbook to fill with a bloc's ranking. @returns the exit status */
export const runRankingTemplate = (
  { campaign: year, bloc: code, file, previous, plan: given }: Options,
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> =>
  withRecords(surroundings, (records) =>
    orGivenWrong(async (): Promise<Ending> => {
      const chosen = await planOfRecords(records, given);
      if ('sentence' in chosen) return { sentence: chosen.sentence, status: atFault };
      const { plan } = chosen;
      const campaign = campaignGiven(plan, year);
      const bloc = blocGiven(plan, code);
      const units = await allUnits(records.db);
      const period = previous === true ? 'previous' : 'current';
      const bytes = await rankingTemplate(rankingGround(plan, campaign, { bloc, units }, period), campaign);
      const problem = await writeNew(file, bytes);
      if (problem !== null) return { sentence: problem, status: atFault };
      return {
        text: say(
          `Đã tạo ${file}; xem trang “Hướng dẫn” trong đó.\n`,
          `Made ${file}; see its sheet “Hướng dẫn”.\n`,
        ),
      };
    }),
  );
