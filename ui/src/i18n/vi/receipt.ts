export const receiptMessages = {
  'receipt.kicker': 'Biên nhận nộp bài',
  'receipt.title': 'Kiểm tra biên nhận',
  'receipt.about':
    'Nhập mã kiểm tra in trên biên nhận của học viên. Trang này chỉ cho biết biên nhận có đúng là do hệ thống cấp hay không, của bài nào, nộp lúc nào và đã trả lời bao nhiêu câu.',
  'receipt.code': 'Mã kiểm tra',
  'receipt.codeHint': '16 ký tự, ví dụ ABCD-1234-EFGH-5678. Không phân biệt chữ hoa, chữ thường.',
  'receipt.check': 'Kiểm tra',
  'receipt.genuine': 'Biên nhận đúng là do hệ thống cấp.',
  'receipt.replaced': 'Sau đó hệ thống đã nhận thêm câu trả lời đến muộn do mất mạng và cấp biên nhận mới.',
  'receipt.removed': 'Lượt làm bài này về sau đã được gỡ, không tính.',
  'receipt.notGenuine': 'Không có biên nhận nào như vậy.',
  'receipt.notGenuine.do': 'Vui lòng đối chiếu từng ký tự rồi kiểm tra lại.',
  'receipt.exam': 'Bài kiểm tra',
  'receipt.closedAt': 'Kết thúc lúc',
  'receipt.answered': 'Số câu đã trả lời',
  'receipt.answeredOf': '{answered}/{questions}',
};
