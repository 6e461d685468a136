import { verifyRecords } from '../../../activities/records/evidence/verify.js';
import { formatCount } from '../../../workflows/rules/money.js';
import { say } from '../../language/language.js';
import { ownSurroundings, type Surroundings } from '../asking.js';
import { type Ending, refusedByRules, withRecords } from '../records-at-hand.js';
import { faultLine } from '../show/fault-sentences.js';

/**
 * `thidua verify`: the whole of the records, each table against what sealed, signed or decided it.
 * @returns the exit status: 0, or 3 where something is otherwise than it was written or signed
 */
export function runVerify(
  { json }: { json?: boolean },
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  return withRecords(surroundings, async (records): Promise<Ending> => {
    const { chain, proofs, faults } = await verifyRecords(records);
    const status = faults.length === 0 ? 0 : refusedByRules;
    if (json === true)
      return { text: `${JSON.stringify({ chain, proofs, faults }, undefined, 2)}\n`, status };
    const lines = [
      chain.ok
        ? say(
            `Sổ ghi việc nguyên vẹn: ${formatCount(chain.rows)} dòng, mã băm cuối ${chain.hash ?? 'chưa có'}.`,
            `The audit is whole: ${formatCount(chain.rows)} rows, last digest ${chain.hash ?? 'none'}.`,
          )
        : say(
            `Sổ ghi việc SAI từ dòng ${chain.seq} (${chain.key}).`,
            `The audit is WRONG from row ${chain.seq} (${chain.key}).`,
          ),
      say(
        `Đã kiểm tra ${formatCount(proofs.acts)} chữ ký của các việc và ${formatCount(proofs.receipts)} chữ ký nộp hồ sơ.`,
        `Checked: ${formatCount(proofs.acts)} signatures of acts and ${formatCount(proofs.receipts)} signatures of filings.`,
      ),
      faults.length === 0
        ? say(
            'Mọi bảng đều đúng như lúc ghi: hồ sơ, tệp, xếp hạng, danh sách, sổ Bằng khen, thư, lịch sử.',
            'Every table is as it was written: dossiers, files, rankings, lists, ledger, letters, histories.',
          )
        : say(`${formatCount(faults.length)} chỗ SAI:`, `${formatCount(faults.length)} places are WRONG:`),
      ...faults.map(faultLine),
    ];
    return { text: lines.map((line) => `${line}\n`).join(''), status };
  });
}
