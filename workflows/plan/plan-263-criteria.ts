/** The criteria of Plan 263 (III.1). The collective's sixth, a high rank or a leap, is what the seat itself measures. */
export const criteria263 = {
  annual: {
    collective: [
      {
        code: 'leadership',
        name: 'lãnh đạo, chỉ đạo cải cách hành chính',
        clause: 'III.1.a',
        quote:
          'Thực hiện tốt công tác lãnh đạo, chỉ đạo, ban hành văn bản, xây dựng kế hoạch tổ chức triển khai các nhiệm vụ về công tác CCHC',
      },
      {
        code: 'propaganda',
        name: 'tuyên truyền cải cách hành chính',
        clause: 'III.1.a',
        quote:
          'Tổ chức tuyên truyền về công tác CCHC với nhiều hình thức thích hợp, đa dạng, phong phú, đạt hiệu quả cao',
      },
      {
        code: 'launchPlan',
        name: 'kế hoạch phát động phong trào thi đua',
        clause: 'III.1.a',
        quote:
          'Xây dựng và tổ chức thực hiện kế hoạch phát động phong trào thi đua trong cơ quan, đơn vị, địa phương',
      },
      {
        code: 'implementation',
        name: 'thực hiện nhiệm vụ cải cách hành chính',
        clause: 'III.1.a',
        quote:
          'Triển khai thực hiện có hiệu quả, đảm bảo chất lượng, tiến độ các nhiệm vụ CCHC được giao theo kế hoạch CCHC nhà nước hàng năm và giai đoạn 2021 - 2025',
      },
      {
        code: 'initiatives',
        name: 'sáng kiến, giải pháp cải cách hành chính',
        clause: 'III.1.a',
        quote:
          'Có nhiều sáng kiến, giải pháp thực hiện công tác CCHC mang lại hiệu quả cho công tác chuyên môn, phục vụ tốt cho cơ quan, đơn vị',
      },
    ],
    individual: [
      {
        code: 'ethics',
        name: 'phẩm chất đạo đức',
        clause: 'III.1.a',
        quote:
          'Có phẩm chất đạo đức tốt; đoàn kết, gương mẫu chấp hành tốt chủ trương, chính sách của Đảng, pháp luật của Nhà nước',
      },
      {
        code: 'taskCompletion',
        name: 'hoàn thành tốt nhiệm vụ',
        clause: 'III.1.a',
        quote: 'Hoàn thành tốt nhiệm vụ được giao trở lên',
      },
      {
        code: 'initiativeRecognised',
        name: 'sáng kiến được công nhận',
        clause: 'III.1.a',
        quote:
          'có giải pháp, sáng kiến đóng góp tích cực, hiệu quả trong công tác CCHC được thủ trưởng cơ quan, đơn vị công nhận',
      },
    ],
  },
  summary: {
    collective: [
      {
        code: 'outstanding',
        name: 'thành tích xuất sắc giai đoạn',
        clause: 'III.1.b',
        quote: 'Có thành tích xuất sắc trong công tác CCHC giai đoạn 2021 - 2025',
      },
    ],
    individual: [
      {
        code: 'outstanding',
        name: 'thành tích xuất sắc giai đoạn',
        clause: 'III.1.b',
        quote: 'Có thành tích xuất sắc trong công tác CCHC giai đoạn 2021 - 2025',
      },
    ],
  },
  atLeastTwo: {
    clause: 'III.1.b',
    quote: 'trong thời gian đó có ít nhất 02 lần được UBND thành phố tặng Bằng khen về công tác CCHC',
  },
};
