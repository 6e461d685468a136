import { dossierRows } from '../../activities/records/reads/dossiers.js';
import { allUnits, officeHolders, type UnitDetails } from '../../activities/records/registry/units.js';
import { findSelection } from '../../activities/records/selection/kept.js';
import { type Actor, messages, type SignOff } from '../../workflows/api/messages.js';
import type { Bloc, CampaignKey, Day, Plan, UnitCode } from '../../workflows/plan/schema.js';
import { officeName } from '../../workflows/plan/names.js';
import { seatsOf as seatsOfCampaign } from '../../workflows/plan/seats.js';
import {
  campaignState,
  fileDossier,
  sendToCampaign,
  sendToDossier,
  type Services,
  signOff,
  type Answer,
} from '../officials/send.js';
import { unitOfficial } from '../officials/unit-official.js';
import { datesYear } from '../../workflows/rules/calendar.js';
import { say } from '../language/language.js';
import { answerSentence } from '../language/refusals.js';
import { allEnded } from './all-ended.js';
import type { Invented } from './data-set.js';
import type { CourseState } from '../../workflows/api/campaign-state.js';

const atOnce = 12;

/** What the rehearsal plays an answer for, and what its refusal looked like. */
export type Report = (line: string) => void;

export const homeAffairs: Actor = { office: 'home-affairs', person: 'snv-cchc-1' };
export const homeAffairsHead: Actor = { office: 'home-affairs', person: 'snv-cchc-2' };
const board: Actor = { office: 'board', person: 'btdkt-truong-ban' };

/** The played officials: each does by the client's own functions what a person would. */
export class Players {
  private units: UnitDetails[] = [];

  constructor(
    readonly services: Services,
    readonly plan: Plan,
    private readonly invented: Invented,
    private readonly report: Report,
  ) {}

  async meet(): Promise<void> {
    this.units = await allUnits(this.services.records.db);
  }

  unitsOn(day: Day): UnitDetails[] {
    return this.units.filter(
      ({ validFrom, validTo }) => (validFrom ?? day) <= day && (validTo ?? day) >= day,
    );
  }

  unit(code: UnitCode): UnitDetails {
    const unit = this.units.find((it) => it.code === code);
    if (unit === undefined) throw new Error(`The registry has no unit ${code}.`);
    return unit;
  }

  /** Who signs for the Chairman's office on a day. */
  async chairmanOn(on: Day): Promise<string> {
    const [holder] = await officeHolders(this.services.records, { office: 'chairman', on });
    return holder?.person ?? '';
  }

  state(campaign: CampaignKey): Promise<CourseState> {
    return campaignState(this.services, campaign);
  }

