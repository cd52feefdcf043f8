import type { Locale } from '@chuyen-de/contracts';
import type { RegistrationFault } from './dynamic-registration.ts';
import type { RegistrationPart } from './registration-outcome.ts';

export const FAULTS: Record<RegistrationFault, Record<Locale, string>> = {
  invitation_unknown: {
    vi: 'Địa chỉ đăng ký này không có hiệu lực. Vui lòng xin quản trị viên của công cụ một địa chỉ mới.',
    en: 'This registration address is not valid. Ask the administrator of the tool for a new one.',
  },
  invitation_used: {
    vi: 'Địa chỉ đăng ký này đã được dùng. Mỗi địa chỉ chỉ dùng được một lần; nếu LMS chưa được đăng ký, vui lòng xin quản trị viên của công cụ một địa chỉ mới.',
    en: 'This registration address has been used. Each one works once; if the LMS is not registered yet, ask the administrator of the tool for a new one.',
  },
  invitation_expired: {
    vi: 'Địa chỉ đăng ký này đã hết hạn. Vui lòng xin quản trị viên của công cụ một địa chỉ mới.',
    en: 'This registration address has expired. Ask the administrator of the tool for a new one.',
  },
  configuration_missing: {
    vi: 'Vui lòng dán địa chỉ này vào trang đăng ký công cụ LTI của hệ thống LMS; không mở trực tiếp.',
    en: 'Paste this address into the LMS’s page for registering LTI tools; do not open it by itself.',
  },
  configuration_unreachable: {
    vi: 'Công cụ không đọc được cấu hình của LMS. LMS phải truy cập được từ máy chủ của công cụ.',
    en: 'The tool could not read the LMS’s configuration. The LMS has to be reachable from the tool’s server.',
  },
  configuration_invalid: {
    vi: 'Cấu hình mà LMS cung cấp không đầy đủ hoặc không hợp lệ.',
    en: 'The configuration that the LMS offers is incomplete or not valid.',
  },
  token_invalid: {
    vi: 'Mã đăng ký trong địa chỉ mà LMS mở có ký tự không hợp lệ hoặc bị ngắt dòng. Vui lòng bắt đầu lại từ LMS.',
    en: 'The registration token in the address that the LMS opened has characters that are not allowed, or is broken into lines. Begin again in the LMS.',
  },
  foreign_host: {
    vi: 'Cấu hình của LMS trỏ sang một máy chủ khác với chính nó, nên bị từ chối.',
    en: 'The LMS’s configuration points to another host than its own, so it is refused.',
  },
  address_not_allowed: {
    vi: 'LMS ở địa chỉ riêng hoặc không dùng https. Quản trị viên của công cụ có thể cho phép bằng LTI_ALLOW_PRIVATE_HOSTS.',
    en: 'The LMS is on a private address or does not use https. The administrator of the tool can allow it by LTI_ALLOW_PRIVATE_HOSTS.',
  },
  registration_refused: {
    vi: 'LMS từ chối đăng ký công cụ. Có thể trang đăng ký đã mở quá lâu: vui lòng bắt đầu lại từ LMS.',
    en: 'The LMS refused the registration. Its page may have been open for too long: begin again in the LMS.',
  },
};

interface RegistrationWords {
  refused: string;
  confirmTitle: string;
  confirmText: string;
  known: string;
  issuer: string;
  product: string;
  endpoints: string;
  otherHost: string;
  asks: string;
  asked: string[];
  confirm: string;
  doneTitle: string;
  doneText: string;
  updatedTitle: string;
  updatedText: string;
  updatedOff: string;
  changed: string;
  nothingChanged: string;
  parts: Record<RegistrationPart, string>;
  close: string;
}

