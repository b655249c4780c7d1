import type {
  CapCategory,
  CapCertainty,
  CapResponseType,
  CapSeverity,
  CapUrgency,
} from '../../domain/cap/vocabulary.js';
import type { Like } from './shape.js';

interface Lists {
  readonly category: Record<CapCategory, string>;
  readonly responseType: Record<CapResponseType, string>;
  readonly urgency: Record<CapUrgency, string>;
  readonly severity: Record<CapSeverity, string>;
  readonly certainty: Record<CapCertainty, string>;
}

/** The enumerations of CAP 1.2 as an author chooses them. */
export const fa = {
  category: {
    Geo: 'زمین‌شناختی (زلزله، رانش)',
    Met: 'آب‌وهوا (سیل، توفان)',
    Safety: 'ایمنی همگانی',
    Security: 'امنیت و انتظام',
    Rescue: 'امداد و نجات',
    Fire: 'آتش‌سوزی',
    Health: 'بهداشت و درمان',
    Env: 'محیط زیست و آلودگی',
    Transport: 'راه و ترابری',
    Infra: 'آب، برق، گاز و ارتباطات',
    CBRNE: 'خطر شیمیایی، زیستی، پرتوی یا انفجاری',
    Other: 'دیگر',
  },
  responseType: {
    Shelter: 'پناه گرفتن',
    Evacuate: 'ترک محل',
    Prepare: 'آماده شدن',
    Execute: 'انجام کاری از پیش معین',
    Avoid: 'دوری کردن',
    Monitor: 'پیگیری خبرها',
    Assess: 'ارزیابی',
    AllClear: 'رفع خطر',
    None: 'کاری لازم نیست',
  },
  urgency: {
    Immediate: 'بی‌درنگ',
    Expected: 'تا یک ساعت',
    Future: 'در آینده',
    Past: 'دیگر لازم نیست',
    Unknown: 'نامعلوم',
  },
  severity: {
    Extreme: 'بسیار شدید',
    Severe: 'شدید',
    Moderate: 'متوسط',
    Minor: 'اندک',
    Unknown: 'نامعلوم',
  },
  certainty: {
    Observed: 'رخ داده است',
    Likely: 'محتمل (بیش از پنجاه درصد)',
    Possible: 'ممکن',
    Unlikely: 'نامحتمل',
    Unknown: 'نامعلوم',
  },
} as const satisfies Lists;

export const en: Like<typeof fa> = {
  category: {
    Geo: 'Geological (earthquake, landslide)',
    Met: 'Weather (flood, storm)',
    Safety: 'Public safety',
    Security: 'Security and policing',
    Rescue: 'Rescue and relief',
    Fire: 'Fire',
    Health: 'Health',
    Env: 'Environment and pollution',
    Transport: 'Roads and transport',
    Infra: 'Water, power, gas and communications',
    CBRNE: 'Chemical, biological, radiological or explosive hazard',
    Other: 'Other',
  },
  responseType: {
    Shelter: 'Take shelter',
    Evacuate: 'Leave the place',
    Prepare: 'Prepare',
    Execute: 'Carry out what was planned',
    Avoid: 'Keep away',
    Monitor: 'Follow the news',
    Assess: 'Assess',
    AllClear: 'All clear',
    None: 'Nothing to do',
  },
  urgency: {
    Immediate: 'At once',
    Expected: 'Within the hour',
    Future: 'In the near future',
    Past: 'No longer needed',
    Unknown: 'Unknown',
  },
  severity: {
    Extreme: 'Extreme',
    Severe: 'Severe',
    Moderate: 'Moderate',
    Minor: 'Minor',
    Unknown: 'Unknown',
  },
  certainty: {
    Observed: 'It has happened',
    Likely: 'Likely (more than fifty per cent)',
    Possible: 'Possible',
    Unlikely: 'Unlikely',
    Unknown: 'Unknown',
  },
};
