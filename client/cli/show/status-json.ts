import { z } from 'zod';
import { ClockMode } from '../../../workflows/api/clock-mode.js';
import { businessInstant } from '../../../activities/records/database/business-time.js';
import { CampaignKey } from '../../../workflows/plan/schema.js';
import { say } from '../../language/language.js';
import type { CampaignFacts, StatusFacts } from '../../officials/status-facts.js';

const Instant = z.iso.datetime({ offset: true });
const Counts = z.record(z.string(), z.int());

/** Since when something is held, and why. */
const Held = z.strictObject({ at: Instant, reason: z.string().nullable() }).nullable();

const StatusCampaign = z.strictObject({
  campaign: CampaignKey,
  workflow: z.string(),
  stage: z.string(),
  /** The next date it acts on by itself. */
  next: Instant.nullable(),
  awaiting: z.array(
    z.strictObject({ from: z.string(), what: z.string(), which: z.array(z.string()), count: z.int() }),
  ),
  remindersHeld: Held,
  unitsHeld: z.array(z.strictObject({ unit: z.string(), at: Instant, reason: z.string().nullable() })),
  dossiers: Counts,
  questions: z.array(
    z.strictObject({ key: z.string(), options: z.array(z.string()), explanation: z.string().nullable() }),
  ),
  list: z.strictObject({
    digest: z.string().nullable(),
    round: z.int(),
    frozen: z.enum(['free', 'forwarded', 'signed']),
  }),
  signOffs: z.strictObject({ approved: z.int(), returned: z.int(), refused: z.int() }),
  refusedSignOffs: z.array(
    z.strictObject({ at: Instant, person: z.string().nullable(), code: z.string(), sentence: z.string() }),
  ),
  mails: Counts,
  undelivered: z.array(
    z.strictObject({
      recipient: z.string(),
      address: z.string(),
      count: z.int(),
      last: z.strictObject({ at: Instant, subject: z.string(), state: z.string() }),
      answer: z.string().nullable(),
    }),
  ),
  /** Money in đồng, of all certificates, those revoked included. */
  awards: z.strictObject({ collectives: z.int(), individuals: z.int(), revoked: z.int(), money: z.int() }),
  /** Absent where the campaign was held here from its beginning. */
  past: z
    .strictObject({
      kind: z.enum(['imported', 'skipped', 'begun-late']),
      at: Instant,
      reason: z.string().nullable(),
      steps: z.array(z.strictObject({ what: z.string(), at: Instant })),
    })
    .optional(),
});

/** What `thidua status --json` prints. Instants as `2024-02-10T00:00:00.000+07:00`. */
export const StatusReport = z.strictObject({
  business: z.strictObject({ mode: ClockMode, at: Instant }),
  /** What fails for longer than a minute. Wall time, in a rehearsal too. */
  failing: z.array(
    z.strictObject({
      workflow: z.string(),
      effect: z.string(),
      since: Instant,
      triedAt: Instant,
      why: z.string(),
    }),
  ),
  /** How far the histories of what has ended are kept, and whether the server may delete some before. Wall time. */
  archive: z
    .strictObject({ keptUntil: Instant, retentionDays: z.number(), isInDanger: z.boolean() })
    .nullable(),
  lettersHeld: Held,
  campaigns: z.array(StatusCampaign),
});
export type StatusReport = z.infer<typeof StatusReport>;

