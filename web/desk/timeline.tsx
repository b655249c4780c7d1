import { formatTableTime } from '../../i18n/format.js';
import { translator } from '../../i18n/translate.js';
import { inDrill } from '../shared/page.js';
import { eventSentence } from './event-words.js';
import type { DeskAnnouncementModel } from './model.js';

/** Everything that happened, newest first, with the reasons that were given. */
export function Timeline({ model }: { readonly model: DeskAnnouncementModel }) {
  const { language, events, notes, names } = model;
  const t = translator(language);
  return (
    <section className="card">
      <h2>{inDrill(t('desk.timeline'), model.drill, language)}</h2>
      <ol className="timeline" reversed>
        {events.toReversed().map((event, index) => {
          const note = event.act === null ? undefined : notes[event.act];
          return (
            // oxlint-disable-next-line react/no-array-index-key
            <li key={events.length - index}>
              <time dateTime={event.at}>{formatTableTime(event.at, language)}</time>
              <div>
                {eventSentence(event, language, names)}
                {note !== undefined && note !== '' && <p className="said">{t('desk.said', { note })}</p>}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
