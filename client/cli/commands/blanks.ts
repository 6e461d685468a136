import { readFile } from 'node:fs/promises';
import {
  type Positions,
  readPositions,
  usualPositions,
} from '../../../activities/documents/blanks/positions.js';
import { saveBlanks, type SavedBlanks } from '../../officials/blanks.js';
import { say } from '../../language/language.js';
import { planOfRecords } from '../../plan-of-records.js';
import { ownSurroundings, readCampaign, type Surroundings } from '../asking.js';
import { commandSentence, fileTaken } from '../problems.js';
import { atFault, type Ending, refusedByRules, withRecords } from '../records-at-hand.js';
import { joined, printLines } from '../terminal/tables.js';

interface Options {
  campaign: string;
  folder: string;
  plan?: string | undefined;
  /** A file of positions; the usual ones where it is left out. */
  positions?: string | undefined;
}

/** `thidua documents blanks`: the certificates' texts for printed blanks. @returns the exit status: 2 positions at fault, 3 nothing decided */
export async function runBlanks(
  options: Options,
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  const read = await positionsIn(options.positions);
  if ('sentences' in read) {
    printLines(surroundings.errors, read.sentences);
    return atFault;
  }
  return withRecords(surroundings, async (records): Promise<Ending> => {
    const chosen = await planOfRecords(records, options.plan);
    if ('sentence' in chosen) return { sentence: chosen.sentence, status: atFault };
    const { plan } = chosen;
    const asked = readCampaign(options.campaign, plan);
    if (!asked.ok) return { sentence: commandSentence(asked.problem), status: atFault };
    if (asked.campaign === undefined) return { sentence: whichCampaign(), status: atFault };
    const of = { plan: plan.plan, campaign: asked.campaign };
    return endingOf(await saveBlanks(records, of, read.positions, options.folder));
  });
}

async function positionsIn(
  file: string | undefined,
): Promise<{ positions: Positions } | { sentences: string[] }> {
  if (file === undefined) return { positions: usualPositions };
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null)
    return { sentences: [say(`${file}: không đọc được tệp này.`, `${file}: this file cannot be read.`)] };
  const read = readPositions(text);
  if (read.ok) return { positions: read.positions };
  return {
    sentences: [
      ...read.faults.map(({ place, problem }) => `${file}: ${place === '' ? '' : `${place}: `}${problem}`),
      say(
        `Tệp vị trí có ${read.faults.length} lỗi; chưa ghi gì. Chạy lệnh không có --positions để lấy một tệp vi-tri.json đúng rồi sửa.`,
        `The file of positions has ${read.faults.length} faults; nothing was written. Run the command without --positions for a right vi-tri.json to edit.`,
      ),
    ],
  };
}

const whichCampaign = (): string =>
  say(
    'Hãy nêu một đợt: một năm, ví dụ 2023, hoặc summary.',
    'Name a campaign: a year, such as 2023, or summary.',
  );

function endingOf(saved: SavedBlanks): Ending {
  if (saved === 'undecided')
    return {
      sentence: say(
        'Đợt này chưa có quyết định khen thưởng, nên chưa có Bằng khen để in.',
        'This campaign has no decision of award yet, so there is no certificate to print.',
      ),
      status: refusedByRules,
    };
  if ('taken' in saved) return fileTaken(saved.taken);
  return {
    text: joined([
      say('Đã ghi:', 'Written:'),
      ...saved.files.map((it) => `  ${it}`),
      say(
        'In tờ in thử, ướm lên phôi; lệch bao nhiêu milimét thì sửa trong vi-tri.json rồi chạy lại với --positions.',
        'Print the test sheet and hold it against a blank; correct vi-tri.json by what it is off in millimetres and run again with --positions.',
      ),
    ]),
  };
}
