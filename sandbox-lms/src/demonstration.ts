import { addCourse, addPerson } from './people.ts';
import type { Platform } from './platform.ts';
import type { Course, Person } from './state.ts';

const LEARNERS: readonly [familyName: string, givenName: string, username: string][] = [
  ['Nguyễn Thị', 'An', 'annt'],
  ['Trần Văn', 'Bình', 'binhtv'],
  ['Lê Thị Minh', 'Châu', 'chaultm'],
  ['Phạm Quốc', 'Cường', 'cuongpq'],
  ['Hoàng Thị', 'Dung', 'dunght'],
  ['Hồ Văn', 'Đạt', 'dathv'],
  ['Võ Minh', 'Đức', 'ducvm'],
  ['Đặng Thị Thu', 'Hà', 'hadtt'],
  ['Bùi Quang', 'Hải', 'haibq'],
  ['Đỗ Thị', 'Hạnh', 'hanhdt'],
  ['Ngô Đức', 'Hiếu', 'hieund'],
  ['Dương Thị', 'Hoa', 'hoadt'],
  ['Lý Văn', 'Hùng', 'hunglv'],
  ['Nguyễn Thị Thanh', 'Hương', 'huongntt'],
  ['Trương Công', 'Khanh', 'khanhtc'],
  ['Hồ Thị', 'Kiên', 'kienht'],
  ['Phan Thị Ngọc', 'Lan', 'lanptn'],
  ['Nguyễn Hoàng', 'Long', 'longnh'],
  ['Vũ Thị', 'Mai', 'maivt'],
  ['Trần Đình', 'Nam', 'namtd'],
  ['Lê Thị', 'Nga', 'ngalt'],
  ['Đinh Văn', 'Phong', 'phongdv'],
  ['Nguyễn Thị Bích', 'Phượng', 'phuongntb'],
  ['Mai Xuân', 'Quang', 'quangmx'],
  ['Lương Thị', 'Quỳnh', 'quynhlt'],
  ['Cao Văn', 'Sơn', 'soncv'],
  ['Tạ Thị', 'Thảo', 'thaott'],
  ['Nguyễn Anh', 'Tuấn', 'tuanna'],
  ['Hoàng Thị Kim', 'Vân', 'vanhtk'],
  ['Phạm Thị Hải', 'Yến', 'yenpth'],
];

/** Ten units share the thirty learners; the ID number names the unit, as an organiser would keep it. */
const unitNumber = (index: number): string =>
  `CB${String((index % 10) + 1).padStart(2, '0')}-${String(index + 1).padStart(3, '0')}`;

/** The class of the demonstration; nothing is changed where the state already has one. */
export function seedDemonstration(platform: Platform): void {
  if (platform.store.state.courses.length > 0) return;
  const lecturer = addPerson(platform, {
    kind: 'lecturer',
    familyName: 'Nguyễn Thị',
    givenName: 'Thu',
    username: 'giangvien',
    idNumber: 'GV-01',
  });
  const organiser = addPerson(platform, {
    kind: 'organiser',
    familyName: 'Lê Đình',
    givenName: 'Thắng',
    username: 'bantochuc',
    idNumber: 'BTC-01',
  });
  addPerson(platform, {
    kind: 'administrator',
    familyName: 'Trần Quốc',
    givenName: 'Việt',
    username: 'quantri',
  });
  const learners = LEARNERS.map(([familyName, givenName, username], index) =>
    addPerson(platform, { familyName, givenName, username, idNumber: unitNumber(index) }),
  );
  addCourse(platform, {
    shortName: 'BDLLCT-01',
    fullName: 'Lớp bồi dưỡng lý luận chính trị',
    members: membersOf(lecturer, organiser, learners),
  });
}

const membersOf = (lecturer: Person, organiser: Person, learners: Person[]): Course['members'] => [
  { personId: lecturer.id, role: 'lecturer' },
  { personId: organiser.id, role: 'organiser' },
  ...learners.map(({ id }) => ({ personId: id, role: 'learner' as const })),
];