/** What `--help` says of `--json`. */
export const statusHelp = say(
  `
--json in ra một đối tượng JSON; thời điểm có dạng 2024-02-10T00:00:00.000+07:00:
  business        { "mode": "service" | "rehearsal" | "trial", "at" }: giờ nghiệp vụ
  failing         [ { "workflow", "effect", "since", "triedAt", "why" } ]: việc hệ thống làm không được quá một phút,
                  từ lúc nào, thử gần nhất lúc nào (giờ thật, kể cả khi diễn tập), vì sao
  archive         { "keptUntil", "retentionDays", "isInDanger" }: lịch sử các luồng việc đã kết thúc được lưu đến đâu
                  (giờ thật), máy chủ Temporal xóa sau bao nhiêu ngày, có nguy cơ mất không; hoặc null
  lettersHeld     { "at", "reason" }: việc gửi thư đang tạm dừng từ lúc nào, vì sao; hoặc null
  campaigns       các đợt đã bắt đầu, tổng kết đứng cuối; mỗi đợt:
    campaign      một năm của kế hoạch | "summary"
    workflow      mã quy trình trong Temporal
    stage         launch | open | collect | rank | select | appraise | sign-off | announce | closed
    next          mốc tiếp theo tự động thực hiện, hoặc null
    awaiting      [ { "from", "what", "which", "count" } ]: đang chờ ai, việc gì
    remindersHeld { "at", "reason" }: việc nhắc đang tạm dừng từ lúc nào, vì sao; hoặc null
    unitsHeld     [ { "unit", "at", "reason" } ]: những đơn vị mà riêng việc nhắc đang tạm dừng
    dossiers      số hồ sơ theo trạng thái: open, submitted, returned, accepted, rejected, withdrawn, lapsed
    questions     [ { "key", "options", "explanation" } ]: vướng mắc chờ quyết định
    list          { "digest", "round", "frozen": "free" | "forwarded" | "signed" }: danh sách
    signOffs      { "approved", "returned", "refused" }
    refusedSignOffs  [ { "at", "person", "code", "sentence" } ]: ký duyệt không được nhận
    mails         số thư theo trạng thái: pending, sending, sent, refused, uncertain
    undelivered   [ { "recipient", "address", "count", "last": { "at", "subject", "state" }, "answer" } ]: thư chưa đến,
                  mỗi hộp thư một mục: số thư, thư mới nhất, lý do gần nhất; address rỗng: người nhận chưa có hộp thư
    awards        { "collectives", "individuals", "revoked", "money" }: Bằng khen, tiền thưởng (đồng),
                  gồm cả Bằng khen đã thu hồi
    past          { "kind": "imported" | "skipped" | "begun-late", "at", "reason", "steps": [ { "what", "at" } ] }: đợt (hoặc
                  các bước) đã qua trước khi phong trào chạy ở đây; không có ở các đợt khác
`,
  `
--json prints a JSON object; moments are like 2024-02-10T00:00:00.000+07:00:
  business        { "mode": "service" | "rehearsal" | "trial", "at" }: business time
  failing         [ { "workflow", "effect", "since", "triedAt", "why" } ]: what the system has failed to do for a minute,
                  since when, tried last when (wall clock, also in a rehearsal), why
  archive         { "keptUntil", "retentionDays", "isInDanger" }: up to when histories of ended workflows are kept
                  (wall clock), after how many days the Temporal server deletes them, whether some may be lost; or null
  lettersHeld     { "at", "reason" }: since when letters are paused, why; or null
  campaigns       the campaigns that have begun, the summary last; of each:
    campaign      a year of the plan | "summary"
    workflow      id of the workflow in Temporal
    stage         launch | open | collect | rank | select | appraise | sign-off | announce | closed
    next          what comes next by itself, or null
    awaiting      [ { "from", "what", "which", "count" } ]: from whom what is awaited
    remindersHeld { "at", "reason" }: since when reminders are paused, why; or null
    unitsHeld     [ { "unit", "at", "reason" } ]: single units whose reminders are paused
    dossiers      how many dossiers by status: open, submitted, returned, accepted, rejected, withdrawn, lapsed
    questions     [ { "key", "options", "explanation" } ]: questions that wait for an answer (in Vietnamese)
    list          { "digest", "round", "frozen": "free" | "forwarded" | "signed" }: the list
    signOffs      { "approved", "returned", "refused" }
    refusedSignOffs  [ { "at", "person", "code", "sentence" } ]: sign-offs that were refused (in Vietnamese)
    mails         how many letters by state: pending, sending, sent, refused, uncertain
    undelivered   [ { "recipient", "address", "count", "last": { "at", "subject", "state" }, "answer" } ]: letters that have
                  not arrived, by mailbox: how many, the latest, the latest reason; address empty: no mailbox yet
    awards        { "collectives", "individuals", "revoked", "money" }: certificates, rewards (VND),
                  revoked certificates included
    past          { "kind": "imported" | "skipped" | "begun-late", "at", "reason", "steps": [ { "what", "at" } ] }: a campaign
                  (or its steps) past before the movement ran here; absent elsewhere
`,
);

/** The facts as `--json` prints them. */
export const statusReport = ({
  business,
  failing,
  archive,
  lettersHeld,
  campaigns,
}: StatusFacts): StatusReport => ({
  business: { mode: business.mode, at: businessInstant(business.at) },
  failing: failing.map(({ since, triedAt, ...rest }) => ({
    ...rest,
    since: businessInstant(since),
    triedAt: businessInstant(triedAt),
  })),
  archive: archive === null ? null : { ...archive, keptUntil: businessInstant(archive.keptUntil) },
  lettersHeld: heldReport(lettersHeld),
  campaigns: campaigns.map(campaignReport),
});

const heldReport = (held: StatusFacts['lettersHeld']): StatusReport['lettersHeld'] =>
  held === null ? null : { at: businessInstant(held.at), reason: held.reason };

function campaignReport(facts: CampaignFacts): StatusReport['campaigns'][number] {
  const { row } = facts;
  return {
    campaign: row.campaign,
    workflow: row.workflow,
    stage: row.stage,
    next: row.next === null ? null : businessInstant(row.next),
    awaiting: row.awaiting,
    remindersHeld: heldReport(facts.remindersHeld),
    unitsHeld: facts.unitsHeld.map(({ unit, at, reason }) => ({ unit, at: businessInstant(at), reason })),
    dossiers: row.dossiers,
    questions: facts.questions,
    list: { digest: row.digest, round: row.round, frozen: row.frozen },
    signOffs: row.signOffs,
    refusedSignOffs: facts.refusedSignatures.map(({ at, ...rest }) => ({ at: businessInstant(at), ...rest })),
    mails: row.mails,
    undelivered: facts.undelivered.map(({ recipient, address, count, last, answer }) => ({
      recipient,
      address,
      count,
      last: { ...last, at: businessInstant(last.at) },
      answer,
    })),
    awards: row.awards,
    ...(row.past !== undefined && { past: { ...row.past, at: businessInstant(row.past.at) } }),
  };
}
