export const rehearsalMessages = {
  'rehearsal.title': 'Thử máy',
  'rehearsal.about':
    'Thử thiết bị này trước khi thi: lưu câu trả lời, đồng hồ, mạng. Bài thử không tính điểm và không dùng lượt làm bài nào. Vui lòng thử trên chính máy và mạng sẽ dùng khi thi.',
  'rehearsal.device': 'Thiết bị này',
  'rehearsal.again': 'Thử lại thiết bị',
  'rehearsal.keeps': 'Câu trả lời lưu được trên máy: đóng thẻ hoặc tắt máy vẫn còn.',
  'rehearsal.keepsNot':
    'Trình duyệt không cho lưu trên máy. Vui lòng tắt chế độ ẩn danh hoặc dùng trình duyệt khác (Chrome, Edge, Firefox bản mới).',
  'rehearsal.comesBack': 'Mất mạng vẫn mở lại được trang làm bài.',
  'rehearsal.comesBackNot':
    'Chưa sẵn sàng mở lại trang khi mất mạng. Vui lòng chờ nửa phút rồi thử lại; khi mất mạng không tải lại trang.',
  'rehearsal.fast': 'Mạng tốt: máy chủ trả lời sau {ms, number} mili giây.',
  'rehearsal.slow':
    'Mạng chậm: máy chủ trả lời sau {ms, number} mili giây. Vẫn làm bài được; nên lại gần điểm phát mạng hoặc đổi mạng.',
  'rehearsal.clock': 'Đồng hồ của máy đúng.',
  'rehearsal.clockOff':
    'Đồng hồ của máy lệch {minutes, number} phút. Không sao: bài thi tính giờ theo máy chủ.',
  'rehearsal.paper': 'Bài thử',
  'rehearsal.finish': 'Kết thúc thử máy',
  'rehearsal.done': 'Đã ghi nhận lúc {at}: giám thị thấy máy này đã thử.',
  'rehearsal.doneForTrial': 'Đã thử lúc {at}. Người giảng dạy thử thì không ghi vào phòng thi.',
};
