import type { CampaignKey, Plan } from '../../../../workflows/plan/schema.js';
import { questionLabel } from '../../../officials/labels.js';
import {
  type Beside,
  optionUnit,
  questionBloc,
  type ShownQuestion,
} from '../../../officials/question-shown.js';
import { campaignTitle } from '../../../officials/words.js';
import { Once } from '../../acting.js';
import { addresses } from '../../addresses.js';
import type { Page } from '../../visit.js';
import { FormFault, LinesField } from './fields.js';
import { OfficeMenu } from './menu.js';
import { Trial, type TrialShown } from './trial.js';
import type { Typed } from './typed.js';

export interface QuestionsShown {
  plan: Plan;
  campaign: CampaignKey;
  open: readonly { key: string; choose: number | null }[];
  answered: readonly { key: string; chosen: string; reason: string }[];
}

/** What waits for a decision in a campaign, and what was decided. */
export const questionsPage = ({ plan, campaign, open, answered }: QuestionsShown): Page => ({
  title: `Vướng mắc – ${campaignTitle(plan, campaign)}`,
  body: (
    <div data-live="">
      <OfficeMenu campaign={campaign} office="home-affairs" here={addresses.questions(campaign)} />
      <h2>Chờ quyết định</h2>
      {open.length === 0 ? <p>Không có vướng mắc nào chờ quyết định.</p> : null}
      <ul>
        {open.map(({ key }) => (
          <li>
            <a href={addresses.question(campaign, key)}>{questionLabel(plan, key)}</a>
          </li>
        ))}
      </ul>
      {answered.length === 0 ? null : (
        <>
          <h2>Đã quyết định</h2>
          <ul>
            {answered.map(({ key, chosen, reason }) => (
              <li>
                <a href={addresses.question(campaign, key)}>{questionLabel(plan, key)}</a>: {chosen} – lý do:{' '}
                {reason}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  ),
});

export interface QuestionShown {
  plan: Plan;
  campaign: CampaignKey;
  question: ShownQuestion;
  /** What was decided before, where it was. */
  answer: { choices: readonly string[]; chosen: string; reason: string } | null;
  /** Ended units may take part with another that files for them: these may. */
  filers: readonly { code: string; name: string }[] | null;
  /** Whether the list that an answer would make can be tried. */
  canTry: boolean;
  typed: Typed;
  trial?: TrialShown | undefined;
}

/** A question with its options and their figures, what else can be done, and the answer with its reason. */
export function questionPage(shown: QuestionShown): Page {
  const { plan, campaign, question, answer, typed } = shown;
  return {
    title: `Vướng mắc: ${question.label}`,
    body: (
      <>
        <OfficeMenu campaign={campaign} office="home-affairs" />
        <p>{campaignTitle(plan, campaign)}</p>
        <FormFault typed={typed} />
        {question.explanation === null ? null : <p>{question.explanation}</p>}
        {answer === null ? null : (
          <p class="flag">
            Đã quyết định: {answer.chosen} – lý do: {answer.reason}
          </p>
        )}
        <AnswerForm {...shown} />
        {shown.trial === undefined ? null : <Trial plan={plan} {...shown.trial} />}
        <Besides {...shown} />
      </>
    ),
  };
}

function AnswerForm(shown: QuestionShown) {
  const { campaign, question, typed, filers, canTry, answer } = shown;
  const { choose, options, key, asked } = question;
  const fault = typed.faults['chon'];
  const ticked = typed.form.has('viec') ? typed.form.getAll('chon') : (answer?.choices ?? []);
  return (
    <form method="post" action={addresses.question(campaign, key)}>
      <Once />
      <input type="hidden" name="dau" value={asked} />
      <fieldset aria-describedby={fault === undefined ? undefined : 'chon-loi'}>
        <legend>
          {choose === null ? 'Chọn tùy ý, có thể không chọn gì' : `Chọn ${String(choose)} phương án`}
        </legend>
        {fault === undefined ? null : (
          <strong id="chon-loi" class="bad field-fault">
            {fault}
          </strong>
        )}
        {options.map(({ choice, name, figures }, index) => {
          const id = `chon-${String(index + 1)}`;
          return (
            <p class="choice">
              <input
                type={choose === 1 ? 'radio' : 'checkbox'}
                id={id}
                name="chon"
                value={choice}
                checked={ticked.includes(choice)}
              />
              <label for={id}>
                {name}
                {figures === '' ? null : <span class="muted"> – {figures}</span>}
              </label>
              {filers === null ? null : <FilerInput unit={choice} name={name} typed={typed} />}
            </p>
          );
        })}
        {filers === null ? null : (
          <datalist id="don-vi-nop">
            {filers.map(({ code, name }) => (
              <option value={code}>{name}</option>
            ))}
          </datalist>
        )}
      </fieldset>
      <LinesField name="ly-do" label="Lý do, được ghi sổ và hiện mãi về sau" typed={typed} />
      <button name="cach" value="ghi">
        Ghi quyết định
      </button>{' '}
      {canTry ? (
        <button name="cach" value="thu">
          Thử xem danh sách sẽ ra sao
        </button>
      ) : null}
    </form>
  );
}

const FilerInput = ({ unit, name, typed }: { unit: string; name: string; typed: Typed }) => {
  const field = `nop.${unit}`;
  const fault = typed.faults[field];
  return (
    <>
      <br />
      <label for={field}>Nộp thay cho {name} (mã hoặc tên; để trống: đơn vị kế thừa)</label>
      <input
        id={field}
        name={field}
        list="don-vi-nop"
        value={typed.form.get(field) ?? ''}
        autocomplete="off"
        aria-describedby={fault === undefined ? undefined : `${field}-loi`}
      />
      {fault === undefined ? null : (
        <strong id={`${field}-loi`} class="bad field-fault">
          {fault}
        </strong>
      )}
    </>
  );
};

function Besides({ campaign, question }: QuestionShown) {
  const { beside, key } = question;
  const bloc = questionBloc(key);
  const units = question.options.flatMap(({ choice, name }) => {
    const unit = optionUnit(choice);
    return unit === null ? [] : [{ unit, name }];
  });
  if (beside.length === 0) return null;
  return (
    <>
      <h2>Ngoài ra có thể</h2>
      <ul>
        {beside.map((it) => {
          const place = placeOf(campaign, it.act, bloc);
          return <li>{place === null ? it.text : <a href={place}>{it.text}</a>}</li>;
        })}
      </ul>
      {units.length > 0 ? (
        <>
          <h3>Hồ sơ của các đơn vị liên quan</h3>
          <ul>
            {units.map(({ unit, name }) => (
              <li>
                <a href={addresses.review(campaign, unit)}>Hồ sơ của {name}</a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  );
}

function placeOf(campaign: CampaignKey, act: Beside['act'], bloc: string | null): string | null {
  switch (act) {
    case 'extend':
      return addresses.time(campaign);
    case 'waive':
      return addresses.waivers(campaign);
    case 'review':
      return addresses.dossiers(campaign);
    case 'rank':
      return bloc === null
        ? addresses.rankings(campaign)
        : addresses.rankingDraft(campaign, { bloc, period: 'current' });
    case 'rank-previous':
      return bloc === null
        ? addresses.rankings(campaign)
        : addresses.rankingDraft(campaign, { bloc, period: 'previous' });
    case null:
      return null;
  }
}
