import { type AnswerQuestion, messages } from '../../../workflows/api/messages.js';
import type { CourseState } from '../../../workflows/api/campaign-state.js';
import type { CampaignKey, Plan } from '../../../workflows/plan/schema.js';
import { settledCourse } from '../../officials/course.js';
import { say, forPrograms } from '../../language/language.js';
import { type ActingOptions, lookAt } from '../acting.js';
import { type Desktop, ownDesktop } from '../consent.js';
import { atDesk, doAct } from '../course-act.js';
import { campaignGiven, GivenWrong, namedOf, orGivenWrong, textGiven } from '../given.js';
import { nearestSentence } from '../../officials/nearest.js';
import {
  besideLine,
  choicesLabel,
  openQuestions,
  type ShownQuestion,
  shownQuestion,
} from '../../officials/question-shown.js';
import { hang, joined, table, widthOf } from '../terminal/tables.js';
import { questionLabel } from '../../officials/labels.js';

interface QuestionOptions {
  campaign: string;
  plan?: string | undefined;
  json?: boolean | undefined;
}

/** `thidua question list CAMPAIGN`: what waits for a decision. @returns the exit status */
export const runQuestionList = (options: QuestionOptions, desktop: Desktop = ownDesktop()): Promise<number> =>
  lookAt(options, desktop, (engine) =>
    orGivenWrong(async () => {
      const campaign = campaignGiven(engine.plan, options.campaign);
      const { state } = await settledCourse(engine.services, campaign);
      const open = openQuestions(state);
      if (options.json === true) {
        const shown: object[] = [];
        for (const it of open)
          shown.push(questionJson(await forPrograms(true, () => shownQuestion(engine, campaign, state, it))));
        return { text: `${JSON.stringify(shown, undefined, 2)}\n` };
      }
      if (open.length === 0)
        return {
          text: say('Không có vướng mắc nào chờ quyết định.\n', 'No question waits for an answer.\n'),
        };
      const rows = open.map(({ key, choose }) => [
        key,
        questionLabel(engine.plan, key),
        choose === null ? say('tùy', 'any') : String(choose),
      ]);
      const lines = table(listColumns, rows, widthOf(desktop.out));
      return {
        text: joined([
          ...lines,
          say(
            `Xem một vướng mắc: thidua question show ${campaign} MÃ`,
            `See a question: thidua question show ${campaign} KEY`,
          ),
        ]),
      };
    }),
  );

const listColumns = [
  { title: say('Mã', 'Key'), flexible: true as const },
  { title: say('Vướng mắc', 'Question'), flexible: true as const },
  { title: say('Chọn', 'Choose'), align: 'right' as const },
];

/** `thidua question show CAMPAIGN KEY`: the question, its options with their figures, what else can be done. @returns the exit status */
export const runQuestionShow = (
  options: QuestionOptions & { question: string },
  desktop: Desktop = ownDesktop(),
): Promise<number> =>
  lookAt(options, desktop, (engine) =>
    orGivenWrong(async () => {
      const campaign = campaignGiven(engine.plan, options.campaign);
      const { state } = await settledCourse(engine.services, campaign);
      const question = questionGiven(engine.plan, campaign, state, options.question, openQuestions(state));
      const shown = await forPrograms(options.json, () => shownQuestion(engine, campaign, state, question));
      if (options.json === true) return { text: `${JSON.stringify(questionJson(shown), undefined, 2)}\n` };
      return { text: joined(questionLines(campaign, shown, widthOf(desktop.out))) };
    }),
  );

const questionJson = (question: ShownQuestion) => ({ ...question, beside: question.beside.map(besideLine) });

function questionLines(campaign: CampaignKey, question: ShownQuestion, width: number): string[] {
  const { key, label, explanation, choose, options, beside, asked } = question;
  const rows = options.map(({ choice, name, figures }, index) => [String(index + 1), name, figures, choice]);
  const how = choose === null ? say('chọn tùy ý', 'choose any') : say(`chọn ${choose}`, `choose ${choose}`);
  return [
    ...hang(say('Vướng mắc: ', 'Question: '), label, width),
    ...hang(say('Mã: ', 'Key: '), key, width),
    ...(explanation === null ? [] : hang('', explanation, width)),
    '',
    ...table(optionColumns, rows, width),
    '',
    ...hang(
      say('Quyết định: ', 'Answer: '),
      say(
        `thidua question answer ${campaign} ${key} SỐ… --reason LÝ-DO (${how})`,
        `thidua question answer ${campaign} ${key} NUMBER… --reason REASON (${how})`,
      ),
      width,
    ),
    ...(beside.length === 0
      ? []
      : [
          say('Ngoài ra có thể:', 'Beside that it is possible to:'),
          ...beside.flatMap((it) => hang('- ', besideLine(it), width)),
        ]),
    ...(asked === '' ? [] : hang(say('Dấu của câu hỏi: ', 'Mark of the question: '), asked, width)),
  ];
}

