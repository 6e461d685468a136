import { readFile } from 'node:fs/promises';
import { readSourceOf } from '../../../../activities/reference/setup/source.js';
import { sourceSentence } from '../../../../activities/reference/setup/source-sentences.js';
import { emptySetUp, type SetUp } from '../../../../activities/reference/setup/sheets.js';
import { setUpWorkbook } from '../../../../activities/reference/setup/set-up-workbook.js';
import { workbookOf } from '../../../../activities/reference/setup/workbook-template.js';
import {
  type Application,
  type Applied,
  pastActs,
  standingSetUp,
} from '../../../../activities/records/registry/set-up.js';
import type { PastAct } from '../../../../activities/reference/setup/checks.js';
import type { Plan } from '../../../../workflows/plan/schema.js';
import { notAppliedSentence, proposeSetUp } from '../../../officials/set-up.js';
import { sampleSetUp } from '../../../rehearsal/sample-set-up.js';
import { FormBroken } from '../../multipart.js';
import { spreadsheet } from '../../spreadsheet.js';
import type { Page, Visit } from '../../visit.js';
import { nothingTyped, Reading, type Typed } from '../offices/typed.js';
import { type Uploaded, withUpload } from '../offices/uploaded.js';
import { noSuchPage } from '../problems.js';
import { setUpCheckPage } from './check-page.js';
import { setUpPage, type SetUpPlaces } from './set-up-page.js';

/** Before whom a set-up lies: an office's official, or whoever sets up for the first time. */
export interface SetUpDesk {
  places: SetUpPlaces;
  /** A reason is asked for. */
  asksReason: boolean;
  /** What the acts that are kept would be joined by: nobody sets himself out of the office in which he acts. */
  own: (on: string) => PastAct[];
  apply: (id: string, application: Omit<Application, 'operator' | 'act'>) => Promise<Applied>;
  /** Where the browser goes on, or what it shows. */
  done: (id: string) => Page | Response;
}

interface Told {
  sentence?: string;
  faults?: Parameters<typeof setUpPage>[0]['faults'];
}

/** What stands, with what is wrong with the file that was handed in. */
export async function showSetUp(
  { portal, plan }: Visit,
  { places }: SetUpDesk,
  told: Told = {},
): Promise<Page> {
  const { setUp, mode, on } = await standingSetUp(portal.records);
  return setUpPage({ plan, setUp, on, places, isRehearsal: mode === 'rehearsal', ...told });
}

/** The file of the form: what it would change is shown, and nothing is written. */
export async function takeSetUpFile(visit: Visit, desk: SetUpDesk): Promise<Page> {
  try {
    return await withUpload(visit.request, (uploaded) => readUploaded(visit, desk, uploaded));
  } catch (error) {
    if (error instanceof FormBroken) return noSuchPage();
    throw error;
  }
}

async function readUploaded(visit: Visit, desk: SetUpDesk, { file, isTooLarge }: Uploaded): Promise<Page> {
  const refused = (sentence: string): Promise<Page> => showSetUp(visit, desk, { sentence });
  if (file === null) return refused('Chưa chọn tệp.');
  if (isTooLarge)
    return refused('Tệp lớn quá 10 MB; hãy lưu gọn lại, bỏ hình ảnh và dòng trống đã định dạng.');
  if (!/\.xlsx$/i.test(file.name))
    return refused(`“${file.name}” không phải tệp .xlsx; hãy lưu lại dạng “Excel Workbook (*.xlsx)”.`);
  const content = await readFile(file.path);
  const given = { name: file.name, content: content.toString('base64url') };
  const read = await proposed(visit, desk, given);
  return 'told' in read ? showSetUp(visit, desk, read.told) : checked(desk, given, read, nothingTyped);
}

interface Given {
  name: string;
  content: string;
}
type Proposal = Exclude<Awaited<ReturnType<typeof proposeSetUp>>, { outcome: 'faulty' }>;

async function proposed(
  { portal: { records }, plan }: Visit,
  { own }: SetUpDesk,
  { name, content }: Given,
): Promise<Proposal | { told: Told }> {
  const read = await readSourceOf(name, Buffer.from(content, 'base64url'));
  if (!read.ok) return { told: { sentence: sourceSentence(read.fault, 'thidua setup') } };
  const standing = await standingSetUp(records);
  const acts = async () => [...(await pastActs(records)), ...own(standing.on)];
  const proposal = await proposeSetUp(plan, read.source.cells, { standing, acts });
  return proposal.outcome === 'faulty' ? { told: { faults: proposal.faults } } : proposal;
}

const checked = (desk: SetUpDesk, file: Given, proposal: Proposal, typed: Typed): Page =>
  setUpCheckPage({
    proposal: proposal.shown,
    places: desk.places,
    file,
    refusal: proposal.outcome === 'refused' ? proposal.refusal : null,
    asksReason: desk.asksReason,
    typed,
  });

/** Applies what was shown, if it is still what it would be. */
export async function takeSetUp(visit: Visit, desk: SetUpDesk): Promise<Page | Response> {
  const form = await visit.form();
  const file = { name: form.get('ten') ?? '', content: form.get('tep') ?? '' };
  const id = form.get('viec') ?? '';
  if (!/^[0-9a-f-]{36}$/.test(id) || file.content === '')
    return showSetUp(visit, desk, { sentence: 'Biểu mẫu thiếu dữ liệu; hãy nạp lại tệp.' });
  const read = await proposed(visit, desk, file);
  if ('told' in read) return showSetUp(visit, desk, read.told);
  const reading = new Reading(form);
  const reason = desk.asksReason ? reading.text('ly-do', 'lý do') : null;
  const { digest, standing, setUp } = read.shown;
  if (reading.isFaulty || read.outcome === 'refused') return checked(desk, file, read, reading.typed());
  const wasShown = digest === form.get('ma') && standing === form.get('dang-co');
  if (!wasShown && read.outcome === 'proposed') return checked(desk, file, read, reading.typed(changed));
  const applied = await desk.apply(id, { plan: visit.plan.plan, setUp, shown: standing, reason });
  if (applied.ok) return desk.done(id);
  return checked(desk, file, read, reading.typed(notAppliedSentence(visit.plan, applied)));
}

const changed =
  'Trong lúc đó thiết lập đã được thay đổi ở nơi khác. Đây là những gì tệp này sẽ thay đổi lúc này; hãy xem lại rồi áp dụng.';

/** A form with a file as it comes back: the file, and a third more for its letters. */
export const mostOfFile = 15_000_000;

/** The workbook to fill. */
export const answerTemplate = ({ plan }: Visit): Promise<Response> =>
  answerWorkbook(plan, emptySetUp, { name: 'thiet-lap-mau.xlsx', isSample: false });

/** The same, filled with invented people. */
export const answerSample = ({ plan }: Visit): Promise<Response> =>
  answerWorkbook(plan, sampleSetUp(plan), { name: 'thiet-lap-chay-thu.xlsx', isSample: true });

/** A set-up as a workbook to keep; without rows it is the template. */
export async function answerWorkbook(
  { blocs }: Plan,
  setUp: SetUp,
  { name, isSample }: { name: string; isSample: boolean },
): Promise<Response> {
  return spreadsheet(await workbookOf(setUpWorkbook(setUp, blocs, isSample)), name);
}
