import { readCells } from '../../activities/reference/setup/read-sheet.js';
import { readSetUp, type ReadSetUp } from '../../activities/reference/setup/read.js';
import { setUpSentence } from '../../activities/reference/setup/sentences.js';

/** A small set-up's files, without a fault. */
export const plainFiles = {
  units: [
    'ma,ten,khoi,cap_tren,tu_ngay,den_ngay,ke_thua',
    'so-noi-vu,Sở Nội vụ,departments,,,,',
    'so-y-te,Sở Y tế,departments,,,,',
    'xa-cu,UBND xã Cũ,communes,,,30/06/2022,xa-moi',
    'xa-moi,UBND xã Mới,communes,,2022-07-01,,',
  ],
  mailboxes: [
    'noi_nhan,dia_chi,ten',
    'office:home-affairs,noi-vu@thanh-pho.gov.vn,Sở Nội vụ',
    'office:board,thi-dua@thanh-pho.gov.vn,Ban Thi đua',
    'office:chairman,chu-tich@thanh-pho.gov.vn,Chủ tịch',
    'press:bao-thanh-pho,toa-soan@bao.gov.vn,Báo thành phố',
    'unit:so-noi-vu,so-noi-vu@thanh-pho.gov.vn,Sở Nội vụ',
    'unit:so-y-te,so-y-te@thanh-pho.gov.vn,Sở Y tế',
    'unit:xa-moi,xa-moi@thanh-pho.gov.vn,UBND xã Mới',
  ],
  officials: [
    'ma_nguoi,ho_ten,don_vi,tu_ngay,den_ngay',
    'snv-dau-moi,Lê Văn An,so-noi-vu,1/1/2022,',
    'syt-dau-moi,Trần Thị Bình,so-y-te,01/01/2022,',
    'xm-dau-moi,Phạm Văn Cường,xa-moi,2022-07-01,',
  ],
  holders: [
    'co_quan,ma_nguoi,ho_ten,chuc_danh,the_thuc_ky,tu_ngay,den_ngay',
    'home-affairs,snv-giam-doc,Lê Hoàng Nam,Giám đốc,GIÁM ĐỐC,01/01/2021,',
    'board,truong-ban,Đặng Thị Liên,Trưởng ban,TRƯỞNG BAN,01/01/2021,',
    'chairman,chu-tich-1,Trần Văn Một,Chủ tịch UBND,CHỦ TỊCH,01/01/2021,19/02/2025',
    'chairman,chu-tich-2,Trần Văn Hai,Chủ tịch UBND,CHỦ TỊCH,20/02/2025,',
    'chairman,pho-1,Phan Thị Hà,Phó Chủ tịch,KT. CHỦ TỊCH / PHÓ CHỦ TỊCH,01/01/2021,',
  ],
};

export type Files = Record<keyof typeof plainFiles, string[]>;

/** The plain files with some rows exchanged or added. */
export function filesWith(change: (files: Files) => void): Files {
  const files = structuredClone(plainFiles);
  change(files);
  return files;
}

export const bytesOf = (lines: readonly string[]): Uint8Array => new TextEncoder().encode(lines.join('\n'));

/** Reads the files as of 1 March 2026, in a plan of two blocs. */
export const read = (files: Record<keyof Files, string[] | Uint8Array | null>): ReadSetUp => {
  const cells = (it: string[] | Uint8Array | null) =>
    it === null ? ({ code: 'sheet.missing' } as const) : readCells(Array.isArray(it) ? bytesOf(it) : it);
  return readSetUp(
    {
      units: cells(files.units),
      mailboxes: cells(files.mailboxes),
      officials: cells(files.officials),
      holders: cells(files.holders),
    },
    { blocs: ['departments', 'communes'], on: '2026-03-01' },
  );
};

/** Each fault as `don-vi 2 khoi bloc.unknown`. */
export const faultsOf = (it: ReadSetUp): string[] =>
  it.ok
    ? []
    : it.faults.map((fault) => {
        const code = fault.code === 'registry' ? fault.problem.code : fault.code;
        return `${setUpSentence(fault).split('.csv')[0] ?? ''} ${fault.row ?? '-'} ${fault.column ?? '-'} ${code}`;
      });
