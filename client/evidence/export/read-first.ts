/** What the page to read first says of an export. */
export interface Told {
  /** «đợt khen thưởng năm 2023», «toàn bộ phong trào». */
  what: string;
  /** The plan, as officials call it. */
  plan: string;
  /** Whether this is no movement in earnest: how it is marked. */
  mark: string | null;
}

/** The page to read first, in Vietnamese, plain text. */
export function pageToReadFirst({
  what,
  plan,
  mark,
  letters,
  histories,
}: Told & { letters: number; histories: number }): string {
  return `${mark === null ? '' : `*** ${mark}: không phải hồ sơ thật ***\n\n`}ĐỌC TRƯỚC

Thư mục này là tài liệu lưu của ${what}, theo ${plan}.
Nội dung có họ tên, mã định danh của cán bộ, công chức và người được đề nghị khen thưởng, địa chỉ thư điện tử
và lý do của từng quyết định: chỉ giao cho người có thẩm quyền, và bảo quản như hồ sơ khen thưởng.

CÓ GÌ TRONG THƯ MỤC
  tables/      các bảng, mỗi bảng một tệp .csv (mở bằng bảng tính) và một tệp .json: ledger là sổ Bằng khen,
               dossier và filing là hồ sơ đã nộp, ranking là xếp hạng, commendation là Giấy khen,
               difficulty là khó khăn, vướng mắc; thời điểm ghi theo giờ UTC
  audit/       sổ ghi việc: acts.csv để đọc, mỗi việc một dòng (ai, lúc nào, việc gì, vì sao, chữ ký);
               chain.jsonl và changes.jsonl để kiểm tra. Sổ này luôn được xuất trọn vẹn, vì một đoạn của chuỗi
               mã băm không chứng minh được gì
  contents/    nội dung hồ sơ và kế hoạch; tên tệp là mã băm SHA-256 của chính tệp đó
  files/       các tệp của hồ sơ; tên tệp là mã băm SHA-256 của chính tệp đó, loại tệp và kích thước
               ghi ở tables/file, tên gọi ghi trong nội dung hồ sơ
  lists/       từng danh sách đã tính: dữ liệu đầu vào và kết quả
  letters/     ${String(letters)} thư đã gửi, dạng .eml (mở bằng chương trình thư)
  histories/   ${String(histories)} lịch sử luồng việc của máy chủ Temporal, dạng .json
  keys/        khóa công khai của từng người ký, dạng .pem
  manifest.sha256   mã băm SHA-256 của từng tệp; dòng cuối là mã băm của các dòng trên
  verify.py    chương trình kiểm tra, chỉ cần Python 3, không cần mạng và không cần phần mềm này

CÁCH KIỂM TRA
  python3 verify.py
Chương trình kiểm tra: mọi tệp còn nguyên vẹn; chuỗi mã băm của sổ ghi việc; những gì từng việc đã thay đổi;
chữ ký điện tử (Ed25519) của từng người trên từng việc và từng hồ sơ; nội dung hồ sơ, tệp, kế hoạch và danh
sách theo mã băm; từng Bằng khen theo danh sách đã ký, ý kiến của người ký và quyết định; chuỗi lịch sử luồng việc.
Kết thúc với mã 0 nếu mọi thứ đều đúng, 1 nếu có chỗ sai, và nêu tên từng chỗ sai.

Ai cũng có thể viết lại một chuỗi mã băm từ đầu. Vì vậy hãy giữ ở nơi khác (ví dụ trong biên bản bàn giao)
mã băm mà lệnh xuất đã in ra khi kết thúc, là dòng cuối của manifest.sha256, rồi so sánh khi nhận lại.
`;
}
