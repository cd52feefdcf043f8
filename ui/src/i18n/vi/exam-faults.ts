/** What is wrong with an exam under way. */
export const examFaultMessages = {
  'examEditor.fault.title_missing': 'Đề chưa có tên.',
  'examEditor.fault.asks_nothing': 'Đề chưa có câu nào: điền ma trận đề hoặc chọn câu hỏi cố định.',
  'examEditor.fault.asks_too_much': 'Đề có {found} câu; nhiều nhất là {max}.',
  'examEditor.fault.topic_unknown': 'Chuyên đề {topic} không còn trong ngân hàng dùng được ở đây.',
  'examEditor.fault.row_twice': 'Ô {topic}, {level} có hai lần.',
  'examEditor.fault.row_short': '{topic}, {level}: cần {wanted} câu, rút được {found}, thiếu {lacks}.',
  'examEditor.fault.question_unknown': 'Câu {question} không có trong ngân hàng dùng được ở đây.',
  'examEditor.fault.question_retired': 'Câu {question} đã hết hiệu lực trong ngân hàng.',
  'examEditor.fault.question_twice': 'Câu {question} được chọn hai lần.',
  'examEditor.fault.paper_codes_unread':
    'Mã đề: {text, select, none {chưa ghi mã nào} other {chưa đọc được “{text}”}}. Ghi như 034–036 hoặc 101, 102.',
  'examEditor.fault.paper_codes_twice': 'Mã đề {text} có hai lần.',
  'examEditor.fault.paper_codes_many': 'Nhiều nhất là {max} mã đề.',
  'examEditor.fault.points_wrong': 'Điểm của {what} phải từ {min} đến {max}, tối đa hai chữ số thập phân.',
  'examEditor.fault.number_wrong':
    '{field}: {step, select, 1 {nhập số nguyên từ {min} đến {max}} other {nhập số từ {min} đến {max}, một chữ số thập phân}}.',
  'examEditor.fault.grading_of_one_attempt':
    'Cách tính điểm và số lượt làm bài trái nhau: chỉ có một lượt thì không có gì để chọn.',
  'examEditor.fault.certainty_of_tries':
    'Cách trả lời và mức chắc chắn trái nhau: câu thử lại được thì không hỏi mức chắc chắn.',
  'examEditor.fault.tries_untold':
    'Cách trả lời và quyền xem lại trái nhau: muốn thử lại, học viên phải thấy đúng hay sai khi đã kiểm tra.',
  'examEditor.fault.key_before_next_attempt':
    'Xem lại sau khi nộp và số lượt làm bài: học viên còn lượt đã xem được đáp án của lượt trước.',
  'examEditor.fault.review_never_closes':
    'Quyền xem lại và giờ đóng: có phần chỉ xem được khi bài đã đóng, nhưng bài không có giờ đóng.',
  'examEditor.fault.window_wrong': 'Giờ mở và giờ đóng: giờ đóng phải sau giờ mở.',
  'examEditor.fault.window_short':
    'Thời gian làm bài và giờ đóng: từ lúc mở đến lúc đóng ngắn hơn thời gian làm bài.',
  'examEditor.fault.password_wrong': 'Mật khẩu vào thi: nhập từ {min} đến {max} ký tự.',
  'examEditor.fault.password_told': '{field}: học viên đọc được mật khẩu trước khi vào thi.',
  'examEditor.fault.address_unread':
    'Địa chỉ mạng được vào thi: chưa đọc được “{text}”. Ghi như 10.1.2.3, 10.1.0.0/16 hoặc 2001:db8::/32.',
  'examEditor.fault.addresses_many': 'Địa chỉ mạng được vào thi: có {found} dòng; nhiều nhất là {max}.',
  'examEditor.fault.outage_outlasts_exam': 'Thời gian nhận câu trả lời đến muộn dài hơn thời gian làm bài.',
  'examEditor.fault.little_time': 'Thời gian làm bài và ma trận đề: mỗi câu chưa được 20 giây.',
  'examEditor.fault.answer_leaks':
    '{found} cặp câu có thể cùng ở một đề mà câu dẫn của câu sau nói ra đáp án của câu trước ({text}). Nên thay một trong hai câu, hoặc sửa câu dẫn trong ngân hàng.',
  'examEditor.fault.options_shuffled':
    'Trộn thứ tự phương án: {found} câu ({text}) có phương án như “Tất cả các phương án trên”, “Cả A và B”, trộn thì sai nghĩa. Bỏ trộn phương án, hoặc sửa phương án đó trong ngân hàng, ví dụ “Tất cả các phương án còn lại”.',
};
