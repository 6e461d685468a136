import { dossierRows } from '../../activities/records/reads/dossiers.js';
import { newestRankings, previousRanking } from '../../activities/records/reads/rankings.js';
import { allUnits, type UnitDetails } from '../../activities/records/registry/units.js';
import { selectionByInput } from '../../activities/records/selection/kept.js';
import type { CourseState } from '../../workflows/api/campaign-state.js';
import { readChoice } from '../../workflows/api/choices.js';
import type { RankingRow } from '../../workflows/api/messages.js';
import { ownQuestionOf } from '../../workflows/api/own-questions.js';
import { DossierStatus } from '../../workflows/api/views.js';
import type { CampaignKey, Plan } from '../../workflows/plan/schema.js';
import { formatDay } from '../../workflows/rules/days.js';
import { readOption } from '../../workflows/rules/selection/option.js';
import { readQuestionKey } from '../../workflows/rules/selection/question-key.js';
import { statusName } from '../language/names.js';
import { say } from '../language/language.js';
import { questionLabel, scoreLabel } from './labels.js';
import type { Services } from './send.js';

/** The records and the plan that a question is told from. */
interface Engine {
  services: Pick<Services, 'records' | 'plan'>;
  plan: Plan;
}

type OpenQuestion = CourseState['questions'][number];

/** A question that waits for an answer, as it is shown. */
export interface ShownQuestion {
  key: string;
  label: string;
  explanation: string | null;
  /** How many choices; null: any number. */
  choose: number | null;
  /** The fingerprint of the question as it stands; empty for the engine's own. */
  asked: string;
  options: { choice: string; name: string; figures: string }[];
  /** What can be done beside answering it. */
  beside: Beside[];
}

/** What can be done beside answering a question; `act`: which act it is, null: only something to know. */
export interface Beside {
  text: string;
  act: 'extend' | 'rank' | 'rank-previous' | 'review' | 'waive' | null;
  /** What is typed to do it; null where there is nothing to type. */
  command: string | null;
}

/** The bloc that a question of the selection is about; null: it is about none. */
export const questionBloc = (key: string): string | null => readQuestionKey(key)?.bloc ?? null;

/** The unit that an option names; null: it names none. */
export function optionUnit(choice: string): string | null {
  const option = readOption(choice);
  return option !== null && 'unit' in option ? option.unit : null;
}

/** Such a thing as a terminal says it. */
export const besideLine = ({ text, command }: Beside): string =>
  command === null ? text : `${text}: ${command}`;

/** The open questions of a campaign: the engine's own, then the selection's. */
export const openQuestions = ({ questions, selection }: CourseState): OpenQuestion[] => [
  ...questions,
  ...(selection?.questions ?? []),
];

/** A question with what it says, its options by name with their figures, and what else can be done. */
export async function shownQuestion(
  engine: Engine,
  campaign: CampaignKey,
  state: CourseState,
  question: OpenQuestion,
): Promise<ShownQuestion> {
  const { key, options, choose, asked } = question;
  const facts = await factsOf(engine, campaign, key);
  return {
    key,
    label: questionLabel(engine.plan, key),
    explanation: await explanationOf(engine, campaign, state, key),
    choose,
    asked,
    options: options.map((choice) => ({ choice, ...describe(choice, facts) })),
    beside: besides(campaign, key),
  };
}

/** What was chosen, by name. */
export async function choicesLabel(
  engine: Engine,
  campaign: CampaignKey,
  key: string,
  choices: readonly string[],
): Promise<string> {
  const facts = await factsOf(engine, campaign, key);
  return (
    choices.map((choice) => describe(choice, facts).name).join('; ') || say('không chọn gì', 'choose nothing')
  );
}

async function explanationOf(
  { services: { records, plan } }: Engine,
  campaign: CampaignKey,
  { selection }: CourseState,
  key: string,
): Promise<string | null> {
  if (selection === null) return null;
  const kept = await selectionByInput(records.db, { plan, campaign, input: selection.input });
  return kept?.answer.questions.find((it) => it.key === key)?.explanation ?? null;
}

interface Facts {
  units: ReadonlyMap<string, UnitDetails>;
  current: ReadonlyMap<string, RankingRow>;
  previous: ReadonlyMap<string, RankingRow>;
  status: ReadonlyMap<string, string>;
}

async function factsOf(
  { services: { records, plan } }: Engine,
  campaign: CampaignKey,
  key: string,
): Promise<Facts> {
  const bloc = readQuestionKey(key)?.bloc ?? '';
  const rankings = await newestRankings(records, { plan, campaign });
  const current = rankings.find((it) => it.bloc === bloc && it.period === 'current');
  const previous = await previousRanking(records, { plan, campaign, bloc });
  const dossiers = await dossierRows(records, { plan, campaign });
  const byUnit = (rows: readonly RankingRow[] | undefined) =>
    new Map((rows ?? []).map((row) => [row.unit, row]));
  return {
    units: new Map((await allUnits(records.db)).map((unit) => [unit.code, unit])),
    current: byUnit(current?.rows),
    previous: byUnit(previous?.rows),
    status: new Map(dossiers.map(({ unit, status }) => [unit, status])),
  };
}

const plainNames = {
  vacant: say('Không tặng (để trống suất này)', 'No certificate (the seat stays empty)'),
  count: say('Có tính Bằng khen của đơn vị trước sáp nhập', 'Count the certificates of the predecessor'),
  'do-not-count': say(
    'Không tính Bằng khen của đơn vị trước sáp nhập',
    "Don't count the certificates of the predecessor",
  ),
};

