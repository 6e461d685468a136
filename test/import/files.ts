import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seatLabel, seatsOf } from '../../workflows/plan/seats.js';
import { isInForce, type Unit } from '../../workflows/rules/registry.js';
import { plan263 } from '../plan/plans.js';

export type PastFiles = Record<'rankings' | 'dossiers' | 'winners', string[]>;

const titles: PastFiles = {
  rankings: ['dot,khoi,don_vi,hang,diem,so_quyet_dinh,ngay_quyet_dinh'],
  dossiers: ['dot,don_vi,ket_qua'],
  winners: [
    'dot,khoi,loai,vi_tri,muc,don_vi,ma_nguoi,ten,so_quyet_dinh,ngay_quyet_dinh,nguoi_ky,the_thuc_ky,tien_thuong',
  ],
};

/** Campaigns without a fault: in each bloc the first units win, ranked by their codes; one that doesn't win filed nothing. */
export function pastFiles(units: readonly Unit[], years: readonly string[]): PastFiles {
  const files = structuredClone(titles);
  for (const year of years) {
    const next = String(Number(year) + 1);
    for (const { code: bloc } of plan263.blocs) {
      const own = units.filter((it) => it.bloc === bloc && isInForce(it, `${year}-12-31`));
      own.forEach(({ code }, index) => {
        files.rankings.push(`${year},${bloc},${code},${index + 1},"90,5",11/QĐ-UBND,20/01/${next}`);
        files.dossiers.push(`${year},${code},${index < 3 ? 'chấp nhận' : 'không nộp'}`);
      });
      for (const kind of ['collective', 'individual'] as const) {
        const seats = seatsOf(plan263, year).filter((it) => it.bloc === bloc && it.kind === kind);
        seats.forEach((seat, index) => {
          const unit = own[index];
          if (unit === undefined || index > 2) return;
          const [named, person, name, money] =
            kind === 'collective'
              ? ['tập thể', '', unit.name, '2.980.000']
              : ['cá nhân', `${unit.code}-cb1`, `Cán bộ ${unit.code}`, '1.490.000'];
          const decision = `512/QĐ-UBND,30/03/${next},Trần Việt Trường,CHỦ TỊCH`;
          files.winners.push(
            [year, bloc, named, seatLabel(seat), '', unit.code, person, name, decision, money].join(','),
          );
        });
      }
    }
  }
  return files;
}

/** The files of which some rows are exchanged or added. */
export function changed(files: PastFiles, change: (files: PastFiles) => void): PastFiles {
  const copy = structuredClone(files);
  change(copy);
  return copy;
}

export const sheetNames = { rankings: 'xep-hang', dossiers: 'ho-so', winners: 'bang-khen' } as const;

export async function writePastFiles(folder: string, files: PastFiles): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const part of ['rankings', 'dossiers', 'winners'] as const)
    await writeFile(join(folder, `${sheetNames[part]}.csv`), files[part].join('\n'));
  return folder;
}
