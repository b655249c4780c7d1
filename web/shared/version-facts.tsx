import { formatReleasedAt } from '../../i18n/format.js';
import { translator } from '../../i18n/translate.js';
import type { VersionView } from './model.js';
import { Facts, Ltr, SeverityTag, channelNames, label, listed } from './parts.js';
import { inDrill } from './page.js';
import { Deadline, Moment } from './times.js';
import type { VersionProps } from './version.js';

/** «۲۴٬۳۱۲ نفر در فهرست خبرنگاران» */
function audienceText({ audience }: VersionView, { context }: VersionProps): string {
  const t = translator(context.language);
  if (audience.count === 0) return t('decision.noAudience');
  const people = t('shared.people', { count: audience.count });
  return audience.lists.length === 0 ? people : t('decision.audienceOf', { people, lists: listed(audience.lists, context.language) });
} // prettier-ignore

/** Who, where, for how many: what an approver agrees to besides the words. */
export function VersionFacts(props: VersionProps & { readonly deadline?: string | null }) {
  const { version, context, deadline } = props;
  const { language, now } = context;
  const t = translator(language);
  const kind = (
    <span className="tags">
      {t(`words.kind.${version.kind}`)} <SeverityTag severity={version.severity} language={language} />
    </span>
  );
  return (
    <section className="card">
      <h2>{inDrill(t('decision.facts'), version.drill, language)}</h2>
      <Facts
        rows={[
          [t('decision.mode'), <strong key="mode">{t(version.drill ? 'decision.drill' : 'decision.live')}</strong>],
          [t('decision.audience'), <strong key="audience">{audienceText(version, props)}</strong>],
          [t('decision.channels'), channelNames(version.channels, language)],
          [t('decision.deadline'), deadline ? <Deadline key="deadline" at={deadline} now={now} language={language} /> : null],
          [t('decision.kind'), kind],
          [t('decision.incident'), version.incident],
          [
            t('decision.replaces'),
            version.replaces.length > 0
              ? listed(version.replaces.map((other) => `${label(other.kind, other.number, language)}: ${other.headline}`), language)
              : null,
          ],
          [t('decision.writtenBy'), t('decision.writtenByOf', { person: version.submittedBy, agency: version.agency })],
          [t('decision.submitted'), <Moment key="submitted" at={version.submittedAt} language={language} />],
          [t('decision.expires'), t('decision.expiresUntil', { moment: formatReleasedAt(version.expires, language) })],
          [t('decision.version'), t('shared.version', { number: version.version })],
          [t('shared.hash'), <span key="hash" className="hash"><Ltr>{version.manifestSha256}</Ltr></span>],
        ]}
      />
    </section>
  );
} // prettier-ignore