  /** Runs pieces of work, some at a time. */
  async each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
    const waiting = [...items];
    const take = async (): Promise<void> => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
    };
    await allEnded(Array.from({ length: atOnce }, take));
  }

  tell(answer: Answer, what: string): void {
    if (!answer.done)
      this.report(
        say(
          `${what}: không nhận – ${answer.sentence}`,
          `${what}: refused – ${answerSentence(this.plan, answer)}`,
        ),
      );
  }

  async file(
    campaign: CampaignKey,
    code: UnitCode,
    options: { filer?: UnitCode; version?: number } = {},
  ): Promise<void> {
    const { filer = code, version = 1 } = options;
    const filing = {
      campaign,
      unit: code,
      actor: unitOfficial(filer),
      content: this.invented.content(campaign, this.unit(code), version),
    };
    const id = `file/${campaign}/${code}/${String(version)}`;
    this.tell(
      await fileDossier(this.services, filing, { id }),
      say(`${code} nộp hồ sơ`, `${code}: filing a dossier`),
    );
  }

  async withdraw(campaign: CampaignKey, unit: UnitCode): Promise<void> {
    const message = { actor: unitOfficial(unit), reason: 'Đơn vị xin rút để rà soát lại thành tích.' };
    const id = `withdraw/${campaign}/${unit}`;
    this.tell(
      await sendToDossier(this.services, { campaign, unit }, messages.withdrawDossier, message, { id }),
      say(`${unit} rút hồ sơ`, `${unit}: withdrawing the dossier`),
    );
  }

  /** Home Affairs accepts whatever waits for review, but for the ones it is told to leave. */
  async reviewAll(campaign: CampaignKey, except: readonly UnitCode[] = []): Promise<void> {
    const { records, plan } = this.services;
    const rows = await dossierRows(records, { plan, campaign });
    const waiting = rows.filter((row) => row.status === 'submitted' && !except.includes(row.unit));
    await this.each(waiting, async ({ unit, version }) => {
      if (version === null) return;
      const message = { actor: homeAffairs, decision: 'accept' as const, digest: version.digest };
      const id = `accept/${campaign}/${unit}/${version.digest.slice(0, 12)}`;
      this.tell(
        await sendToDossier(this.services, { campaign, unit }, messages.reviewDossier, message, { id }),
        say(`xét hồ sơ ${unit}`, `review of the dossier of ${unit}`),
      );
    });
  }

  async giveBack(campaign: CampaignKey, unit: UnitCode, completeBy: Day, reason: string): Promise<void> {
    const { records, plan } = this.services;
    const row = (await dossierRows(records, { plan, campaign })).find((it) => it.unit === unit);
    if (row?.version == null) return;
    const { digest } = row.version;
    const message = { actor: homeAffairs, decision: 'return' as const, digest, reason, completeBy };
    const id = `return/${campaign}/${unit}`;
    this.tell(
      await sendToDossier(this.services, { campaign, unit }, messages.reviewDossier, message, { id }),
      say(`trả lại hồ sơ ${unit}`, `return of the dossier of ${unit}`),
    );
  }

  async publishRanking(
    campaign: CampaignKey,
    blocs: readonly Bloc[],
    options: {
      day: Day;
      decision: string;
      period?: 'current' | 'previous';
      edition?: string;
      source?: string;
    },
  ): Promise<void> {
    const { period = 'current', edition = '1', source = campaign } = options;
    const on = `${String(datesYear(this.plan, campaign) - 1)}-12-31`;
    const living = this.unitsOn(on);
    const ended = this.units.filter((it) => !living.includes(it) && this.invented.isRankedAfterItsEnd(it));
    const ranked = campaign === 'summary' ? [...living, ...ended] : living;
    for (const bloc of blocs) {
      const message = {
        actor: homeAffairs,
        bloc,
        period,
        decision: { number: options.decision, date: options.day },
        rows: this.invented.ranking(source, bloc, ranked),
      };
      const id = `ranking/${campaign}/${bloc}/${period}/${edition}`;
      this.tell(
        await sendToCampaign(this.services, campaign, messages.recordRanking, message, { id }),
        say(`ghi xếp hạng ${bloc} ${campaign}`, `ranking of ${bloc} ${campaign}`),
      );
    }
  }

  /** Home Affairs answers each question that stands open: the first unit offered, else the seat stays vacant. */
  async answerOpen(
    campaign: CampaignKey,
    told: Record<string, { choices: string[]; reason: string }> = {},
  ): Promise<void> {
    const state = await this.state(campaign);
    const questions = [...state.questions, ...(state.selection?.questions ?? [])];
    for (const question of questions) {
      const offered = question.options.filter((option) => option !== 'vacant');
      const choose = question.choose ?? 0;
      const usual = {
        choices: offered.length > 0 ? offered.slice(0, choose) : ['vacant'],
        reason: `Theo biên bản họp của ${officeName(this.plan, 'home-affairs')} và các đơn vị liên quan.`,
      };
      const { choices, reason } = told[question.key] ?? usual;
      const message = { actor: homeAffairsHead, question: question.key, choices, reason };
      const id = `answer/${question.key}/${state.round}`;
      this.tell(
        await sendToCampaign(this.services, campaign, messages.answerQuestion, message, { id }),
        say(`quyết định ${question.key}`, `answer to ${question.key}`),
      );
    }
  }

  /** Home Affairs chooses from the proposed order wherever seats wait for its choice; `skip` leaves the first out. */
  async chooseWhereWaiting(campaign: CampaignKey): Promise<void> {
    const state = await this.state(campaign);
    const waiting = state.selection?.waiting.filter((seat) => seat.for === 'shortlist') ?? [];
    const lists = new Set(waiting.map((seat) => `${seat.kind}/${seat.bloc}`));
    for (const seat of waiting) {
      if (!lists.delete(`${seat.kind}/${seat.bloc}`)) continue;
      await this.choose(campaign, seat.kind, seat.bloc, 0, 'Theo thành tích và thứ tự đề xuất.');
    }
  }

  /** Home Affairs' choice for one bloc, from the proposed order after `skip` names. */
  async choose(
    campaign: CampaignKey,
    kind: 'collective' | 'individual',
    bloc: Bloc,
    skip: number,
    reason: string,
  ): Promise<void> {
    const { records, plan } = this.services;
    const state = await this.state(campaign);
    const digest = state.selection?.input ?? '';
    const found = await findSelection(records.db, { plan, campaign, digest });
    const order = found?.answer.order[bloc];
    const proposed = (kind === 'individual' ? order?.individuals : order?.collectives) ?? [];
    const seats = seatsOfCampaign(this.plan, campaign).filter(
      (seat) => seat.kind === kind && seat.bloc === bloc,
    ).length;
    const people = await this.distinctPeople(campaign, proposed, state);
    const message = {
      actor: homeAffairsHead,
      kind,
      bloc,
      nominees: people.slice(skip, skip + seats),
      reason,
    };
    const id = `shortlist/${campaign}/${kind}/${bloc}/${state.round}/${skip}`;
    this.tell(
      await sendToCampaign(this.services, campaign, messages.shortlist, message, { id }),
      say(`lựa chọn ${bloc} ${campaign}`, `choice of ${bloc} ${campaign}`),
    );
  }

  /** Leaves out whoever is chosen already under another nomination. */
  private async distinctPeople(
    campaign: CampaignKey,
    proposed: string[],
    state: CourseState,
  ): Promise<string[]> {
    const { records, plan } = this.services;
    const rows = await dossierRows(records, { plan, campaign });
    const people = new Map<string, string>();
    for (const nominee of rows.flatMap((row) => row.version?.content.nominees ?? [])) {
      people.set(nominee.id, nominee.kind === 'individual' ? nominee.personId : nominee.id);
    }
    const chosen = new Set(
      Object.values(state.shortlist.individuals)
        .flat()
        .map((nominee) => people.get(nominee)),
    );
    const seen = new Set<string>();
    return proposed.filter((nominee) => {
      const person = people.get(nominee) ?? nominee;
      const isNew = !chosen.has(person) && !seen.has(person);
      seen.add(person);
      return isNew;
    });
  }

  async forward(campaign: CampaignKey, reason?: string): Promise<void> {
    const state = await this.state(campaign);
    const digest = state.selection?.digest ?? '';
    const message = { actor: homeAffairsHead, digest, ...(reason !== undefined && { reason }) };
    const id = `forward/${campaign}/${state.round + 1}`;
    this.tell(
      await sendToCampaign(this.services, campaign, messages.forward, message, { id }),
      say(`trình ${campaign}`, `forwarding of ${campaign}`),
    );
  }

  async appraise(campaign: CampaignKey, date: Day, returnReason?: string): Promise<void> {
    const state = await this.state(campaign);
    const digest = state.list?.digest ?? '';
    const meeting = {
      date,
      participants: [
        'Trưởng ban',
        `Đại diện ${officeName(this.plan, 'home-affairs')}`,
        'Đại diện Văn phòng UBND thành phố',
      ],
      votes:
        returnReason === undefined
          ? { inFavour: 3, against: 0, abstained: 0 }
          : { inFavour: 1, against: 2, abstained: 0 },
    };
    const message =
      returnReason === undefined
        ? { actor: board, digest, decision: 'approve' as const, meeting }
        : { actor: board, digest, decision: 'return' as const, meeting, reason: returnReason };
    const id = `appraise/${campaign}/${state.round}`;
    this.tell(
      await sendToCampaign(this.services, campaign, messages.appraise, message, { id }),
      say(`thẩm định ${campaign}`, `appraisal of ${campaign}`),
    );
  }

  /** The n-th signature of a campaign; one that was sent before is not sent again. */
  async sign(campaign: CampaignKey, signature: number, make: (state: CourseState) => SignOff): Promise<void> {
    const state = await this.state(campaign);
    if (state.signals >= signature) return;
    await signOff(this.services, campaign, make(state));
  }

  async recordDecision(campaign: CampaignKey, number: string, date: Day): Promise<void> {
    const state = await this.state(campaign);
    const message = { actor: homeAffairs, digest: state.signed?.digest ?? '', decision: { number, date } };
    const id = `decision/${campaign}`;
    this.tell(
      await sendToCampaign(this.services, campaign, messages.recordDecision, message, { id }),
      say(`ghi quyết định ${campaign}`, `decision of ${campaign}`),
    );
  }

  async holdCeremony(campaign: CampaignKey, date: Day): Promise<void> {
    const message = { actor: homeAffairs, date, place: `Hội trường ${this.plan.issuer}` };
    const id = `ceremony/${campaign}`;
    this.tell(
      await sendToCampaign(this.services, campaign, messages.recordCeremony, message, { id }),
      say(`lễ khen thưởng ${campaign}`, `ceremony of ${campaign}`),
    );
  }
}
