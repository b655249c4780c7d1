import type { CapFields, Content, LanguageText, WithdrawalText } from '../domain/content/content.js';
import { after, type Instant } from '../domain/instant.js';
import type { Localized } from '../domain/language.js';
import { contactLists } from './seed-contacts.js';

const HOUR_MS = 3_600_000;
const { journalists, agencies, citizens } = contactLists;

/** Everything that differs between the texts of the trial; the rest is the same for all. */
export interface Text {
  readonly fa: LanguageText;
  readonly en: LanguageText;
  readonly withdrawal: { readonly fa: string; readonly en: string };
  readonly cap: Pick<CapFields, 'category' | 'responseType' | 'urgency' | 'severity' | 'certainty'>;
  readonly event: Localized;
  readonly area: Localized;
  readonly hours: number;
  /** Everybody, unless the text is for the press and the agencies. */
  readonly press?: true;
}

const withdrawn = (headline: string, body: string): WithdrawalText => ({ headline, body });

/** A text as the content of an announcement that is written at `now`. */
export const contentOf = (text: Text, now: Instant): Content => ({
  texts: { fa: text.fa, en: text.en },
  withdrawal: {
    fa: withdrawn(
      text.withdrawal.fa,
      'این متن دیگر معتبر نیست. آخرین متن معتبر را در اتاق خبر استانداری ببینید.',
    ),
    en: withdrawn(
      text.withdrawal.en,
      "This text is no longer valid. The latest valid text is in the newsroom of the Governor's Office.",
    ),
  },
  cap: {
    ...text.cap,
    event: text.event,
    expires: after(now, text.hours * HOUR_MS),
    areas: [{ description: text.area }],
    contact: 'press@example.test',
  },
  attachments: [],
  channels: ['newsroom', 'atom', 'rss', 'cap', 'email'],
  audience: {
    lists: text.press ? [journalists.id, agencies.id] : [journalists.id, agencies.id, citizens.id],
  },
});

const valley: Localized = { fa: 'درهٔ سیمین', en: 'Simin Valley' };
const city: Localized = { fa: 'شهر سیمین', en: 'Simin City' };
const flood: Localized = { fa: 'سیلاب', en: 'Flood' };

