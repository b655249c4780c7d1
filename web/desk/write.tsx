import { announcementKinds, severities } from '../../domain/announcement/kinds.js';
import {
  capCategories,
  capCertainties,
  capResponseTypes,
  capSeverities,
  capUrgencies,
} from '../../domain/cap/vocabulary.js';
import { languages } from '../../domain/language.js';
import { refusalText } from '../../i18n/refusals.js';
import { translator } from '../../i18n/translate.js';
import { Page, buttonText, href, inDrill, renderPage } from '../shared/page.js';
import { Notice, Refusals, label } from '../shared/parts.js';
import { paths } from '../shared/paths.js';
import { ChannelRenderings, FullText, WithdrawalText } from '../shared/version.js';
import { Hidden } from './act-form.js';
import type { WriteModel } from './model.js';
import { Example, MomentField } from './moment-field.js';
import { CheckField, ChoiceField, Group, TextFields, WordsField } from './write-fields.js';

type ModelProps = { readonly model: WriteModel };

/** A withdrawal is never written: it was signed with its text. */
export const writtenKinds = announcementKinds.filter((kind) => kind !== 'withdrawal');

function What({ model }: ModelProps) {
  const { language, incidents, targets, fields, id } = model;
  const t = translator(language);
  if (id !== null) return null;
  return (
    <Group legend={t('write.what')}>
      <ChoiceField model={model} name="kind" label={t('fields.kind')} values={writtenKinds} word={(kind) => t(`words.kind.${kind}`)} />
      <ChoiceField model={model} name="severity" label={t('fields.severity')} values={severities} word={(severity) => t(`words.severity.${severity}`)} />
      {incidents.length > 0 && (
        <ChoiceField
          model={model}
          name="incident"
          label={t('fields.incident')}
          values={incidents.map((incident) => incident.id)}
          word={(incident) => incidents.find((one) => one.id === incident)?.title ?? incident}
          none={t('write.noIncident')}
        />
      )}
      {targets.length > 0 && (
        <details open={fields.replaces.length > 0}>
          <summary>{t('fields.replaces')}</summary>
          <div>
            <p className="hint">{t('write.replacesHint')}</p>
            {targets.map((target) => (
              <CheckField key={target.id} name="replaces" value={target.id} checked={fields.replaces.includes(target.id)}>
                {label(target.kind, target.number, language)}: <bdi>{target.headline}</bdi>
              </CheckField>
            ))}
          </div>
        </details>
      )}
      <CheckField name="drill" value="yes" checked={fields.text.drill !== ''}>
        {t('write.drill')}
      </CheckField>
      <p className="hint">{t('write.drillHint')}</p>
    </Group>
  );
} // prettier-ignore

function Withdrawal({ model }: ModelProps) {
  const t = translator(model.language);
  return (
    <Group legend={t('write.withdrawal')} hint={t('write.withdrawalHint')}>
      {languages.map((written) => (
        <div key={written}>
          {(['headline', 'body'] as const).map((field) => (
            <WordsField
              key={field}
              model={model}
              name={`withdrawal.${written}.${field}`}
              label={t('fields.inLanguage', { field: t(`fields.withdrawal.${field}`), language: t(`words.language.${written}`) })}
              written={written}
              {...(field === 'body' ? { rows: 3 } : {})}
            />
          ))}
        </div>
      ))}
    </Group>
  );
} // prettier-ignore

