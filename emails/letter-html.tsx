import type { CSSProperties, ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Language } from '../domain/language.js';
import { directionOf, tagOf } from '../i18n/direction.js';
import { translator } from '../i18n/translate.js';
import { type Letter, type Piece, grouped } from './letter.js';
import type { MailText } from './model.js';

const colour = {
  ink: '#17212b',
  muted: '#4d5b6b',
  page: '#f4f6f8',
  surface: '#ffffff',
  line: '#d5dce4',
  accent: '#0b5c7d',
  accentTint: '#e6f1f6',
  drill: '#7d1a72',
  drillTint: '#f9e9f7',
};
const font = 'Tahoma, Arial, sans-serif';

interface Voice {
  readonly language: Language;
  readonly drill: boolean;
}

const lineHeight = (language: Language): number => (language === 'fa' ? 1.8 : 1.55);

/** Mail programs forget the direction at every table, so each table and cell says it again. */
function Cell(props: { readonly language: Language; readonly style?: CSSProperties; readonly html?: string; readonly children?: ReactNode }) {
  const { language, style, html, children } = props;
  const dir = directionOf[language];
  const base: CSSProperties = { wordBreak: 'break-word', fontFamily: font, fontSize: 16, lineHeight: lineHeight(language), color: colour.ink, textAlign: dir === 'rtl' ? 'right' : 'left', ...style };
  const own = { lang: tagOf[language], dir, align: dir === 'rtl' ? 'right' : 'left', style: base } as const;
  return html === undefined ? <td {...own}>{children}</td> : <td {...own} dangerouslySetInnerHTML={{ __html: html }} />;
} // prettier-ignore

function Table({ language, style, children }: { readonly language: Language; readonly style?: CSSProperties; readonly children: ReactNode }) {
  return (
    <table role="presentation" lang={tagOf[language]} dir={directionOf[language]} width="100%" cellPadding={0} cellSpacing={0} border={0} style={{ borderCollapse: 'collapse', ...style }}>
      <tbody>{children}</tbody>
    </table>
  );
} // prettier-ignore

const Row = (props: Parameters<typeof Cell>[0]) => (
  <tr>
    <Cell {...props} />
  </tr>
);

function Statement({ text, drill, hero }: { readonly text: MailText; readonly drill: boolean; readonly hero: boolean }) {
  const { language, headline, body, action } = text;
  const t = translator(language);
  const head = drill ? t('shared.drill.heading', { text: headline }) : headline;
  const tint = drill ? colour.drillTint : colour.accentTint;
  return (
    <Table language={language} style={{ backgroundColor: colour.surface, border: `1px solid ${colour.line}`, marginBottom: 12 }}>
      <Row language={language} style={{ padding: '16px 16px 0', fontSize: hero ? 22 : 18, fontWeight: 'bold', lineHeight: 1.5, color: drill ? colour.drill : colour.ink }}>
        {head}
      </Row>
      <Row language={language} style={{ padding: '4px 16px 8px', fontSize: hero ? 18 : 16 }} html={body.html} />
      {action && (
        <Row language={language} style={{ padding: '12px 16px 4px', fontWeight: 'bold', backgroundColor: tint }}>
          {t('emails.ask.action')}
        </Row>
      )}
      {action && <Row language={language} style={{ padding: '0 16px 8px', fontSize: hero ? 18 : 16, backgroundColor: tint }} html={action.html} />}
    </Table>
  );
} // prettier-ignore

const paragraph: CSSProperties = { padding: '0 0 12px' };
const heading: CSSProperties = { padding: '12px 0 8px', fontWeight: 'bold', fontSize: 18 };
const small: CSSProperties = { ...paragraph, fontSize: 14, color: colour.muted };

function Facts({ rows, language }: { readonly rows: readonly (readonly [string, string])[]; readonly language: Language }) {
  return (
    <Table language={language} style={{ marginBottom: 12, tableLayout: 'fixed' }}>
      {rows.map(([name, value]) => (
        <tr key={name}>
          <Cell language={language} style={{ padding: '2px 0', width: 110, fontSize: 14, color: colour.muted, verticalAlign: 'top' }}>{name}</Cell>
          <Cell language={language} style={{ padding: '2px 8px', verticalAlign: 'top' }}>{value}</Cell>
        </tr>
      ))}
    </Table>
  );
} // prettier-ignore