function describe(choice: string, facts: Facts): { name: string; figures: string } {
  if (choice === 'keep') return { name: say('Giữ nguyên thời hạn', 'Keep the cutoff'), figures: '' };
  const own = readChoice(choice);
  if (own?.what === 'extend')
    return {
      name: say(
        `Gia hạn đến hết ngày ${formatDay(own.lastDay)}`,
        `Extend to the end of ${formatDay(own.lastDay)}`,
      ),
      figures: '',
    };
  const option = readOption(choice);
  if (option === null)
    return { name: facts.units.get(choice)?.name ?? choice, figures: endFigure(choice, facts) };
  if (!('unit' in option)) return { name: plainNames[option.what], figures: '' };
  return { name: facts.units.get(option.unit)?.name ?? option.unit, figures: figuresOf(option.unit, facts) };
}

function endFigure(unit: string, { units }: Facts): string {
  const details = units.get(unit);
  if (details?.validTo == null) return '';
  const after =
    details.successor === null
      ? ''
      : say(`; đơn vị kế thừa: ${details.successor}`, `; successor: ${details.successor}`);
  return say(
    `kết thúc ngày ${formatDay(details.validTo)}${after}`,
    `ended on ${formatDay(details.validTo)}${after}`,
  );
}

function figuresOf(unit: string, { current, previous, status }: Facts): string {
  const now = current.get(unit);
  const before = previous.get(unit);
  const dossier = DossierStatus.safeParse(status.get(unit));
  return [
    now === undefined
      ? say('chưa xếp hạng', 'not ranked')
      : say(
          `hạng ${now.rank}${now.score === undefined ? '' : ` (${scoreLabel(now.score)} điểm)`}`,
          `rank ${now.rank}${now.score === undefined ? '' : ` (score ${scoreLabel(now.score)})`}`,
        ),
    ...(before === undefined
      ? []
      : [say(`năm trước hạng ${before.rank}`, `rank ${before.rank} the year before`)]),
    ...(now !== undefined && before !== undefined && before.rank > now.rank
      ? [say(`tăng ${before.rank - now.rank} bậc`, `up by ${before.rank - now.rank}`)]
      : []),
    ...(dossier.success
      ? [say(`hồ sơ ${statusName(dossier.data)}`, `dossier: ${statusName(dossier.data)}`)]
      : []),
  ].join(', ');
}

function besides(campaign: CampaignKey, key: string): Beside[] {
  const own = ownQuestionOf(campaign, key);
  if (own === 'cutoff')
    return [
      {
        text: say('gia hạn đến một ngày khác', 'extend to another day'),
        act: 'extend',
        command: say(
          `thidua extend ${campaign} all --last-day NGÀY --reason LÝ-DO`,
          `thidua extend ${campaign} all --last-day DATE --reason REASON`,
        ),
      },
    ];
  if (own === 'participants')
    return [
      {
        text: say(
          'mỗi lựa chọn là mã đơn vị đã kết thúc; đơn vị khác nộp thay thì viết “mã>mã đơn vị nộp thay”; không nêu lựa chọn nào: không đơn vị nào tham gia',
          'each choice is the code of an ended unit; where another unit files for it, write “code>code of the unit that files”; no choice: no such unit takes part',
        ),
        act: null,
        command: null,
      },
    ];
  const place = readQuestionKey(key);
  if (own !== null || place === null) return [];
  const { bloc, about } = place;
  const ranking = say(
    `thidua ranking import ${campaign} ${bloc} TỆP --decision-number SỐ --decision-date NGÀY`,
    `thidua ranking import ${campaign} ${bloc} FILE --decision-number NUMBER --decision-date DATE`,
  );
  switch (about) {
    case 'no-ranking':
      return [
        {
          text: say('chờ, hoặc ghi kết quả xếp hạng', 'wait, or record the ranking'),
          act: 'rank',
          command: ranking,
        },
      ];
    case 'no-previous-ranking':
      return [
        {
          text: say('ghi kết quả xếp hạng năm trước', 'record the ranking of the year before'),
          act: 'rank-previous',
          command: `${ranking} --previous`,
        },
      ];
    case 'ineligible':
      return ineligibleBesides(campaign);
    case 'tie':
      return [
        {
          text: say('nếu bảng xếp hạng sai, ghi lại', 'if the ranking is wrong, record it again'),
          act: 'rank',
          command: ranking,
        },
      ];
    default:
      return [];
  }
}

const ineligibleBesides = (campaign: CampaignKey): Beside[] => [
  {
    text: say('gia hạn cho đơn vị', 'extend the time of the unit'),
    act: 'extend',
    command: say(
      `thidua extend ${campaign} unit:MÃ-ĐƠN-VỊ --last-day NGÀY --reason LÝ-DO`,
      `thidua extend ${campaign} unit:UNIT --last-day DATE --reason REASON`,
    ),
  },
  {
    text: say('trả hồ sơ để hoàn thiện', 'return the dossier for completion'),
    act: 'review',
    command: say(
      `thidua review ${campaign} MÃ-ĐƠN-VỊ return --complete-by NGÀY --reason LÝ-DO`,
      `thidua review ${campaign} UNIT return --complete-by DATE --reason REASON`,
    ),
  },
  {
    text: say('miễn một tiêu chuẩn cho cả đợt', 'waive a criterion for the whole campaign'),
    act: 'waive',
    command: say(
      `thidua waive ${campaign} collective TIÊU-CHUẨN --reason LÝ-DO`,
      `thidua waive ${campaign} collective CRITERION --reason REASON`,
    ),
  },
];
