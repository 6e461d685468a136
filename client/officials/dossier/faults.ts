import { say } from '../../language/language.js';

/** What is wrong with a dossier's description or one of its files. */
export type DossierFaultFacts =
  | { code: 'description.none'; path: string }
  | { code: 'description.unreadable'; reason: string }
  | { code: 'table.empty' }
  | { code: 'column.unknown'; title: string; known: readonly string[] }
  | { code: 'column.missing'; title: string }
  | { code: 'column.repeated'; title: string }
  | { code: 'field.empty' }
  | { code: 'field.malformed'; given: string; problem: string }
  | { code: 'kind.unknown'; given: string }
  | { code: 'component.unknown'; given: string; known: readonly string[] }
  | { code: 'yes-no.unknown'; given: string }
  | { code: 'file.absent'; file: string }
  | { code: 'file.outside'; file: string }
  | { code: 'file.empty'; file: string }
  | { code: 'file.too-big'; file: string; size: number; most: number }
  | { code: 'file.unknown-type'; file: string; known: readonly string[] }
  | { code: 'file.other-type'; file: string; is: string }
  | { code: 'file.macros'; file: string; part: string }
  | { code: 'file.external'; file: string; target: string }
  | { code: 'file.broken'; file: string }
  | { code: 'file.inflates'; file: string }
  | { code: 'file.two-in-one'; file: string }
  | { code: 'file.name'; file: string };

/** The fault, and where: the file of the description with its row or its place in it, and the field. */
export type DossierFault = DossierFaultFacts & { place: string; field: string | null };

const oneDecimal = (value: number): string => value.toFixed(1).replace(/\.0$/, '').replace('.', ',');
const megabytes = (bytes: number): string => `${oneDecimal(bytes / 1_048_576)} MB`;

/** A size as officials read it: `812 byte`, `35,2 KB`, `1,5 MB`. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} byte`;
  return bytes < 1_048_576 ? `${oneDecimal(bytes / 1024)} KB` : megabytes(bytes);
}

const list = (items: readonly string[]): string => items.join(', ');

/** A fault as an official reads it, its place first. */
export function dossierFaultSentence(fault: DossierFault): string {
  const field = fault.field === null ? '' : say(`, mục “${fault.field}”`, `, field “${fault.field}”`);
  return `${fault.place}${field}: ${problemOf(fault)}`;
}

/** What is wrong with a file, as a sentence of its own. */
export function fileFaultSentence(fault: DossierFaultFacts): string {
  const problem = problemOf(fault);
  return problem.slice(0, 1).toUpperCase() + problem.slice(1);
}

