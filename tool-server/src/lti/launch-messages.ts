import type { Locale } from '@chuyen-de/contracts';
import type { RefusalPage } from './refusals.ts';

interface PageWords {
  title: string;
  paragraphs: string[];
}

export const REFUSAL_PAGES: Record<RefusalPage, Record<Locale, PageWords>> = {
  start_again: {
    vi: {
      title: 'Cần mở lại hoạt động từ khóa học',
      paragraphs: [
        'Liên kết vừa mở đã hết hiệu lực; việc này không ảnh hưởng đến lượt làm bài.',
        'Vui lòng quay lại khóa học trong hệ thống LMS và bấm vào hoạt động một lần nữa. Bài làm đã lưu vẫn được giữ.',
      ],
    },
    en: {
      title: 'Please open the activity again from the course',
      paragraphs: [
        'Each opening works once and for a short time; this one has been used or has expired.',
        'Go back to the course in the LMS and click the activity again. Saved work is not lost.',
      ],
    },
  },
  cookies_blocked: {
    vi: {
      title: 'Trình duyệt đang chặn cookie',
      paragraphs: [
        'Chưa xác nhận được rằng hoạt động được mở từ chính trình duyệt này, vì trình duyệt không gửi lại cookie.',
        'Vui lòng quay lại khóa học và mở hoạt động trong cửa sổ mới, hoặc cho phép cookie của trang này rồi mở lại.',
      ],
    },
    en: {
      title: 'Your browser blocks cookies',
      paragraphs: [
        'It could not be confirmed that your own browser began this opening, because it did not send the cookie back.',
        'Go back to the course and open the activity in a new window, or allow cookies of this site and open it again.',
      ],
    },
  },
  not_connected: {
    vi: {
      title: 'Hệ thống LMS chưa được kết nối',
      paragraphs: [
        'Công cụ này chưa được đăng ký với hệ thống LMS hoặc khóa học này.',
        'Vui lòng báo quản trị viên LMS kèm mã lỗi dưới đây.',
      ],
    },
    en: {
      title: 'This LMS is not connected',
      paragraphs: [
        'The tool is not registered with your LMS or this part of it.',
        'Please tell the LMS administrator, with the code below.',
      ],
    },
  },
  other_address: {
    vi: {
      title: 'Hệ thống LMS mở công cụ ở một địa chỉ khác',
      paragraphs: [
        'Địa chỉ đăng ký trong LMS không phải là địa chỉ mà công cụ đang chạy.',
        'Vui lòng báo quản trị viên LMS kèm hai địa chỉ và mã lỗi dưới đây.',
      ],
    },
    en: {
      title: 'The LMS opens the tool at another address',
      paragraphs: [
        'The address that is registered with the LMS is not the one at which the tool runs.',
        'Please tell the LMS administrator both addresses and the code below.',
      ],
    },
  },
  ambiguous: {
    vi: {
      title: 'Hệ thống LMS có nhiều đăng ký',
      paragraphs: [
        'LMS này được đăng ký với công cụ nhiều lần nhưng không cho biết lượt mở thuộc đăng ký nào (client_id).',
        'Quản trị viên của công cụ cần chỉ để một đăng ký hoạt động (npm run admin -- platforms, rồi platform-off).',
      ],
    },
    en: {
      title: 'This LMS has several registrations',
      paragraphs: [
        'The LMS is registered with the tool more than once, and does not say which registration it means (client_id).',
        'The administrator of the tool should leave one of them switched on (npm run admin -- platforms, then platform-off).',
      ],
    },
  },
  anonymous: {
    vi: {
      title: 'LMS không cho biết ai đang mở',
      paragraphs: [
        'Không có mã của học viên, công cụ không giữ được bài làm và không gửi được điểm.',
        'Vui lòng đăng nhập LMS rồi mở lại. Nếu đã đăng nhập, quản trị viên LMS cần cho phép chia sẻ mã người dùng (sub) với công cụ này; tên và thư điện tử là tùy chọn.',
      ],
    },
    en: {
      title: 'The LMS does not say who you are',
      paragraphs: [
        'Without an id of the learner the tool can neither keep answers nor send a grade.',
        'Sign in to the LMS and open it again. If you are signed in, the LMS administrator has to let the LMS share the user’s id (sub) with this tool; names and e-mail are optional.',
      ],
    },
  },
  malformed_id: {
    vi: {
      title: 'Mã định danh từ LMS có ký tự không hợp lệ',
      paragraphs: ['LMS gửi mã có ký tự điều khiển. Quản trị viên LMS cần sửa mã nêu trong nhật ký.'],
    },
    en: {
      title: 'An identifier from the LMS has characters that cannot be kept',
      paragraphs: ['It has a control character. The LMS administrator has to mend the one in the log.'],
    },
  },
  weak_key: {
    vi: {
      title: 'Khóa của hệ thống LMS quá ngắn',
      paragraphs: [
        'LMS ký bằng khóa RSA ngắn hơn 2048 bit, nên không thể tin được.',
        'Quản trị viên LMS cần tạo khóa mới từ 2048 bit trở lên.',
      ],
    },
    en: {
      title: 'The key of the LMS is too short',
      paragraphs: [
        'The LMS signs with an RSA key of less than 2048 bits, which cannot be trusted.',
        'The LMS administrator should make a new key of 2048 bits or more.',
      ],
    },
  },
  not_active: {
    vi: {
      title: 'Kết nối với hệ thống LMS đang tạm ngừng',
      paragraphs: [
        'Quản trị viên của công cụ đã tạm ngừng kết nối này. Vui lòng báo quản trị viên kèm mã lỗi dưới đây.',
      ],
    },
    en: {
      title: 'The connection with this LMS is switched off',
      paragraphs: [
        'The administrator of the tool has switched this connection off. Please tell them the code below.',
      ],
    },
  },
  staff_only: {
    vi: {
      title: 'Chỉ giảng viên mới được chọn nội dung',
      paragraphs: [
        'Ô chọn nội dung dành cho người phụ trách khóa học; LMS cho biết vai trò hiện tại là học viên.',
        'Nếu đúng ra là giảng viên, vui lòng báo quản trị viên LMS kiểm tra vai trò, kèm mã lỗi dưới đây.',
      ],
    },
    en: {
      title: 'Choosing content is for lecturers',
      paragraphs: [
        'The content picker is for those who teach the course; the LMS says that you come as a learner.',
        'If you teach it, ask the LMS administrator to check your role, with the code below.',
      ],
    },
  },
  platform_error: {
    vi: {
      title: 'Hệ thống LMS không cho mở hoạt động',
      paragraphs: [
        'LMS đã trả lời bằng một thông báo lỗi. Thường là do phiên đăng nhập LMS đã hết hạn.',
        'Vui lòng đăng nhập lại LMS và mở hoạt động từ khóa học.',
      ],
    },
    en: {
      title: 'The LMS did not open the activity',
      paragraphs: [
        'The LMS answered with an error. Most often its own session has ended.',
        'Sign in to the LMS again and open the activity from the course.',
      ],
    },
  },
  clock: {
    vi: {
      title: 'Đồng hồ của hai hệ thống lệch nhau',
      paragraphs: [
        'Thời gian mà LMS ghi khác giờ của công cụ quá nhiều.',
        'Vui lòng mở lại hoạt động từ khóa học; nếu vẫn lỗi thì báo quản trị viên kiểm tra đồng hồ máy chủ.',
      ],
    },
    en: {
      title: 'The clocks of the two systems differ',
      paragraphs: [
        'The time in this opening is too far from the time of the tool.',
        'Open the activity again from the course; if that fails too, ask the administrator to check the servers’ clocks.',
      ],
    },
  },
  try_later: {
    vi: {
      title: 'Chưa liên lạc được với hệ thống LMS',
      paragraphs: ['Công cụ chưa lấy được khóa xác thực của LMS. Vui lòng thử mở lại hoạt động sau ít phút.'],
    },
    en: {
      title: 'The LMS could not be reached',
      paragraphs: [
        'The tool could not read the LMS’s keys. Please open the activity again in a few minutes.',
      ],
    },
  },
  invalid: {
    vi: {
      title: 'Không mở được hoạt động',
      paragraphs: [
        'Thông tin mà LMS gửi sang không hợp lệ.',
        'Vui lòng mở lại hoạt động từ khóa học; nếu vẫn lỗi thì báo quản trị viên kèm mã lỗi dưới đây.',
      ],
    },
    en: {
      title: 'The activity cannot be opened',
      paragraphs: [
        'What the LMS sent is not valid.',
        'Open the activity again from the course; if that fails too, tell the administrator the code below.',
      ],
    },
  },
};

export const WORDS: Record<
  Locale,
  { code: string; back: string; newWindow: string; opening: string; oneMoment: string; blocked: PageWords }
> = {
  vi: {
    code: 'Mã lỗi',
    back: 'Quay lại khóa học',
    newWindow: 'Mở trong cửa sổ mới',
    opening: 'Đang mở hoạt động…',
    oneMoment: 'Vui lòng đợi trong giây lát.',
    blocked: {
      title: 'Cần mở trong cửa sổ mới',
      paragraphs: ['Trình duyệt chặn cookie trong khung này, nên hoạt động cần một cửa sổ riêng.'],
    },
  },
  en: {
    code: 'Code',
    back: 'Back to the course',
    newWindow: 'Open in a new window',
    opening: 'Opening the activity…',
    oneMoment: 'One moment, please.',
    blocked: {
      title: 'Please open it in a new window',
      paragraphs: [
        'The browser blocks cookies inside this frame, so the activity needs a window of its own.',
      ],
    },
  },
};
