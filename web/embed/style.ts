// A sheet made by script is no inline style to a content security policy; what stands in a shadow tree and is
// important wins from the page around it.
const css = `
:host{all:initial!important;display:block!important;color-scheme:inherit!important}
:host([hidden]){display:none!important}
*,::before{box-sizing:border-box}
.box{--ink:light-dark(#1a232b,#e9ebef);--soft:light-dark(#485766,#aeb9c5);--ground:light-dark(#fff,#101419);--under:light-dark(#f6f8fb,#171c22);--edge:light-dark(#6e7984,#7d8793);--line:light-dark(#d5dadf,#383e44);--act:light-dark(#035287,#7cb4e6);--on:light-dark(#fff,#00152a);--warn:light-dark(#fef7ed,#291800);--bad:light-dark(#8a050d,#feaba1);background:var(--ground);border:1px solid var(--line);border-radius:10px;color:var(--ink);max-width:46em;font:1.0625em/1.55 system-ui,"Segoe UI",sans-serif;hyphens:auto;overflow-wrap:break-word;padding:clamp(1em,4vw,1.75em);text-align:start}
h2,h3,h4,p,ul,ol{margin:0 0 .75em}
h2{font-size:1.4em;line-height:1.25}
h3{font-size:1.15em}
h4{font-size:1em;margin-bottom:.25em}
ul,ol{padding-inline-start:1.5em}
label{display:block;font-weight:600;margin-bottom:.25em}
.soft{color:var(--soft);font-size:.9375em}
.quiet:empty{display:none}
.heard{clip-path:inset(50%);height:1px;overflow:hidden;position:absolute;white-space:nowrap;width:1px}
textarea,select,input{background:var(--ground);border:1px solid var(--edge);border-radius:5px;color:inherit;display:block;font:inherit;margin-bottom:1em;max-width:100%;min-height:2.6em;padding:.5em .75em;width:100%}
textarea{min-height:6em;resize:vertical}
textarea[aria-invalid]{border:2px solid var(--bad)}
.fault{color:var(--bad);font-weight:600}
button{background:var(--ground);border:2px solid var(--act);border-radius:5px;color:var(--act);cursor:pointer;font:inherit;font-weight:600;min-height:2.6em;padding:.35em 1em}
button.small{border-width:1px;font-size:.9375em;padding:.2em .7em}
button.main{background:var(--act);color:var(--on)}
button:hover{text-decoration:underline}
button[aria-disabled=true]{opacity:.75}
:focus-visible{outline:3px solid light-dark(#a13e00,#ffd166);outline-offset:2px}
[tabindex="-1"]:focus-visible{outline:none}
.answers{list-style:none;padding:0}
.answers>li{border:1px solid var(--line);border-radius:8px;margin-bottom:.5em}
.answers h3{font-size:1em;margin:0}
.answers h3 button{background:none;border:0;min-height:2.75em;text-align:start;width:100%}
.answers h3 button:focus-visible{outline-offset:-3px}
.inside{padding:.5em 1em 1em}
.row{align-items:center;display:flex;flex-wrap:wrap;gap:.5em}
.warn{background:var(--warn);border-inline-start:4px solid light-dark(#907145,#a08054);margin-bottom:1em;padding:.75em 1em}
.said{background:var(--under);border-inline-start:4px solid var(--act);margin-bottom:1em;padding:.75em 1em}
.said>:last-child,.warn>:last-child{margin-bottom:0}
a{color:var(--act)}
.number{font-size:1.3em;font-variant-numeric:tabular-nums;font-weight:600}
`;

let sheet: CSSStyleSheet | undefined;

/** One for all forms of a page. */
export function styles(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
  }
  return sheet;
}
