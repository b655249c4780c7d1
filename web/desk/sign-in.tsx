import { translator } from '../../i18n/translate.js';
import { Page, href, renderPage } from '../shared/page.js';
import { Ltr, Refusals, Sentence } from '../shared/parts.js';
import { paths } from '../shared/paths.js';
import type { SignInModel, SignInPerson } from './model.js';

type Step<Name extends SignInModel['step']['name']> = Extract<SignInModel['step'], { readonly name: Name }>;

function Hidden({ model }: { readonly model: SignInModel }) {
  return (
    <>
      <input type="hidden" name="csrf" value={model.csrf} />
      <input type="hidden" name="next" value={model.next} />
    </>
  );
}

/** People by their agency, in the order they came; those without one last. */
function byAgency(
  people: readonly SignInPerson[],
  others: string,
): ReadonlyMap<string, readonly SignInPerson[]> {
  const groups = new Map<string, SignInPerson[]>();
  for (const person of people.toSorted((a, b) => Number(a.agency === '') - Number(b.agency === ''))) {
    const agency = person.agency === '' ? others : person.agency;
    groups.set(agency, [...(groups.get(agency) ?? []), person]);
  }
  return groups;
}

function Choose({ model, step }: { readonly model: SignInModel; readonly step: Step<'choose'> }) {
  const t = translator(model.language);
  return (
    <form method="post" action={href(model, paths.signIn)}>
      <Hidden model={model} />
      <p className="muted">{t('desk.signIn.chooseHint')}</p>
      <div className="cast">
        {[...byAgency(step.people, t('desk.signIn.others'))].map(([agency, people]) => (
          <section key={agency} className="card">
            <h2>{agency}</h2>
            {people.map((person) => (
              <button key={person.id} className="wide" name="person" value={person.id}>
                {person.name}
              </button>
            ))}
          </section>
        ))}
      </div>
    </form>
  );
}

function Email({ model, step }: { readonly model: SignInModel; readonly step: Step<'email'> }) {
  const t = translator(model.language);
  return (
    <form className="card" method="post" action={href(model, paths.signIn)}>
      <Hidden model={model} />
      <div className="field">
        <label htmlFor="email">{t('desk.signIn.email')}</label>
        <span className="hint" id="email-hint">
          {t('desk.signIn.emailHint')}
        </span>
        <input
          id="email"
          name="email"
          type="email"
          dir="ltr"
          required
          autoComplete="email"
          defaultValue={step.email}
          aria-describedby="email-hint"
        />
      </div>
      <button className="primary wide">{t('desk.signIn.send')}</button>
    </form>
  );
}

function Code({ model, step }: { readonly model: SignInModel; readonly step: Step<'code'> }) {
  const t = translator(model.language);
  return (
    <>
      {step.email !== '' && (
        <p>
          <Sentence
            say={(values: Readonly<Record<'email', string>>) => t('desk.signIn.sent', values)}
            values={{ email: <Ltr>{step.email}</Ltr> }}
          />
        </p>
      )}
      <form className="card" method="post" action={href(model, paths.signIn)} autoComplete="off">
        <Hidden model={model} />
        <input type="hidden" name="attempt" value={step.attempt} />
        <div className="field">
          <label htmlFor="code">{t('desk.signIn.code')}</label>
          <input
            id="code"
            className="code"
            name="code"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={20}
            required
          />
        </div>
        <button className="primary wide">{t('desk.signIn.enter')}</button>
      </form>
      <p>
        <a href={href(model, paths.signIn)}>{t('desk.signIn.again')}</a>
      </p>
    </>
  );
}

/** The way in: in a trial by choosing a person, elsewhere by a mailed code typed into a form. */
export function signInPage(model: SignInModel): string {
  const { step, language } = model;
  const t = translator(language);
  return renderPage(
    <Page context={model} surface="desk" title={t('desk.signIn.title')} drill={false} private>
      <h1>{t(step.name === 'choose' ? 'desk.signIn.choose' : 'desk.signIn.title')}</h1>
      <Refusals refusals={model.refusals} language={language} />
      {step.name === 'choose' && <Choose model={model} step={step} />}
      {step.name === 'email' && <Email model={model} step={step} />}
      {step.name === 'code' && <Code model={model} step={step} />}
    </Page>,
  );
}