function Danger({ model }: ModelProps) {
  const { language, fields } = model;
  const t = translator(language);
  return (
    <Group legend={t('write.danger')}>
      <MomentField id="cap.expires" name="cap.expires" label={t('fields.expires')} value={fields.text['cap.expires']} context={model} required />
      {languages.map((written) => (
        <WordsField key={written} model={model} name={`cap.event.${written}`} label={t('write.eventIn', { language: t(`words.language.${written}`) })} written={written} />
      ))}
      <div className="columns">
        <ChoiceField model={model} name="cap.category" label={t('fields.category')} values={capCategories} word={(one) => t(`cap.category.${one}`)} />
        <ChoiceField model={model} name="cap.responseType" label={t('fields.responseType')} values={capResponseTypes} word={(one) => t(`cap.responseType.${one}`)} />
        <ChoiceField model={model} name="cap.urgency" label={t('fields.urgency')} values={capUrgencies} word={(one) => t(`cap.urgency.${one}`)} />
        <ChoiceField model={model} name="cap.severity" label={t('fields.capSeverity')} values={capSeverities} word={(one) => t(`cap.severity.${one}`)} />
        <ChoiceField model={model} name="cap.certainty" label={t('fields.certainty')} values={capCertainties} word={(one) => t(`cap.certainty.${one}`)} />
      </div>
      <MomentField id="cap.onset" name="cap.onset" label={t('fields.onset')} value={fields.text['cap.onset']} context={model} />
      {languages.map((written) => (
        <WordsField key={written} model={model} name={`cap.area.description.${written}`} label={t('write.areaIn', { language: t(`words.language.${written}`) })} written={written} />
      ))}
      <WordsField model={model} name="cap.area.circle" label={t('fields.circle')} hint={<Example say={(values) => t('write.circleHint', values)} example="28.78,57.45 12" />} />
      {model.moreAreas > 0 && <p className="hint">{t('write.moreAreas', { count: model.moreAreas })}</p>}
      <WordsField model={model} name="cap.contact" label={t('fields.contact')} />
    </Group>
  );
} // prettier-ignore

function Where({ model }: ModelProps) {
  const { fields, channels, lists, language } = model;
  const t = translator(language);
  return (
    <Group legend={t('write.where')}>
      <p><strong>{t('fields.channels')}</strong></p>
      {channels.map((channel) => (
        <CheckField key={channel} name="channels" value={channel} checked={fields.channels.includes(channel)}>
          {t(`words.channel.${channel}`)}
        </CheckField>
      ))}
      <p><strong>{t('fields.lists')}</strong></p>
      {lists.length === 0 && <p className="hint">{t('write.noLists')}</p>}
      {lists.map((list) => (
        <CheckField key={list.id} name="lists" value={list.id} checked={fields.lists.includes(list.id)}>
          {t('write.listOf', { name: list.name, people: t('shared.people', { count: list.count }) })}
        </CheckField>
      ))}
    </Group>
  );
} // prettier-ignore

function Advice({ model }: ModelProps) {
  const t = translator(model.language);
  if (model.advice.length === 0) return null;
  const sentences = model.advice.map((refusal) => refusalText(refusal, model.language, model.names));
  return (
    <Notice tone="crisis" icon="flag">
      <strong>{t('write.advice')}</strong>
      <ul>
        {[...new Set(sentences)].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Notice>
  );
}

function Preview({ model }: ModelProps) {
  const { preview, language, drill } = model;
  if (!preview) return null;
  const parts = { version: preview, context: model };
  return (
    <section>
      <h2>{inDrill(translator(language)('write.preview'), drill, language)}</h2>
      <FullText {...parts} />
      <ChannelRenderings {...parts} />
      <WithdrawalText {...parts} />
    </section>
  );
}

function Form({ model }: ModelProps) {
  const { id, revision, viewer, formKey, language, drill } = model;
  const t = translator(language);
  const action = href(model, id === null ? paths.deskAnnouncements : paths.deskDraft(id));
  return (
    <form method="post" action={action} autoComplete="off">
      <Hidden values={{ csrf: viewer.csrf, key: formKey, ...(revision === null ? {} : { revision }) }} />
      <What model={model} />
      <Group legend={t('write.persian')}>
        <TextFields model={model} written="fa" />
      </Group>
      <Group legend={t('write.english')} hint={t('write.englishHint')}>
        <TextFields model={model} written="en" />
      </Group>
      <Withdrawal model={model} />
      <Danger model={model} />
      <Where model={model} />
      <button className="primary wide">{buttonText(t('write.save'), drill, language)}</button>
    </form>
  );
}

/** Writes a new text, or edits a draft; what was typed survives every refusal. */
export function writePage(model: WriteModel): string {
  const { id, language, drill } = model;
  const t = translator(language);
  const title = t(id === null ? 'write.newTitle' : 'write.title');
  return renderPage(
    <Page context={model} surface="desk" title={title} drill={drill} private>
      <p>
        <a href={href(model, id === null ? paths.desk : paths.deskAnnouncement(id))}>
          {t(id === null ? 'write.backToDesk' : 'write.back')}
        </a>
      </p>
      <h1>{inDrill(title, drill, language)}</h1>
      <Refusals refusals={model.refusals} language={language} names={model.names} />
      <Advice model={model} />
      <Form model={model} />
      <Preview model={model} />
    </Page>,
  );
}
