import { isWorkbookName, type Written, writeSetUp } from '../../../activities/reference/setup/folder.js';
import { emptySetUp, type SetUp } from '../../../activities/reference/setup/sheets.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { choosePlan } from '../../plan.js';
import { sampleSetUp } from '../../rehearsal/sample-set-up.js';
import { say } from '../../language/language.js';
import { printLines } from '../terminal/tables.js';
import { ownSurroundings, type Surroundings } from '../asking.js';

/** `thidua setup --template`: the empty files of a set-up, or a workbook, with a guide. @returns the exit status: 0, or 2 where files are there */
export const runSetupTemplate = (
  folder: string,
  plan: string | undefined,
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> => writeFiles(folder, plan, surroundings, { isSample: false, setUpOf: () => emptySetUp });

/** `thidua setup --sample`: a set-up with invented people, for trials. @returns the exit status, as {@link runSetupTemplate} */
export const runSetupSample = (
  folder: string,
  plan: string | undefined,
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> => writeFiles(folder, plan, surroundings, { isSample: true, setUpOf: sampleSetUp });

async function writeFiles(
  folder: string,
  plan: string | undefined,
  { out, errors }: Surroundings,
  { isSample, setUpOf }: { isSample: boolean; setUpOf: (plan: Plan) => SetUp },
): Promise<number> {
  const chosen = choosePlan(plan);
  if ('sentence' in chosen) {
    printLines(errors, [chosen.sentence]);
    return 2;
  }
  const { blocs } = chosen.plan;
  const written = await writeSetUp(folder, { setUp: setUpOf(chosen.plan), blocs, isSample });
  printLines(written.ok ? out : errors, [writtenSentence(folder, written, 'thidua setup')]);
  return written.ok ? 0 : 2;
}

/** What became of files that were to be written for a command. */
export function writtenSentence(folder: string, written: Written, command: string): string {
  if (written.ok && isWorkbookName(folder))
    return say(
      `Đã tạo ${folder}. Xem trang “Hướng dẫn”, điền các trang rồi chạy «${command} ${folder}».`,
      `Made ${folder}. See its sheet “Hướng dẫn”, fill in the sheets and run «${command} ${folder}».`,
    );
  if (written.ok)
    return say(
      `Đã tạo trong ${folder}: ${written.files.join(', ')}. Xem huong-dan.md, điền các tệp rồi chạy «${command} ${folder}».`,
      `Made in ${folder}: ${written.files.join(', ')}. See huong-dan.md, fill in the files and run «${command} ${folder}».`,
    );
  if (written.code === 'existing' && isWorkbookName(folder))
    return say(
      `Đã có tệp ${folder}; chương trình không ghi đè. Hãy chọn tên khác.`,
      `The file ${folder} exists; the program does not overwrite it. Choose another name.`,
    );
  return written.code === 'existing'
    ? say(
        `Trong ${folder} đã có ${written.files.join(', ')}; chương trình không ghi đè. Hãy chọn thư mục khác.`,
        `${folder} already holds ${written.files.join(', ')}; the program does not overwrite them. Choose another folder.`,
      )
    : say(
        `Không ghi được vào ${folder} (${written.reason}). Hãy kiểm tra quyền ghi và chỗ trống.`,
        `${folder} cannot be written (${written.reason}). Check the right to write and the room on the disk.`,
      );
}
