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
  const field = fault.field === null ? '' : `, mục “${fault.field}”`;
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
      return `không có bản mô tả hồ sơ ở ${fault.path}; cần một thư mục có dossier.json, hoặc nominees.csv và documents.csv.`;
    case 'description.unreadable':
      return `không đọc được: ${fault.reason}.`;
    case 'table.empty':
      return 'bảng chưa có dòng tiêu đề.';
    case 'column.unknown':
      return `không có cột “${fault.title}”; các cột: ${list(fault.known)}.`;
    case 'column.missing':
      return `thiếu cột “${fault.title}”.`;
    case 'column.repeated':
      return `cột “${fault.title}” có hai lần.`;
    case 'field.empty':
      return 'chưa ghi.';
    case 'field.malformed':
      return `“${fault.given}” không đúng mẫu (${fault.problem}).`;
    case 'kind.unknown':
      return `“${fault.given}” không rõ là tập thể hay cá nhân; ghi “tập thể” (collective) hoặc “cá nhân” (individual).`;
    case 'component.unknown':
      return `“${fault.given}” không phải thành phần của hồ sơ; các thành phần: ${list(fault.known)}.`;
    case 'yes-no.unknown':
      return `“${fault.given}” không rõ là đạt hay không; ghi “có” hoặc “không”.`;
    case 'file.absent':
      return `không có tệp “${fault.file}” trong thư mục hồ sơ.`;
    case 'file.outside':
      return `tệp “${fault.file}” phải nằm trong thư mục hồ sơ.`;
    case 'file.empty':
      return `tệp “${fault.file}” rỗng.`;
    case 'file.too-big':
      return `tệp “${fault.file}” có ${megabytes(fault.size)}, vượt mức cho phép ${megabytes(fault.most)}.`;
    case 'file.unknown-type':
      return `nội dung tệp “${fault.file}” không thuộc loại được nhận (${list(fault.known)}).`;
    case 'file.other-type':
      return `tệp “${fault.file}” thật ra là ${fault.is.toUpperCase()}, khác với đuôi của tên tệp; đề nghị kiểm tra lại.`;
    case 'file.macros':
      return `tệp “${fault.file}” có mã lệnh (${fault.part}) nên không được nhận; đề nghị lưu lại không kèm mã lệnh.`;
    case 'file.external':
      return `tệp “${fault.file}” lấy nội dung từ nơi khác (${fault.target}) nên không được nhận; đề nghị đưa nội dung vào trong tệp.`;
    case 'file.broken':
      return `tệp “${fault.file}” bị hỏng hoặc chưa đầy đủ; đề nghị mở ra kiểm tra rồi lưu lại.`;
    case 'file.inflates':
      return `tệp “${fault.file}” nén quá nhiều nội dung nên không được nhận; đề nghị lưu lại với ảnh nhỏ hơn, hoặc xuất ra PDF.`;
    case 'file.two-in-one':
      return `tệp “${fault.file}” chứa thêm một tệp khác ở cuối nên không được nhận; đề nghị xuất lại từ bản gốc.`;
    case 'file.name':
      return `tên tệp “${fault.file}” có dấu gạch chéo, ký tự không dùng được hoặc quá dài; đề nghị đổi tên tệp.`;
  }
}
