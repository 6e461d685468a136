import { archiveDanger } from '../../language/archive.js';
import type { ClockMode } from '../../../workflows/api/clock-mode.js';
import { failingLine } from '../../language/failing.js';
import type { CampaignKey, Plan } from '../../../workflows/plan/schema.js';
import { say, forPrograms } from '../../language/language.js';
import { answerFromRecords, ownSurroundings, type Surroundings } from '../asking.js';
import { readStatus, type StatusFacts } from '../../officials/status-facts.js';
import { statusReport } from '../show/status-json.js';
import { hang, joined, widthOf } from '../terminal/tables.js';
import { campaignTitle, dayLabel } from '../../officials/words.js';
import { timeOf } from '../../../workflows/rules/days.js';
import { campaignLines, heldLine } from '../show/status-campaign.js';

export interface StatusOptions {
  json?: boolean | undefined;
  /** `2023`, or `summary` */
  campaign?: string | undefined;
  /** A plan's code or file. */
  plan?: string | undefined;
}

/**
 * `thidua status`: where business time and each campaign stand, for people or as JSON.
 * @returns the exit status: 0, or 2 with a sentence on what to do
 */
export function runStatus(
  options: StatusOptions,
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  return answerFromRecords(options, surroundings, async (records, plan, campaign) => {
    const facts = await forPrograms(options.json, () => readStatus(records, plan, campaign));
    if (options.json === true) return `${JSON.stringify(statusReport(facts), undefined, 2)}\n`;
    const width = widthOf(surroundings.out);
    const campaigns = facts.campaigns.flatMap((it) => ['', ...campaignLines(plan, it, width)]);
    const none = facts.campaigns.length === 0 ? ['', noneLine(plan, campaign)] : [];
    return joined([
      ...businessLines(facts, width),
      ...failingLines(facts, width),
      ...archiveLines(facts, width),
      ...heldLine(say('Tạm dừng gửi thư', 'Letters paused'), facts.lettersHeld).flatMap((it) =>
        hang(say('Lưu ý: ', 'Note: '), it, width),
      ),
      ...none,
      ...campaigns,
    ]);
  });
}

const noneLine = (plan: Plan, campaign: CampaignKey | undefined): string =>
  campaign === undefined
    ? say('Chưa có đợt khen thưởng nào bắt đầu.', 'No campaign has begun yet.')
    : say(
        `${campaignTitle(plan, campaign)} chưa bắt đầu.`,
        `${campaignTitle(plan, campaign)} has not begun.`,
      );

const clockNotes: Record<ClockMode, string> = {
  service: '',
  rehearsal: say(' (diễn tập)', ' (rehearsal)'),
  trial: say(' (THỬ)', ' (TRIAL)'),
};

function businessLines({ business: { mode, at } }: StatusFacts, width: number): string[] {
  const clock = say(`Giờ nghiệp vụ${clockNotes[mode]}: `, `Business time${clockNotes[mode]}: `);
  return hang(clock, `${timeOf(at)}, ${dayLabel(at)}`, width);
}

const mostListed = 10;

/** Wall time: in a rehearsal too a server is away by its own clock. */
function failingLines({ failing }: StatusFacts, width: number): string[] {
  const listed = failing.slice(0, mostListed).map((it) => `${it.workflow} – ${failingLine(it)}`);
  const more = failing.length - listed.length;
  return [
    ...listed.flatMap((it, index) =>
      hang(index === 0 ? say('Đang trục trặc: ', 'Failing: ') : '                ', it, width),
    ),
    ...(more > 0
      ? hang(
          '                ',
          say(`… và ${more} việc nữa (xem đủ với --json)`, `… and ${more} more (all with --json)`),
          width,
        )
      : []),
  ];
}

const archiveLines = ({ archive }: StatusFacts, width: number): string[] =>
  archive?.isInDanger === true ? hang(say('Cảnh báo: ', 'Warning: '), archiveDanger(archive), width) : [];