function Button({
  url,
  label,
  voice,
}: {
  readonly url: string;
  readonly label: string;
  readonly voice: Voice;
}) {
  const { language, drill } = voice;
  const style: CSSProperties = {
    display: 'inline-block', padding: '12px 24px', fontFamily: font, fontSize: 17, fontWeight: 'bold', color: '#ffffff',
    backgroundColor: drill ? colour.drill : colour.accent, textDecoration: 'none', borderRadius: 8,
  }; // prettier-ignore
  return (
    <a href={url} style={style}>
      {drill ? translator(language)('shared.drill.button', { text: label }) : label}
    </a>
  );
}

const codeStyle: CSSProperties = {
  display: 'inline-block', padding: '8px 20px', fontSize: 26, fontWeight: 'bold', letterSpacing: 2,
  border: `2px solid ${colour.line}`, borderRadius: 8, backgroundColor: colour.surface,
}; // prettier-ignore

/** What stands in the one wide column for a piece. */
function Shown({ piece, voice }: { readonly piece: Piece; readonly voice: Voice }) {
  const { language } = voice;
  switch (piece.piece) {
    case 'paragraph':
      return <Row language={language} style={paragraph}>{piece.text}</Row>;
    case 'small':
      return <Row language={language} style={small}>{piece.text}</Row>;
    case 'facts':
      return <Row language={language}><Facts rows={piece.rows} language={language} /></Row>;
    case 'texts':
      return (
        <>
          <Row language={language} style={heading}>{voice.drill ? translator(language)('shared.drill.heading', { text: piece.heading }) : piece.heading}</Row>
          {piece.texts.map((text) => (
            <Row key={text.language} language={text.language}><Statement text={text} drill={voice.drill} hero={piece.weight === 'hero'} /></Row>
          ))}
        </>
      );
    case 'quotes':
      return (
        <>
          <Row language={language} style={heading}>{piece.heading}</Row>
          {piece.quotes.map(({ who, words }) => (
            <Row key={`${who} ${words}`} language={language} style={paragraph}>{translator(language)('emails.quote', { who, words })}</Row>
          ))}
        </>
      );
    case 'link':
      return <Row language={language} style={{ padding: '8px 0 16px' }}><Button url={piece.url} label={piece.label} voice={voice} /></Row>;
    case 'code':
      return (
        <>
          <Row language={language} style={{ padding: '0 0 4px', fontWeight: 'bold' }}>{piece.label}</Row>
          <Row language={language} style={{ padding: '0 0 8px' }}><bdi dir="ltr" style={codeStyle}>{grouped(piece.code)}</bdi></Row>
          <Row language={language} style={small}>{piece.note}</Row>
        </>
      );
  }
} // prettier-ignore

const Band = ({ language }: { readonly language: Language }) => (
  <Row language={language} style={{ padding: '10px 16px', fontWeight: 'bold', color: colour.drill, backgroundColor: colour.drillTint, border: `3px double ${colour.drill}` }}>
    {translator(language)('shared.drill.band')}
  </Row>
); // prettier-ignore

const previewStyle: CSSProperties = { display: 'none', maxHeight: 0, overflow: 'hidden' };

function Mail({ letter }: { readonly letter: Letter }) {
  const { language, drill, subject, preview, greeting, pieces, signature } = letter;
  const tag = tagOf[language];
  const dir = directionOf[language];
  return (
    <html lang={tag} dir={dir}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="x-apple-disable-message-reformatting" />
        <title>{subject}</title>
      </head>
      <body lang={tag} dir={dir} style={{ margin: 0, padding: 0, backgroundColor: colour.page }}>
        <div lang={tag} dir={dir} style={previewStyle}>{preview}</div>
        <Table language={language} style={{ backgroundColor: colour.page }}>
          <tr>
            <Cell language={language} style={{ padding: 16 }}>
              <Table language={language} style={{ maxWidth: 600, margin: '0 auto' }}>
                {drill && <Band language={language} />}
                <Row language={language} style={{ padding: '16px 0 8px' }}>{greeting}</Row>
                {pieces.map((piece, index) => (
                  // oxlint-disable-next-line react/no-array-index-key
                  <Shown key={index} piece={piece} voice={{ language, drill }} />
                ))}
                <Row language={language} style={{ ...small, padding: '16px 0', borderTop: `1px solid ${colour.line}` }}>{signature}</Row>
                {drill && <Band language={language} />}
              </Table>
            </Cell>
          </tr>
        </Table>
      </body>
    </html>
  );
} // prettier-ignore

/** The HTML part: one column of tables, styles inline, no pictures and nothing loaded from anywhere. */
export const letterHtml = (letter: Letter): string =>
  `<!doctype html>\n${renderToStaticMarkup(<Mail letter={letter} />)}\n`;