function problemOf(fault: DossierFaultFacts): string {
  switch (fault.code) {
    case 'description.none':
      return say(
        `không có bản mô tả hồ sơ ở ${fault.path}; cần một thư mục có dossier.json, hoặc nominees.csv và documents.csv.`,
        `there is no description of a dossier at ${fault.path}; a folder with dossier.json, or with nominees.csv and documents.csv, is needed.`,
      );
    case 'description.unreadable':
      return say(`không đọc được: ${fault.reason}.`, `cannot be read: ${fault.reason}.`);
    case 'table.empty':
      return say('bảng chưa có dòng tiêu đề.', 'the table has no row of titles.');
    case 'column.unknown':
      return say(
        `không có cột “${fault.title}”; các cột: ${list(fault.known)}.`,
        `there is no column “${fault.title}”; columns: ${list(fault.known)}.`,
      );
    case 'column.missing':
      return say(`thiếu cột “${fault.title}”.`, `the column “${fault.title}” is missing.`);
    case 'column.repeated':
      return say(`cột “${fault.title}” có hai lần.`, `the column “${fault.title}” stands there twice.`);
    case 'field.empty':
      return say('chưa ghi.', 'nothing is written.');
    case 'field.malformed':
      return say(
        `“${fault.given}” không đúng mẫu (${fault.problem}).`,
        `“${fault.given}” is malformed (${fault.problem}).`,
      );
    case 'kind.unknown':
      return say(
        `“${fault.given}” không rõ là tập thể hay cá nhân; ghi “tập thể” (collective) hoặc “cá nhân” (individual).`,
        `“${fault.given}” is neither collective nor individual; write “collective” or “individual”.`,
      );
    case 'component.unknown':
      return say(
        `“${fault.given}” không phải thành phần của hồ sơ; các thành phần: ${list(fault.known)}.`,
        `“${fault.given}” is no component of a dossier; components: ${list(fault.known)}.`,
      );
    case 'yes-no.unknown':
      return say(
        `“${fault.given}” không rõ là đạt hay không; ghi “có” hoặc “không”.`,
        `“${fault.given}” does not say whether it is met; write “true” or “false”.`,
      );
    case 'file.absent':
      return say(
        `không có tệp “${fault.file}” trong thư mục hồ sơ.`,
        `there is no file “${fault.file}” in the dossier's folder.`,
      );
    case 'file.outside':
      return say(
        `tệp “${fault.file}” phải nằm trong thư mục hồ sơ.`,
        `the file “${fault.file}” must lie in the dossier's folder.`,
      );
    case 'file.empty':
      return say(`tệp “${fault.file}” rỗng.`, `the file “${fault.file}” is empty.`);
    case 'file.too-big':
      return say(
        `tệp “${fault.file}” có ${megabytes(fault.size)}, vượt mức cho phép ${megabytes(fault.most)}.`,
        `the file “${fault.file}” has ${megabytes(fault.size)}, more than the ${megabytes(fault.most)} allowed.`,
      );
    case 'file.unknown-type':
      return say(
        `nội dung tệp “${fault.file}” không thuộc loại được nhận (${list(fault.known)}).`,
        `the content of the file “${fault.file}” is of no accepted type (${list(fault.known)}).`,
      );
    case 'file.other-type':
      return say(
        `tệp “${fault.file}” thật ra là ${fault.is.toUpperCase()}, khác với đuôi của tên tệp; đề nghị kiểm tra lại.`,
        `the file “${fault.file}” is really ${fault.is.toUpperCase()}, unlike the ending of its name; check it.`,
      );
    case 'file.macros':
      return say(
        `tệp “${fault.file}” có mã lệnh (${fault.part}) nên không được nhận; đề nghị lưu lại không kèm mã lệnh.`,
        `the file “${fault.file}” holds code (${fault.part}) and is not accepted; save it without code.`,
      );
    case 'file.external':
      return say(
        `tệp “${fault.file}” lấy nội dung từ nơi khác (${fault.target}) nên không được nhận; đề nghị đưa nội dung vào trong tệp.`,
        `the file “${fault.file}” takes content from elsewhere (${fault.target}) and is not accepted; put the content into the file.`,
      );
    case 'file.broken':
      return say(
        `tệp “${fault.file}” bị hỏng hoặc chưa đầy đủ; đề nghị mở ra kiểm tra rồi lưu lại.`,
        `the file “${fault.file}” is damaged or incomplete; open it to check, then save it again.`,
      );
    case 'file.inflates':
      return say(
        `tệp “${fault.file}” nén quá nhiều nội dung nên không được nhận; đề nghị lưu lại với ảnh nhỏ hơn, hoặc xuất ra PDF.`,
        `the file “${fault.file}” packs too much and is not accepted; save it with smaller pictures, or as a PDF.`,
      );
    case 'file.two-in-one':
      return say(
        `tệp “${fault.file}” chứa thêm một tệp khác ở cuối nên không được nhận; đề nghị xuất lại từ bản gốc.`,
        `the file “${fault.file}” holds another file at its end and is not accepted; export it again from the original.`,
      );
    case 'file.name':
      return say(
        `tên tệp “${fault.file}” có dấu gạch chéo, ký tự không dùng được hoặc quá dài; đề nghị đổi tên tệp.`,
        `the file name “${fault.file}” has a slash, an unusable character, or is too long; rename the file.`,
      );
  }
}
