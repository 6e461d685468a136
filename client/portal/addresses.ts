import { pages } from '../../activities/letters/compose/pages.js';

/** What an event, and an audit row, is called within its workflow's story. */
export const eventPlace = (run: string, event: number): string => `su-kien-${run}-${String(event)}`;
export const auditPlace = (seq: number): string => `nhat-ky-${String(seq)}`;

/** Every address of the portal, made in one place. */
export const addresses = {
  ...pages,
  home: '/',
  choose: '/vai',
  signIn: '/dang-nhap',
  signInLink: '/dang-nhap/thu',
  signInAgain: '/dang-nhap/lai',
  signInAgainFor: (page: string) => `/dang-nhap/lai?${new URLSearchParams({ ve: page }).toString()}`,
  signInCity: '/dang-nhap/thanh-pho',
  signOut: '/dang-xuat',
  setUp: '/thiet-lap',
  setUpUpload: '/thiet-lap/tep',
  setUpApply: '/thiet-lap/ap-dung',
  setUpNow: '/thiet-lap/hien-co.xlsx',
  setUpTemplate: '/thiet-lap/mau.xlsx',
  setUpSample: '/thiet-lap/mau-chay-thu.xlsx',
  rehearsal: '/dien-tap',
  campaigns: '/dot',
  dossierPart: (campaign: string, unit: string, part: string) => `/dot/${campaign}/ho-so/${unit}/${part}`,
  nominee: (campaign: string, unit: string, nominee: string) =>
    `/dot/${campaign}/ho-so/${unit}/de-cu/${encodeURIComponent(nominee)}`,
  /** A part of the dossier as a paper to complete; of a part that each nominee has, his. */
  paper: (campaign: string, unit: string, component: string, nominee?: string) =>
    `/dot/${campaign}/ho-so/${unit}/mau/${[component, ...(nominee === undefined ? [] : [nominee])].map(encodeURIComponent).join('/')}`,
  file: (campaign: string, unit: string, digest: string) => `/dot/${campaign}/ho-so/${unit}/tep/${digest}`,
  dossiers: (campaign: string) => `/dot/${campaign}/ho-so`,
  review: (campaign: string, unit: string) => `/dot/${campaign}/xet/${unit}`,
  reviewFile: (campaign: string, unit: string, digest: string) =>
    `/dot/${campaign}/xet/${unit}/tep/${digest}`,
  rankings: (campaign: string) => `/dot/${campaign}/xep-hang`,
  /** @param of the bloc; `previous`: the ranking of the year before */
  rankingDraft: (campaign: string, of: { bloc: string; period: string; isTyped?: boolean }) =>
    `/dot/${campaign}/xep-hang/nhap?${new URLSearchParams({ khoi: of.bloc, ky: of.period, ...(of.isTyped === true && { cach: 'tay' }) }).toString()}`,
  rankingTemplate: (campaign: string, of: { bloc: string; period: string }) =>
    `/dot/${campaign}/xep-hang/mau.xlsx?${new URLSearchParams({ khoi: of.bloc, ky: of.period }).toString()}`,
  rankingTemplates: (campaign: string) => `/dot/${campaign}/xep-hang/mau.xlsx`,
  rankingUpload: (campaign: string) => `/dot/${campaign}/xep-hang/tep`,
  rankingTyped: (campaign: string) => `/dot/${campaign}/xep-hang/nhap`,
  rankingRecord: (campaign: string) => `/dot/${campaign}/xep-hang/ghi`,
  questions: (campaign: string) => `/dot/${campaign}/vuong-mac`,
  question: (campaign: string, key: string) => `/dot/${campaign}/vuong-mac/${encodeURIComponent(key)}`,
  shortlists: (campaign: string) => `/dot/${campaign}/lua-chon`,
  shortlist: (campaign: string, kind: string, bloc: string) => `/dot/${campaign}/lua-chon/${kind}/${bloc}`,
  forward: (campaign: string) => `/dot/${campaign}/danh-sach/trinh`,
  appraise: (campaign: string) => `/dot/${campaign}/danh-sach/tham-dinh`,
  signOff: (campaign: string) => `/dot/${campaign}/danh-sach/ky`,
  announce: (campaign: string) => `/dot/${campaign}/cong-bo`,
  decision: (campaign: string) => `/dot/${campaign}/cong-bo/quyet-dinh`,
  ceremony: (campaign: string) => `/dot/${campaign}/cong-bo/le`,
  time: (campaign: string) => `/dot/${campaign}/thoi-han`,
  waivers: (campaign: string) => `/dot/${campaign}/mien`,
  report: (campaign: string) => `/dot/${campaign}/bao-cao`,
  reportTable: (campaign: string) => `/dot/${campaign}/bao-cao/bang.csv`,
  /** A table as a spreadsheet, by its file's name; of one campaign where it is named. */
  sheet: (file: string, campaign?: string) =>
    campaign === undefined ? `/bang-tinh/${file}.xlsx` : `/dot/${campaign}/bang-tinh/${file}.xlsx`,
  revocations: (campaign: string) => `/dot/${campaign}/thu-hoi`,
  document: (campaign: string, kind: string, number: number | string) =>
    `/dot/${campaign}/van-ban/${kind}/${String(number)}`,
  winners: (campaign: string) => `/dot/${campaign}/khen`,
  ranks: (campaign: string) => `/dot/${campaign}/thu-hang`,
  certificates: '/bang-khen',
  certificate: (code: string) => `/bang-khen?${new URLSearchParams({ ma: code }).toString()}`,
  ledger: '/so',
  why: '/vi-sao',
  whyOf: (of: string, campaign?: string) =>
    `/vi-sao?${new URLSearchParams({ cua: of, ...(campaign !== undefined && { dot: campaign }) }).toString()}`,
  letters: '/thu',
  lettersOf: (which: Record<string, string>) => `/thu?${new URLSearchParams(which).toString()}`,
  lettersHeld: '/thu/tam-dung',
  letter: (id: string) => `/thu/${encodeURIComponent(id)}`,
  letterFile: (id: string) => `/thu/${encodeURIComponent(id)}/thu.eml`,
  letterAgain: (id: string) => `/thu/${encodeURIComponent(id)}/gui-lai`,
  calendar: '/lich',
  calendarFile: '/lich.ics',
  calendarOf: (campaign: string) => `/lich/${campaign}`,
  calendarFileOf: (campaign: string) => `/lich/${campaign}/lich.ics`,
  plan: '/ke-hoach',
  clause: (clause: string) => `/ke-hoach#muc-${clause}`,
  operators: '/van-hanh',
  doctor: '/van-hanh/kiem-tra',
  workflows: '/van-hanh/luong',
  /** A workflow's story; with the place of one event or audit row in it. */
  workflow: (id: string) => `/van-hanh/luong/${encodeURIComponent(id)}`,
  workflowEvent: (id: string, run: string, event: number) =>
    `/van-hanh/luong/${encodeURIComponent(id)}#${eventPlace(run, event)}`,
  auditRow: (id: string, seq: number) => `/van-hanh/luong/${encodeURIComponent(id)}#${auditPlace(seq)}`,
  help: '/huong-dan',
  helpOf: (role: string) => `/huong-dan/${role}`,
  bulletin: (campaign: string) => `/thong-cao/${campaign}`,
  events: '/su-kien',
} as const;
