/** Why what was past before a movement began here is left out: the reasons that stand in the records. */
export const skippingReasons = {
  campaign: 'Đợt này đã qua trước khi phong trào bắt đầu chạy trên hệ thống, và kết quả chưa được nhập.',
  steps: 'Các bước này đã qua trước khi phong trào bắt đầu chạy trên hệ thống.',
} as const;
