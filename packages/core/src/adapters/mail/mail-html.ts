import { htmlLines, htmlText } from './html-text.ts';
import type { MailView } from './mail-view.ts';

/** The HTML of a mail, in ASCII, with CRLF line ends. Made of mail.mjml, which says how: change that one. */
export function mailHtml(view: MailView): string {
  return `<!doctype html>\r
<html lang="${htmlText(view.language)}" dir="ltr" xmlns="http://www.w3.org/1999/xhtml" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">\r
<head>\r
<title>${htmlText(view.subject)}</title>\r
<!--[if !mso]><!-->\r
<meta http-equiv="X-UA-Compatible" content="IE=edge">\r
<!--<![endif]-->\r
<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">\r
<meta name="viewport" content="width=device-width, initial-scale=1">\r
<style type="text/css">\r
#outlook a { padding:0; }\r
body { margin:0;padding:0;-webkit-text-size-adjust:100%;-ms-text-size-adjust:100%; }\r
table, td { border-collapse:collapse;mso-table-lspace:0pt;mso-table-rspace:0pt; }\r
img { border:0;height:auto;line-height:100%; outline:none;text-decoration:none;-ms-interpolation-mode:bicubic; }\r
p { display:block;margin:13px 0; }\r
</style>\r
<!--[if mso]>\r
<noscript>\r
<xml>\r
<o:OfficeDocumentSettings>\r
<o:AllowPNG/>\r
<o:PixelsPerInch>96</o:PixelsPerInch>\r
</o:OfficeDocumentSettings>\r
</xml>\r
</noscript>\r
<![endif]-->\r
<!--[if lte mso 11]>\r
<style type="text/css">\r
 .mj-outlook-group-fix { width:100% !important; }\r
</style>\r
<![endif]-->\r
<style type="text/css">\r
@media only screen and (min-width:480px) {\r
 .mj-column-per-100 { width:100% !important; max-width: 100%; }\r
}\r
</style>\r
<style media="screen and (min-width:480px)">\r
 .moz-text-html .mj-column-per-100 { width:100% !important; max-width: 100%; }\r
</style>\r
<style type="text/css">\r
:root { color-scheme: light dark; supported-color-schemes: light dark; }\r
 .box > table { border-collapse: separate !important; }\r
@media (max-width: 479px) {\r
 .pad { padding-left: 20px !important; padding-right: 20px !important; }\r
}\r
@media (prefers-color-scheme: dark) {\r
 .page, .page > div { background-color: #0d1117 !important; }\r
 .card, .card > table { background-color: #161b22 !important; }\r
 .card > table > tbody > tr > td { border-color: ${htmlText(view.dark.bar)} #30363d #30363d !important; }\r
 .text > div, .text > table { color: #e6edf3 !important; }\r
 .muted, .muted > div { color: #9da7b3 !important; }\r
 .badge { color: ${htmlText(view.dark.badgeText)} !important; background-color: ${htmlText(view.dark.badge)} !important; }\r
 .detail { background-color: #0d1117 !important; border-color: #30363d !important; }\r
 .next { border-color: #3b82f6 !important; }\r
}\r
[data-ogsb] .page, [data-ogsb] .page > div, [data-ogsb] .detail { background-color: #0d1117 !important; }\r
[data-ogsb] .card, [data-ogsb] .card > table { background-color: #161b22 !important; }\r
[data-ogsb] .badge { background-color: ${htmlText(view.dark.badge)} !important; }\r
[data-ogsc] .text > div, [data-ogsc] .text > table { color: #e6edf3 !important; }\r
[data-ogsc] .muted, [data-ogsc] .muted > div { color: #9da7b3 !important; }\r
[data-ogsc] .badge { color: ${htmlText(view.dark.badgeText)} !important; }\r
</style>\r
<meta name="color-scheme" content="light dark">\r
<meta name="supported-color-schemes" content="light dark">\r
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">\r
<meta name="x-apple-disable-message-reformatting">\r
</head>\r
<body  class="page" style="word-spacing:normal;background-color:#f3f4f6;">\r
<div style="display:none;font-size:1px;color:#ffffff;line-height:1px;max-height:0px;max-width:0px;opacity:0;overflow:hidden;">${htmlText(view.preview)}</div>\r
<div aria-label="${htmlText(view.subject)}" aria-roledescription="email" role="article" lang="${htmlText(view.language)}" dir="ltr" style="word-spacing:normal;background-color:#f3f4f6;">\r
<!--[if mso | IE]><table align="center" border="0" cellpadding="0" cellspacing="0" class="page-outlook" role="presentation" style="width:600px;" width="600" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]-->\r
<div  class="page" style="margin:0px auto;max-width:600px;">\r
<table align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;">\r
<tbody>\r
<tr>\r
<td style="direction:ltr;font-size:0px;padding:24px 0 0;text-align:center;">\r
<!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:600px;" ><![endif]-->\r
<div class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;">\r
<table border="0" cellpadding="0" cellspacing="0" role="presentation" style="vertical-align:top;" width="100%">\r
<tbody>\r
<tr>\r
<td style="font-size:0px;word-break:break-word;">\r
<div style="height:1px;line-height:1px;">&#8202;</div>\r
</td>\r
</tr>\r
</tbody>\r
</table>\r
</div>\r
<!--[if mso | IE]></td></tr></table><![endif]-->\r
</td>\r
</tr>\r
</tbody>\r
</table>\r
</div>\r
<!--[if mso | IE]></td></tr></table><table align="center" border="0" cellpadding="0" cellspacing="0" class="card-outlook" role="presentation" style="width:600px;" width="600" bgcolor="#ffffff" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]-->\r
<div  class="card" style="background:#ffffff;background-color:#ffffff;margin:0px auto;max-width:600px;border-radius:6px;overflow:hidden;">\r
<table align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="background:#ffffff;background-color:#ffffff;width:100%;border-collapse:separate;">\r
<tbody>\r
<tr>\r
<td style="border:1px solid #d8dee4;border-top:4px solid ${htmlText(view.light.bar)};border-radius:6px;direction:ltr;font-size:0px;padding:26px 0 28px;text-align:center;">\r
<!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:598px;" ><![endif]-->\r
<div class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;">\r
<table border="0" cellpadding="0" cellspacing="0" role="presentation" style="vertical-align:top;" width="100%">\r
<tbody>\r
<tr>\r
<td align="left" class="pad muted" style="font-size:0px;padding:0 32px;padding-bottom:12px;word-break:break-word;">\r
<div style="font-family:system-ui,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:13px;line-height:22px;text-align:left;color:#59636e;">${view.badge ? `<span class="badge" style="display:inline-block;padding:0 9px;border-radius:11px;font-weight:600;color:${htmlText(view.light.badgeText)};background-color:${htmlText(view.light.badge)};">${htmlText(view.badge)}</span>&nbsp;&nbsp;` : ''}<span dir="auto">${htmlText(view.context)}</span></div>\r
</td>\r
</tr>\r
<tr>\r
<td align="left" class="pad text" style="font-size:0px;padding:0 32px;padding-bottom:4px;word-break:break-word;">\r
<div style="font-family:system-ui,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:15px;line-height:23px;text-align:left;color:#1f2328;"><h1 style="margin:0;font-size:21px;line-height:29px;font-weight:600;">${htmlText(view.title)}</h1></div>\r
</td>\r
</tr>\r
<tr>\r
<td align="left" class="pad text" style="font-size:0px;padding:0 32px;word-break:break-word;">\r
<div style="font-family:system-ui,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:15px;line-height:23px;text-align:left;color:#1f2328;">${view.paragraphs.map((item) => `<p style="margin:0;padding:8px 0 0;">${htmlText(item)}</p>\r
`).join('')}</div>\r
</td>\r
</tr>\r
${view.facts.length > 0 ? `<tr>\r
<td align="left" class="pad text" style="font-size:0px;padding:0 32px;padding-top:20px;word-break:break-word;">\r
<table cellpadding="0" cellspacing="0" width="100%" border="0" style="color:#1f2328;font-family:system-ui,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:14px;line-height:20px;table-layout:fixed;width:100%;border:none;">\r
${view.facts.map((item) => `<tr><th scope="row" class="muted" style="width:30%;padding:3px 16px 3px 0;vertical-align:top;text-align:left;font-weight:normal;color:#59636e;">${htmlText(item.label)}</th><td dir="auto" style="padding:3px 0;vertical-align:top;text-align:left;">${htmlText(item.value)}</td></tr>\r
`).join('')}</table>\r
</td>\r
</tr>\r
` : ''}${view.detail ? `<tr>\r
<td align="left" class="pad muted" style="font-size:0px;padding:0 32px;padding-top:20px;word-break:break-word;">\r
<div style="font-family:system-ui,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:13px;line-height:20px;text-align:left;color:#59636e;">${htmlText(view.detail.label)}</div>\r
</td>\r
</tr>\r
<tr>\r
<td align="left" class="pad text box" style="font-size:0px;padding:0 32px;padding-top:6px;word-break:break-word;">\r
<table cellpadding="0" cellspacing="0" role="presentation" width="100%" border="0" style="color:#1f2328;font-family:system-ui,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:14px;line-height:20px;table-layout:fixed;width:100%;border:none;">\r
<tr><td class="detail" dir="auto" style="padding:12px 14px;border:1px solid #d8dee4;border-radius:6px;background-color:#f6f8fa;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'Liberation Mono',monospace;font-size:12.5px;line-height:19px;white-space:pre-wrap;">${htmlLines(view.detail.text)}</td></tr>\r
</table>\r
</td>\r
</tr>\r
${view.detail.note ? `<tr>\r
<td align="left" class="pad muted" style="font-size:0px;padding:0 32px;padding-top:6px;word-break:break-word;">\r
<div style="font-family:system-ui,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:13px;line-height:20px;text-align:left;color:#59636e;">${htmlText(view.detail.note)}</div>\r
</td>\r
</tr>\r
` : ''}` : ''}${view.next ? `<tr>\r
<td align="left" class="pad text" style="font-size:0px;padding:0 32px;padding-top:24px;word-break:break-word;">\r
<table cellpadding="0" cellspacing="0" role="presentation" width="100%" border="0" style="color:#1f2328;font-family:system-ui,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:15px;line-height:23px;table-layout:fixed;width:100%;border:none;">\r
<tr><td class="next" style="border-left:3px solid #0b5cad;padding:1px 0 1px 14px;"><strong>${htmlText(view.next.label)}</strong><br>${htmlText(view.next.text)}</td></tr>\r
</table>\r
</td>\r
</tr>\r
` : ''}${view.button ? `<tr>\r
<td align="left" class="pad" style="font-size:0px;padding:24px 32px 0;word-break:break-word;">\r
<table border="0" cellpadding="0" cellspacing="0" role="presentation" style="border-collapse:separate;line-height:100%;">\r
<tbody>\r
<tr>\r
<td align="center" bgcolor="#0b5cad" role="presentation" style="border:none;border-radius:6px;cursor:auto;mso-padding-alt:11px 22px;background:#0b5cad;" valign="middle">\r
<a href="${htmlText(view.button.url)}" style="display:inline-block;background:#0b5cad;color:#ffffff;font-family:system-ui,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:15px;font-weight:600;line-height:22px;margin:0;text-decoration:none;text-transform:none;padding:11px 22px;mso-padding-alt:0px;border-radius:6px;" target="_blank">\r
${htmlText(view.button.label)}\r
</a>\r
</td>\r
</tr>\r
</tbody>\r
</table>\r
</td>\r
</tr>\r
` : ''}${view.afterword.length > 0 ? `<tr>\r
<td align="left" class="pad text" style="font-size:0px;padding:0 32px;padding-top:16px;word-break:break-word;">\r
<div style="font-family:system-ui,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:15px;line-height:23px;text-align:left;color:#1f2328;">${view.afterword.map((item) => `<p style="margin:0;padding:8px 0 0;">${htmlText(item)}</p>\r
`).join('')}</div>\r
</td>\r
</tr>\r
` : ''}</tbody>\r
</table>\r
</div>\r
<!--[if mso | IE]></td></tr></table><![endif]-->\r
</td>\r
</tr>\r
</tbody>\r
</table>\r
</div>\r
<!--[if mso | IE]></td></tr></table><table align="center" border="0" cellpadding="0" cellspacing="0" class="page-outlook" role="presentation" style="width:600px;" width="600" ><tr><td style="line-height:0px;font-size:0px;mso-line-height-rule:exactly;"><![endif]-->\r
<div  class="page" style="margin:0px auto;max-width:600px;">\r
<table align="center" border="0" cellpadding="0" cellspacing="0" role="presentation" style="width:100%;">\r
<tbody>\r
<tr>\r
<td style="direction:ltr;font-size:0px;padding:16px 0 28px;text-align:center;">\r
<!--[if mso | IE]><table role="presentation" border="0" cellpadding="0" cellspacing="0"><tr><td class="" style="vertical-align:top;width:600px;" ><![endif]-->\r
<div class="mj-column-per-100 mj-outlook-group-fix" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;vertical-align:top;width:100%;">\r
<table border="0" cellpadding="0" cellspacing="0" role="presentation" style="vertical-align:top;" width="100%">\r
<tbody>\r
<tr>\r
<td align="left" class="pad muted" style="font-size:0px;padding:0 32px;word-break:break-word;">\r
<div style="font-family:system-ui,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:12px;line-height:18px;text-align:left;color:#59636e;">${view.footer.map((item) => `<p style="margin:0;padding:2px 0 0;">${htmlText(item)}</p>\r
`).join('')}</div>\r
</td>\r
</tr>\r
</tbody>\r
</table>\r
</div>\r
<!--[if mso | IE]></td></tr></table><![endif]-->\r
</td>\r
</tr>\r
</tbody>\r
</table>\r
</div>\r
<!--[if mso | IE]></td></tr></table><![endif]-->\r
</div>\r
</body>\r
</html>\r
`;
}