export const WORDS: Record<Locale, RegistrationWords> = {
  vi: {
    refused: 'Không đăng ký được',
    confirmTitle: 'Kết nối hệ thống LMS này?',
    confirmText:
      'Vui lòng kiểm tra các thông tin dưới đây rồi xác nhận. Địa chỉ đăng ký này chỉ dùng được một lần.',
    known:
      'LMS này đã được đăng ký. Nếu LMS cập nhật đăng ký cũ, các địa chỉ bên dưới sẽ thay địa chỉ đã lưu; nếu LMS tạo đăng ký mới, cả hai cùng tồn tại.',
    issuer: 'Hệ thống LMS',
    product: 'Phần mềm',
    endpoints: 'Địa chỉ sẽ dùng',
    otherHost: 'máy chủ khác',
    asks: 'Công cụ xin phép',
    asked: [
      'tên và thư điện tử của học viên, giảng viên (nếu LMS chia sẻ)',
      'danh sách lớp',
      'ghi điểm vào sổ điểm và đọc lại điểm đã ghi',
      'thêm chuyên đề và bài kiểm tra vào khóa học từ ô chọn nội dung',
    ],
    confirm: 'Đăng ký',
    doneTitle: 'Đã đăng ký',
    doneText: 'Còn việc sau trong hệ thống LMS:',
    updatedTitle: 'Đã cập nhật đăng ký',
    updatedText: 'LMS này đã được đăng ký từ trước và vẫn hoạt động: không cần kích hoạt lại.',
    updatedOff:
      'LMS này đã được đăng ký từ trước nhưng đang tắt ở công cụ. Quản trị viên của công cụ bật lại bằng npm run admin -- platform-on.',
    changed: 'Đã thay đổi:',
    nothingChanged: 'Các địa chỉ và mã triển khai vẫn như trước.',
    parts: {
      authorizationEndpoint: 'Địa chỉ đăng nhập',
      tokenEndpoint: 'Địa chỉ cấp mã truy cập',
      keySetUrl: 'Địa chỉ khóa công khai',
      deployment: 'Mã triển khai mới',
    },
    close: 'Đóng',
  },
  en: {
    refused: 'Not registered',
    confirmTitle: 'Connect this LMS?',
    confirmText: 'Check what is below, then confirm. This registration address works once.',
    known:
      'This LMS is registered already. If it updates that registration, the addresses below replace the stored ones; if it makes a new one, both exist side by side.',
    issuer: 'LMS',
    product: 'Product',
    endpoints: 'Addresses to be used',
    otherHost: 'another host',
    asks: 'The tool asks for',
    asked: [
      'names and e-mail addresses of learners and lecturers (where the LMS shares them)',
      'the roster of a course',
      'writing grades into the gradebook and reading them back',
      'adding topics and exams to a course by the content picker',
    ],
    confirm: 'Register',
    doneTitle: 'Registered',
    doneText: 'What remains to be done in the LMS:',
    updatedTitle: 'The registration is updated',
    updatedText: 'This LMS was registered before and goes on working: there is nothing to activate.',
    updatedOff:
      'This LMS was registered before, and is switched off at the tool. The administrator of the tool switches it on by npm run admin -- platform-on.',
    changed: 'What changed:',
    nothingChanged: 'Its addresses and deployments are as they were.',
    parts: {
      authorizationEndpoint: 'Address of the login',
      tokenEndpoint: 'Address for access tokens',
      keySetUrl: 'Address of the public keys',
      deployment: 'New deployment',
    },
    close: 'Close',
  },
};

const OTHER = {
  vi: ['Bật công cụ trong phần quản trị công cụ LTI, rồi thêm hoạt động vào khóa học từ công cụ này.'],
  en: ['Switch the tool on in the administration of LTI tools, then add an activity of it to a course.'],
};

const NEXT_STEPS = new Map<string, Record<Locale, string[]>>(
  Object.entries({
    moodle: {
      vi: [
        'Đóng trang này, rồi bấm “Kích hoạt” (Activate) ở thẻ Chuyên Đề trong danh sách công cụ (Tools).',
        'Bấm biểu tượng bút chì của thẻ, đặt “Tool configuration usage” là “Show in activity chooser and as a preconfigured tool”, rồi lưu. Các thiết lập khác đã có sẵn.',
        'Trong khóa học, bật chế độ chỉnh sửa: Thêm hoạt động (Add an activity or resource) › Chuyên Đề › Chọn nội dung (Select content).',
      ],
      en: [
        'Close this page, then press “Activate” on the card of Chuyên Đề in the list of tools.',
        'Press the pencil on the card, set “Tool configuration usage” to “Show in activity chooser and as a preconfigured tool”, and save. Everything else is set already.',
        'In a course, with edit mode on: Add an activity or resource › Chuyên Đề › Select content.',
      ],
    },
    canvas: {
      vi: [
        'Admin › Developer Keys: bật khóa (ON), rồi Settings › Apps › + App › By Client ID để cài vào tài khoản.',
      ],
      en: [
        'Admin › Developer Keys: switch the key ON, then Settings › Apps › + App › By Client ID to install it.',
      ],
    },
    sakai: {
      vi: ['Administration Workspace › External Tools: lưu công cụ, rồi thêm vào trang học bằng Lessons.'],
      en: ['Administration Workspace › External Tools: save the tool, then add it to a site by Lessons.'],
    },
    desire2learn: {
      vi: [
        'Admin Tools › Manage Extensibility › LTI Advantage: bật đăng ký, rồi tạo một Deployment và Link.',
      ],
      en: [
        'Admin Tools › Manage Extensibility › LTI Advantage: enable the registration, then make a Deployment and a Link.',
      ],
    },
  }),
);

/** What the LMS's administrator does next, by product family. */
export const nextSteps = (family: string, locale: Locale): string[] =>
  (NEXT_STEPS.get(family.toLowerCase()) ?? OTHER)[locale];

/** What LMSs set back on their side with each update of a registration, by product family. */
const SET_BACK = new Map<string, Record<Locale, string>>([
  [
    // mod/lti/classes/local/ltiopenid/registration_helper.php: whatever the tool asks for.
    'moodle',
    {
      vi: 'Mỗi lần cập nhật, Moodle lại bỏ công cụ khỏi danh sách hoạt động. Bấm biểu tượng bút chì của thẻ Chuyên Đề, đặt lại “Tool configuration usage” là “Show in activity chooser and as a preconfigured tool”, rồi lưu.',
      en: 'With each update Moodle takes the tool out of the activity chooser. Press the pencil on the card of Chuyên Đề, set “Tool configuration usage” to “Show in activity chooser and as a preconfigured tool” again, and save.',
    },
  ],
]);

/** What the LMS's administrator has to set again after an update; undefined where nothing is set back. */
export const setBackBy = (family: string, locale: Locale): string | undefined =>
  SET_BACK.get(family.toLowerCase())?.[locale];