const optionColumns = [
  { title: say('Số', 'No.'), align: 'right' as const },
  { title: say('Phương án', 'Option'), flexible: true as const },
  { title: say('Số liệu', 'Figures'), flexible: true as const },
  { title: say('Mã', 'Code'), flexible: true as const },
];

/** The question of this key, with or without the campaign before it. */
function questionGiven<T extends { key: string }>(
  plan: Plan,
  campaign: CampaignKey,
  { selection }: CourseState,
  given: string,
  known: readonly T[],
): T {
  const found = known.find(({ key }) => key === given || key === `${campaign}/${given}`);
  if (found !== undefined) return found;
  if (known.length === 0)
    throw new GivenWrong(
      say(
        `Không có vướng mắc “${given}”: ${selection === null ? 'đợt này chưa lựa chọn' : 'không có vướng mắc nào chờ quyết định'}.`,
        `There is no question “${given}”: ${selection === null ? 'this campaign has no selection yet' : 'no question waits for an answer'}.`,
      ),
    );
  return namedOf(
    say('vướng mắc', 'question'),
    given,
    known.map((it) => ({ ...it, code: it.key, name: questionLabel(plan, it.key) })),
  );
}

export interface QuestionAnswerOptions extends ActingOptions {
  campaign: string;
  /** Its key. */
  question: string;
  choices: readonly string[];
  reason: string;
  /** The fingerprint of the question that was looked at; the one that stands where it is left out. */
  asked?: string | undefined;
}

/** `thidua question answer CAMPAIGN KEY CHOICE…`: decides a question, by the options' numbers or codes. @returns the exit status */
export const runQuestionAnswer = (
  options: QuestionAnswerOptions,
  desktop: Desktop = ownDesktop(),
): Promise<number> =>
  atDesk(options, 'home-affairs', desktop, async (desk) => {
    const { plan, services, actor } = desk;
    const campaign = campaignGiven(plan, options.campaign);
    const { state } = await settledCourse(services, campaign);
    const known = [...openQuestions(state), ...state.answers];
    const question = questionGiven(plan, campaign, state, options.question, known);
    const asked = options.asked ?? question.asked;
    const message: AnswerQuestion = {
      actor,
      question: question.key,
      choices: options.choices.map((choice) => choiceGiven(choice, question.options)),
      reason: textGiven(say('--reason <lý do>', '--reason <reason>'), options.reason),
      ...(asked !== '' && { asked }),
    };
    const chosen = await choicesLabel(desk, campaign, question.key, message.choices);
    const told = () => [
      say(
        `Đã ghi quyết định về ${questionLabel(plan, question.key)}: ${chosen}.`,
        `The answer to ${questionLabel(plan, question.key)} was recorded: ${chosen}.`,
      ),
    ];
    return doAct(desk, { campaign, definition: messages.answerQuestion, message, told }, options);
  });

/** An option by its number in the list that `show` prints, or by its code; a day or a unit with its filer as it is. */
function choiceGiven(given: string, options: readonly string[]): string {
  if (options.includes(given) || given.includes('>') || given.startsWith('extend:')) return given;
  const byNumber = /^\d+$/.test(given) ? options[Number(given) - 1] : undefined;
  const byUnit = options.find((option) => option.split(':')[1] === given);
  const found = byNumber ?? byUnit;
  if (found !== undefined) return found;
  const known = options.map((code) => ({ code }));
  throw new GivenWrong(
    say(
      `Không có phương án “${given}”; chọn số từ 1 đến ${options.length} hoặc mã. ${nearestSentence(given, known)}`,
      `There is no option “${given}”; choose a number from 1 to ${options.length} or a code. ${nearestSentence(given, known)}`,
    ).trim(),
  );
}