/** The texts of the trial's incident: a flood in a valley that is on no map. */
export const texts = {
  holding: {
    fa: {
      headline: 'بارش شدید در درهٔ سیمین؛ گروه‌های امدادی در راه‌اند',
      body: 'از ساعت ۴ بامداد امروز باران شدیدی در درهٔ سیمین می‌بارد و آب رودخانه بالا آمده است. گروه‌های هلال احمر و مدیریت بحران به سوی دره رفته‌اند.\n\nهنوز گزارش قطعی از آسیب‌ها نداریم. اطلاعیهٔ بعدی را تا یک ساعت دیگر منتشر می‌کنیم.',
      action: 'از رودخانه و مسیل‌ها دور بمانید و به سوی دره نروید. شمارهٔ امداد: ۱۱۲',
    },
    en: {
      headline: 'Heavy rain in Simin Valley; rescue teams are on their way',
      body: 'Heavy rain has been falling in Simin Valley since 4 a.m. today and the river has risen. Teams of the Red Crescent and of Crisis Management are on their way to the valley.\n\nWe have no confirmed reports of damage yet. The next announcement follows within one hour.',
      action:
        'Stay away from the river and from dry river beds, and do not travel to the valley. Rescue: 112',
    },
    withdrawal: {
      fa: 'بیانیهٔ اولیه دربارهٔ بارش درهٔ سیمین باطل شد',
      en: 'The holding statement on the rain in Simin Valley is withdrawn',
    },
    cap: {
      category: 'Met',
      responseType: 'Avoid',
      urgency: 'Immediate',
      severity: 'Severe',
      certainty: 'Observed',
    },
    event: { fa: 'بارش شدید', en: 'Heavy rain' },
    area: valley,
    hours: 6,
  },
  evacuation: {
    fa: {
      headline: 'سیلاب درهٔ سیمین: خانه‌های کنار رودخانه را ترک کنید',
      body: 'آب رودخانهٔ سیمین از پل پایین گذشته است و تا دو ساعت دیگر بالاتر می‌آید.\n\n- ساکنان خانه‌های پایین‌تر از جادهٔ کمربندی باید همین حالا خانه را ترک کنند.\n- سالن ورزشی سیمین و مدرسهٔ بهار برای اسکان آماده است.\n- راه دره به شهر تنها از گردنهٔ بالا باز است.\n\n**تا اعلام بعدی کسی به دره برنگردد.**',
      action: 'دارو و مدارک خود را بردارید و از گردنهٔ بالا به سالن ورزشی سیمین بروید. کمک: ۱۱۲',
    },
    en: {
      headline: 'Flood in Simin Valley: leave the houses by the river',
      body: 'The Simin river has passed the lower bridge and will rise further within two hours.\n\n- People living below the ring road must leave their houses now.\n- Simin sports hall and Bahar school are ready as shelters.\n- The only open road from the valley to the city is the upper pass.\n\n**Nobody should return to the valley until we say so.**',
      action: 'Take your medicines and papers and go over the upper pass to Simin sports hall. Help: 112',
    },
    withdrawal: {
      fa: 'اطلاعیهٔ ترک خانه‌های درهٔ سیمین باطل شد',
      en: 'The announcement to leave houses in Simin Valley is withdrawn',
    },
    cap: {
      category: 'Met',
      responseType: 'Evacuate',
      urgency: 'Immediate',
      severity: 'Extreme',
      certainty: 'Observed',
    },
    event: flood,
    area: valley,
    hours: 12,
  },
  roadClosure: {
    fa: {
      headline: 'راه پایین درهٔ سیمین تا فردا صبح بسته است',
      body: 'سیلاب بخشی از راه پایین درهٔ سیمین را شسته است. راهداری از امشب راه را بازسازی می‌کند و تا ساعت ۷ فردا صبح خبر تازه می‌دهد.\n\nگردنهٔ بالا برای خودروهای سبک باز است. کامیون‌ها از راه کمربندی شهر بروند.',
      action: 'از راه پایین نروید. پیش از سفر با ۱۴۱ تماس بگیرید.',
    },
    en: {
      headline: 'The lower road of Simin Valley is closed until tomorrow morning',
      body: 'The flood has washed away part of the lower road of Simin Valley. Road Maintenance starts repairs tonight and will report by 7 a.m. tomorrow.\n\nThe upper pass is open to light vehicles. Lorries should use the city ring road.',
      action: 'Do not use the lower road. Call 141 before you travel.',
    },
    withdrawal: {
      fa: 'اطلاعیهٔ بسته بودن راه پایین درهٔ سیمین باطل شد',
      en: 'The announcement on the closed lower road is withdrawn',
    },
    cap: {
      category: 'Transport',
      responseType: 'Avoid',
      urgency: 'Immediate',
      severity: 'Moderate',
      certainty: 'Observed',
    },
    event: { fa: 'بسته شدن راه', en: 'Road closure' },
    area: valley,
    hours: 24,
  },
  schoolRumour: {
    fa: {
      headline: 'خبر تعطیلی همهٔ مدرسه‌های شهر سیمین درست نیست',
      body: 'متنی که از امروز صبح در پیام‌رسان‌ها دست‌به‌دست می‌شود و از تعطیلی یک‌هفته‌ای مدرسه‌ها می‌گوید، از آموزش و پرورش نیست.\n\nمدرسه‌های شهر سیمین فردا باز است. تنها مدرسهٔ بهار در درهٔ سیمین، که محل اسکان است، تا اعلام بعدی تعطیل می‌ماند.',
      action: 'آن متن را بازنفرستید. خبر درست را در همین اتاق خبر یا از ۱۱۱ بگیرید.',
    },
    en: {
      headline: 'It is not true that all schools of Simin City are closed',
      body: 'A text that has been passed round in messengers since this morning, saying that schools are closed for a week, does not come from the Education Office.\n\nThe schools of Simin City are open tomorrow. Only Bahar school in Simin Valley, which is a shelter now, stays closed until further notice.',
      action: 'Do not pass that text on. Check in this newsroom, or call 111.',
    },
    withdrawal: {
      fa: 'تکذیبیهٔ تعطیلی مدرسه‌ها باطل شد',
      en: 'The denial on closed schools is withdrawn',
    },
    cap: {
      category: 'Safety',
      responseType: 'Monitor',
      urgency: 'Expected',
      severity: 'Minor',
      certainty: 'Observed',
    },
    event: { fa: 'خبر نادرست دربارهٔ مدرسه‌ها', en: 'False report on schools' },
    area: city,
    hours: 48,
  },
  waterCut: {
    fa: {
      headline: 'آب محله‌های شمالی شهر سیمین فردا از ساعت ۸ تا ۱۴ قطع است',
      body: 'برای تعویض لولهٔ اصلی، آب محله‌های باغ‌شمال، کوشک و خیابان چنار فردا از ساعت ۸ تا ۱۴ قطع می‌شود.\n\nتانکر آب در میدان کوشک مستقر است.',
      action: 'امشب آب آشامیدنی ذخیره کنید. پرسش: ۱۲۲',
    },
    en: {
      headline: 'No water in the north of Simin City tomorrow from 8 a.m. to 2 p.m.',
      body: 'A main pipe is being replaced. Bagh-e Shomal, Kushk and Chenar street have no water tomorrow from 8 a.m. to 2 p.m.\n\nA water tanker stands in Kushk square.',
      action: 'Store drinking water tonight. Questions: 122',
    },
    withdrawal: {
      fa: 'اطلاعیهٔ قطع آب محله‌های شمالی باطل شد',
      en: 'The announcement on the water cut is withdrawn',
    },
    cap: {
      category: 'Infra',
      responseType: 'Prepare',
      urgency: 'Expected',
      severity: 'Minor',
      certainty: 'Likely',
    },
    event: { fa: 'قطع آب', en: 'Water cut' },
    area: city,
    hours: 36,
  },
  boilWater: {
    fa: {
      headline: 'تا پایان هفته آب آشامیدنی را بجوشانید',
      body: 'پس از سیلاب، آب چاه‌ها و چشمه‌های درهٔ سیمین ممکن است آلوده باشد. نتیجهٔ آزمایش‌ها تا سه روز دیگر آماده می‌شود.\n\n- آب را پیش از نوشیدن پنج دقیقه بجوشانید.\n- میوه و سبزی را با آب جوشیده بشویید.\n- برای اسهال یا تب به خانهٔ بهداشت بروید.',
      action: 'آب را بجوشانید. راهنمایی: ۱۹۰',
    },
    en: {
      headline: 'Boil drinking water until the end of the week',
      body: 'After the flood, wells and springs in Simin Valley may be polluted. Test results will be ready within three days.\n\n- Boil water for five minutes before drinking it.\n- Wash fruit and vegetables with boiled water.\n- With diarrhoea or fever, go to the health house.',
      action: 'Boil your water. Advice: 190',
    },
    withdrawal: {
      fa: 'توصیهٔ جوشاندن آب باطل شد',
      en: 'The advice to boil water is withdrawn',
    },
    cap: {
      category: 'Health',
      responseType: 'Execute',
      urgency: 'Expected',
      severity: 'Moderate',
      certainty: 'Possible',
    },
    event: { fa: 'آلودگی احتمالی آب', en: 'Possible water pollution' },
    area: valley,
    hours: 96,
  },
  powerBack: {
    fa: {
      headline: 'برق درهٔ سیمین امشب وصل می‌شود',
      body: 'گروه‌های شرکت توزیع برق از ظهر در درهٔ سیمین کار می‌کنند. برق روستاهای بالا تا ساعت ۲۱ و برق روستاهای پایین تا نیمه‌شب وصل می‌شود.',
      action: 'به سیم‌های افتاده نزدیک نشوید و با ۱۲۱ تماس بگیرید.',
    },
    en: {
      headline: 'Power returns to Simin Valley tonight',
      body: 'Teams of the Electricity Distribution Company have been working in Simin Valley since noon. The upper villages have power again by 9 p.m., the lower ones by midnight.',
      action: 'Keep away from fallen cables and call 121.',
    },
    withdrawal: {
      fa: 'اطلاعیهٔ وصل برق درهٔ سیمین باطل شد',
      en: 'The announcement on power in Simin Valley is withdrawn',
    },
    cap: {
      category: 'Infra',
      responseType: 'Monitor',
      urgency: 'Expected',
      severity: 'Minor',
      certainty: 'Likely',
    },
    event: { fa: 'قطع برق', en: 'Power cut' },
    area: valley,
    hours: 24,
  },
  wayBack: {
    fa: {
      headline: 'بازگشت به روستاهای بالای درهٔ سیمین آزاد می‌شود',
      body: 'آب رودخانه پایین رفته است. ساکنان روستاهای بالای دره می‌توانند از گردنهٔ بالا به خانه برگردند.\n\nروستاهای پایین هنوز باید خالی بماند.',
      action: 'پیش از ورود به خانه، گاز و برق را از بیرون ببندید. راهنمایی: ۱۱۲',
    },
    en: {
      headline: 'People may return to the upper villages of Simin Valley',
      body: 'The river has fallen. People of the upper villages may go home over the upper pass.\n\nThe lower villages must stay empty for now.',
      action: 'Before you enter your house, shut off gas and power from outside. Advice: 112',
    },
    withdrawal: {
      fa: 'اطلاعیهٔ بازگشت به درهٔ سیمین باطل شد',
      en: 'The announcement on returning to Simin Valley is withdrawn',
    },
    cap: {
      category: 'Safety',
      responseType: 'Monitor',
      urgency: 'Expected',
      severity: 'Minor',
      certainty: 'Observed',
    },
    event: flood,
    area: valley,
    hours: 48,
  },
  damageFigure: {
    fa: {
      headline: 'برآورد نخست خسارت سیلاب درهٔ سیمین',
      body: 'کارشناسان خسارت راه‌ها و خانه‌های درهٔ سیمین را برآورد کرده‌اند. عدد نخست پس از جمع‌بندی در همین صفحه می‌آید.',
      action: 'برای ثبت خسارت به فرمانداری سیمین بروید یا با ۱۱۱ تماس بگیرید.',
    },
    en: {
      headline: 'First estimate of the damage in Simin Valley',
      body: 'Experts have estimated the damage to roads and houses in Simin Valley. The first figure will follow on this page.',
      action: 'To register damage, go to the district office of Simin or call 111.',
    },
    withdrawal: {
      fa: 'خبر برآورد خسارت باطل شد',
      en: 'The news on the damage estimate is withdrawn',
    },
    cap: {
      category: 'Other',
      responseType: 'None',
      urgency: 'Past',
      severity: 'Unknown',
      certainty: 'Possible',
    },
    event: flood,
    area: valley,
    hours: 72,
    press: true,
  },
  secondRain: {
    fa: {
      headline: 'احتمال بارش دوباره در درهٔ سیمین',
      body: 'هواشناسی برای پس‌فردا بارش پراکنده پیش‌بینی می‌کند.',
      action: '',
    },
    en: {
      headline: 'More rain is possible in Simin Valley',
      body: 'The weather service expects scattered rain the day after tomorrow.',
      action: '',
    },
    withdrawal: {
      fa: 'خبر بارش دوباره باطل شد',
      en: 'The news on more rain is withdrawn',
    },
    cap: {
      category: 'Met',
      responseType: 'Monitor',
      urgency: 'Future',
      severity: 'Minor',
      certainty: 'Possible',
    },
    event: { fa: 'بارش', en: 'Rain' },
    area: valley,
    hours: 48,
    press: true,
  },
  gasDrill: {
    fa: {
      headline: 'نشت گاز در شهرک صنعتی سیمین',
      body: 'در این مانور فرض می‌کنیم که ساعت ۱۰ از یک مخزن در شهرک صنعتی سیمین گاز نشت کرده است. دستگاه‌ها متن را مانند یک رویداد واقعی بررسی می‌کنند.',
      action: 'مانور است: پنجره‌ها را ببندید و در خانه بمانید. پرسش: ۱۱۲',
    },
    en: {
      headline: 'Gas leak in Simin industrial park',
      body: 'For this drill we assume that gas has leaked from a tank in Simin industrial park at 10 a.m. The agencies review the text as they would a real one.',
      action: 'This is a drill: close your windows and stay indoors. Questions: 112',
    },
    withdrawal: {
      fa: 'متن مانور نشت گاز باطل شد',
      en: 'The drill text on the gas leak is withdrawn',
    },
    cap: {
      category: 'CBRNE',
      responseType: 'Shelter',
      urgency: 'Immediate',
      severity: 'Severe',
      certainty: 'Observed',
    },
    event: { fa: 'مانور نشت گاز', en: 'Gas leak drill' },
    area: city,
    hours: 6,
    press: true,
  },
} as const satisfies Record<string, Text>;
