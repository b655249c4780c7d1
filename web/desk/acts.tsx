import type { ReactNode } from 'react';
import { translator } from '../../i18n/translate.js';
import { inDrill } from '../shared/page.js';
import type { DeskNoun } from '../shared/paths.js';
import { type ActProps, PlainAct } from './act-form.js';
import { Submission } from './draft.js';
import type { DeskAnnouncementModel, OfferedAct } from './model.js';
import { FreedHolds, Go, Stops } from './release.js';
import { Review, Waiver } from './review.js';
import { Override, SignOff } from './sign-off.js';

/** The form of each act. */
function formOf(props: ActProps): ReactNode {
  const { model, act } = props;
  switch (act.noun) {
    case 'submissions':
      return <Submission {...props} />;
    case 'reviews':
      return <Review {...props} />;
    case 'waivers':
      return <Waiver {...props} />;
    case 'sign-offs':
      return <SignOff {...props} />;
    case 'overrides':
      return <Override {...props} />;
    case 'releases':
      return <Go {...props} />;
    case 'freed-holds':
      return <FreedHolds {...props} />;
    case 'stops':
    case 'ended-stops':
      return <Stops {...props} noun={act.noun} />;
    case 'retractions':
      return (
        <PlainAct {...props} noun={act.noun} hidden={{ seat: model.mySeat ?? '', decision: model.myDecision ?? '' }} />
      );
    case 'objections':
      return <PlainAct {...props} noun={act.noun} hidden={{ seat: model.mySeat ?? '' }} />;
    case 'take-backs':
    case 'abandonments':
    case 'holds':
    case 'withdrawals':
    case 'codes':
      return <PlainAct {...props} noun={act.noun} />;
  }
} // prettier-ignore

/** One primary act a screen: the first of these that is possible; the others are folded below it. */
const primary: readonly DeskNoun[] = ['sign-offs', 'reviews', 'releases', 'submissions'];

export const primaryOf = (acts: readonly OfferedAct[]): OfferedAct | undefined =>
  primary
    .map((noun) => acts.find((act) => act.noun === noun && act.refusals.length === 0))
    .find((act) => act !== undefined);

/** What this person may do: the one act that is waited for, then the rest; what cannot be done now says why. */
export function Acts({ model }: { readonly model: DeskAnnouncementModel }) {
  const { acts, drill, language } = model;
  const t = translator(language);
  const first = primaryOf(acts);
  const others = acts.filter((act) => act !== first);
  return (
    <section id="act">
      {first ? (
        <div className="card decide">
          <h2>{inDrill(t(`desk.act.${first.noun}`), drill, language)}</h2>
          {formOf({ model, act: first })}
        </div>
      ) : (
        <p className="muted">{t('desk.nothingToDo')}</p>
      )}
      {others.length > 0 && (
        <div className="card">
          <h2>{inDrill(t('desk.otherActs'), drill, language)}</h2>
          {others.map((act) => (
            <details key={act.noun} open={model.refused?.noun === act.noun}>
              <summary>{t(`desk.act.${act.noun}`)}</summary>
              <div>{formOf({ model, act })}</div>
            </details>
          ))}
        </div>
      )}
    </section>
  );
}
