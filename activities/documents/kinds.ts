import type { Facts } from './facts.js';
import type { SheetDraft } from './sheet.js';
import { certificateSheet } from './templates/certificates.js';
import { decisionSheet, revocationSheet } from './templates/decision.js';
import { appraisalSheet, requestSheet } from './templates/forwarding.js';
import { invitationSheet } from './templates/invitation.js';
import { commendationSheet, pressSheet, resultSheet } from './templates/reports.js';

/** A kind of document: its template's version, which grows with each change of what it says, and the acts that it follows. */
interface Kind {
  template: number;
  acts: readonly string[];
  /** Its file's name, without the ending. */
  file: string;
  /** Vietnamese. */
  name: string;
  /** Whether what it says is published (V.3), or stays with those who decide. */
  isPublic: boolean;
  sheet: (facts: Facts) => SheetDraft;
}

const closing = ['campaign-closed', 'ceremony-not-reported'];

/** All kinds, in the order in which they leave. */
export const kinds: Readonly<Record<string, Kind>> = {
  request: {
    template: 1,
    acts: ['forward'],
    file: '1-to-trinh',
    name: 'Tờ trình và danh sách tổng hợp',
    isPublic: false,
    sheet: requestSheet,
  },
  appraisal: {
    template: 1,
    acts: ['appraise'],
    file: '2-bao-cao-tham-dinh',
    name: 'Báo cáo thẩm định',
    isPublic: false,
    sheet: appraisalSheet,
  },
  decision: {
    template: 1,
    acts: ['recordDecision'],
    file: '3-quyet-dinh',
    name: 'Quyết định khen thưởng',
    isPublic: true,
    sheet: decisionSheet,
  },
  certificates: {
    template: 1,
    acts: ['recordDecision'],
    file: '4-bang-khen',
    name: 'Bằng khen',
    isPublic: false,
    sheet: certificateSheet,
  },
  'press-bulletin': {
    template: 1,
    acts: ['recordDecision'],
    file: '5-thong-cao-bao-chi',
    name: 'Thông cáo báo chí',
    isPublic: true,
    sheet: pressSheet,
  },
  commendations: {
    template: 1,
    acts: closing,
    file: '6-giay-khen-va-kho-khan',
    name: 'Báo cáo Giấy khen và khó khăn, vướng mắc',
    isPublic: false,
    sheet: commendationSheet,
  },
  report: {
    template: 2,
    acts: closing,
    file: '7-bao-cao-ket-qua',
    name: 'Báo cáo kết quả',
    isPublic: false,
    sheet: resultSheet,
  },
  invitation: {
    template: 1,
    acts: ['recordCeremony'],
    file: '9-giay-moi-chuong-trinh',
    name: 'Giấy mời và chương trình lễ khen thưởng',
    isPublic: false,
    sheet: invitationSheet,
  },
  revocation: {
    template: 1,
    acts: ['revokeCertificate'],
    file: '8-quyet-dinh-thu-hoi',
    name: 'Quyết định thu hồi Bằng khen',
    isPublic: false,
    sheet: revocationSheet,
  },
};

/** What a kind is called; one that this program doesn't know, by its code. */
export const kindName = (kind: string): string => kinds[kind]?.name ?? kind;

/** A document's file name: a later one of its kind has its number. */
export const fileName = ({ kind, number }: { kind: string; number: number }): string =>
  `${kinds[kind]?.file ?? kind}${number > 1 ? `-lan-${number}` : ''}.docx`;

/** Whether everybody may read documents of a kind; of one that this program doesn't know, nobody but the offices. */
export const isPublicKind = (kind: string): boolean => kinds[kind]?.isPublic ?? false;

/** Where a kind stands in the order in which they leave. */
export const kindOrder = (kind: string): number => {
  const place = Object.keys(kinds).indexOf(kind);
  return place === -1 ? Infinity : place;
};
