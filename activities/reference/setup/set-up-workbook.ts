import { parts, type SetUp, sheets } from './sheets.js';
import { sampleNotice } from './template.js';
import { blocChoices, howToFill, type TemplateWorkbook } from './workbook-template.js';

/** A set-up as a workbook that people fill; without rows it is a template. */
export const setUpWorkbook = (
  setUp: SetUp,
  blocs: readonly { code: string; full: string }[],
  isSample: boolean,
): TemplateWorkbook => ({
  guide: [
    ...(isSample ? sampleNotice : []),
    'Thiết lập phong trào',
    `Điền bốn trang ${parts.map((part) => sheets[part].sheet).join(', ')}, lưu lại, rồi chạy «thidua setup TỆP.xlsx».`,
    ...howToFill,
    'Chạy lại bất cứ lúc nào để cập nhật: trước khi ghi, chương trình cho xem những gì sẽ thay đổi.',
    'Đơn vị không bao giờ bị xóa: khi kết thúc hoạt động thì ghi ngày cuối cùng và đơn vị kế thừa.',
  ],
  sheets: parts.map((part) => ({ ...sheets[part], rows: setUp[part] })),
  lists: {
    bloc: blocChoices(blocs),
    office: [
      { value: 'home-affairs', meaning: 'cơ quan Nội vụ' },
      { value: 'board', meaning: 'cơ quan Thi đua – Khen thưởng' },
      { value: 'chairman', meaning: 'Chủ tịch UBND' },
    ],
    'yes-no': [
      { value: 'có', meaning: 'người giả định, chỉ để chạy thử' },
      { value: 'không', meaning: 'người thật' },
    ],
  },
});
